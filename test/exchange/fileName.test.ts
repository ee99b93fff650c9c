import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileNames } from '#exchange/fileName.ts';

const one = (title: string): string => new FileNames().take(title, 'md', 'Untitled');
const bytes = (name: string): number => new TextEncoder().encode(name).length;

describe('file names', () => {
  it('[N1] keep letters, spaces and emoji of a title', () => {
    expect(one('Ärger, 中文 and 😀')).toBe('Ärger, 中文 and 😀.md');
    expect(one('a/b\\c: d?\n "e"')).toBe('a b c d e.md');
  });

  it('[N2] are never reserved, hidden, empty, or ended by a dot', () => {
    expect(one('CON')).toBe('_CON.md');
    expect(one('nul.txt')).toBe('_nul.txt.md');
    expect(one('COM¹')).toBe('_COM¹.md');
    expect(one('Console')).toBe('Console.md');
    expect(one('..hidden...')).toBe('hidden.md');
    expect(one(' \u202E ')).toBe('Untitled.md');
  });

  it('[N3] differ by more than case and composition', () => {
    const names = new FileNames();
    expect(
      ['Same', 'same', 'SAME', 'caf\u00E9', 'cafe\u0301'].map((title) => names.take(title, 'md', 'U')),
    ).toEqual(['Same.md', 'same (2).md', 'SAME (3).md', 'café.md', 'café (2).md']);
  });

  it('[N4] hold at most 120 bytes and never cut a character', () => {
    expect(one('👩‍👩‍👧'.repeat(20))).toBe(`${'👩‍👩‍👧'.repeat(6)}.md`);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), (titles) => {
        const names = new FileNames();
        const taken = titles.map((title) => names.take(title, 'md', 'Untitled'));
        expect(new Set(taken.map((name) => name.toLowerCase())).size).toBe(taken.length);
        for (const name of taken) {
          expect(bytes(name)).toBeLessThanOrEqual(120);
          expect(name).toMatch(/^[^.\s<>:"/\\|?*\p{Cc}][^<>:"/\\|?*\p{Cc}]*\.md$/u);
          expect(name.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
