import { describe, expect, it } from 'vitest';
import { imported, textOf } from './anyFile.ts';

const wrapped = [
  'This is prose that somebody wrapped by hand in an editor',
  'that knows no other way, so that each line is about as',
  'long as the next.',
];

describe('plain text', () => {
  it('[T1] parts paragraphs at blank lines', () => {
    expect(imported('a.txt', 'Title\n\none\r\n \t\r\ntwo\n\n\n\nthree\n').document.content).toHaveLength(3);
  });

  it('[T2] joins lines that were wrapped by hand', () => {
    expect(textOf(imported('a.txt', `T\n\n${wrapped.join('\n')}`))).toBe(wrapped.join(' '));
  });

  it('[T3] keeps the breaks of verse and lists', () => {
    const verse = 'Short lines\nstay as they\nare';
    const { content } = imported('a.txt', `T\n\n${verse}`).document;
    expect(content).toHaveLength(1);
    expect(content[0]?.content?.map(({ type }) => type)).toEqual([
      'text',
      'hardBreak',
      'text',
      'hardBreak',
      'text',
    ]);
    const list = wrapped.map((line) => `- ${line}`);
    expect(textOf(imported('a.txt', `T\n\n${list.join('\n')}`))).toBe(list.join('\n'));
  });

  it('[T4] takes lines longer than people wrap at as paragraphs', () => {
    const long = 'word '.repeat(40).trim();
    expect(imported('a.txt', `T\n\n${long}\n${long}`).document.content).toHaveLength(2);
  });

  it('[T5] takes a short first line as title, and out of the text only where it stands alone', () => {
    const alone = imported('a.txt', 'A title\n\ntext');
    expect([alone.title, textOf(alone)]).toEqual(['A title', 'text']);
    const within = imported('a.txt', 'First line\nsecond');
    expect([within.title, textOf(within)]).toEqual(['First line', 'First line\nsecond']);
    const only = imported('a.txt', 'Only this');
    expect([only.title, textOf(only)]).toEqual(['Only this', 'Only this']);
    expect(imported('name.txt', 'word '.repeat(30)).title).toBe('name');
  });

  it('[T6] takes nothing in it for markup', () => {
    expect(textOf(imported('a.txt', '# a\n\n<b>x</b> **y** [z](javascript:1)'))).toBe(
      '<b>x</b> **y** [z](javascript:1)',
    );
  });
});
