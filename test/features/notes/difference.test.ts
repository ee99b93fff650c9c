// What differs between an earlier version of a note and the present one.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part } from '#features/notes/difference.ts';
import { compareTexts, differenceBetween } from '#features/notes/difference.ts';

const side = (parts: readonly Part[], gone: Part['kind']): string =>
  parts.flatMap(({ kind, text }) => (kind === gone ? [] : [text])).join('');

const drawn = (earlier: string, later: string): string =>
  compareTexts(earlier, later)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

const word = fc.constantFrom('grid', 'is', 'full', '.', ' ', '  ', '\n', '\r\n', '電力', 'é', '👩‍👧', ',');
const anyText = fc.oneof(
  fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('the difference between two texts', () => {
  it('[D1] holds both of them, letter for letter', () => {
    fc.assert(
      fc.property(anyText, anyText, (earlier, later) => {
        const parts = compareTexts(earlier, later);
        expect(side(parts, 'added')).toBe(earlier);
        expect(side(parts, 'removed')).toBe(later);
      }),
    );
  });

  it('[D2] is nothing where they are equal, and something where they are not', () => {
    fc.assert(
      fc.property(anyText, anyText, (earlier, later) => {
        const { stretches, added, removed } = differenceBetween(earlier, earlier);
        expect(stretches.every(({ kind }) => kind === 'same')).toBe(true);
        expect([added, removed]).toEqual([0, 0]);
        expect(compareTexts(earlier, later).every(({ kind }) => kind === 'same')).toBe(earlier === later);
      }),
    );
  });

  it.each([
    ['The grid is full.', 'The grid is nearly full.', 'The grid is{+ nearly+} full.'],
    ['It costs users.', 'It costs users and others.', 'It costs users{+ and others+}.'],
    ['All pay', 'All of us pay', 'All{+ of us+} pay'],
    ['電力網は満員です', '電力網は空です', '電力網は[-満員-]{+空+}です'],
    ['one\ntwo\nthree', 'one\nthree', 'one\n[-two\n-]three'],
    // Words with nothing but a comma in common are one in place of the other.
    ['red, green', 'old, new', '[-red, green-]{+old, new+}'],
  ])('[D3] from «%s» to «%s» is %j', (earlier, later, expected) => {
    expect(drawn(earlier, later)).toBe(expected);
  });

  it('[D4] is counted in words and cut into lines, the unchanged ones together', () => {
    const { stretches, added, removed } = differenceBetween(
      'Title\nOne.\nTwo.\nThe end is near.',
      'Title\nOne.\nTwo.\nThe end is far away.\nLast.',
    );
    expect([added, removed]).toEqual([3, 1]);
    expect(stretches).toEqual([
      { kind: 'same', lines: ['Title', 'One.', 'Two.'] },
      {
        kind: 'changed',
        lines: [
          [
            { kind: 'same', text: 'The end is' },
            { kind: 'removed', text: ' near' },
            { kind: 'added', text: ' far away' },
            { kind: 'same', text: '.' },
          ],
          [{ kind: 'added', text: 'Last.' }],
        ],
      },
    ]);
  });

  it('[D5] of long texts that have nothing in common is one in place of the other', () => {
    const many = (letter: string) => Array.from({ length: 5000 }, (_, at) => `${letter}${at}`).join(' ');
    expect(compareTexts(many('a'), many('b'))).toEqual([
      { kind: 'removed', text: many('a') },
      { kind: 'added', text: many('b') },
    ]);
    expect(differenceBetween(many('a'), many('b'))).toMatchObject({ added: 5000, removed: 5000 });
  });
});
