// Every sentence in every file of words: plain, said quietly, and there.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { count, fileSize, timeLeft } from '#words/format.ts';

const folder = new URL('../../src/words/', import.meta.url);

/** The sentences of a value; functions are called with values that read as text and as numbers. */
function sentences(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function')
    return value.length > 6 ? [] : [sample(value)].filter((text) => text !== '');
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(sentences);
  return [];
}

function sample(make: unknown): string {
  if (typeof make !== 'function') return '';
  for (const value of [2, 'x', new Date(0), []]) {
    try {
      const said: unknown = Reflect.apply(
        make,
        undefined,
        Array.from({ length: make.length }, () => value),
      );
      if (typeof said === 'string') return said;
    } catch {
      // Made for another kind of value: the next one is tried.
    }
  }
  return '';
}

const areas = await Promise.all(
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !['words.ts', 'format.ts'].includes(name))
    .map(async (name) => {
      const area = (await import(new URL(name, folder).href)) as Readonly<Record<string, unknown>>;
      return { name, said: Object.values(area).flatMap(sentences) };
    }),
);

describe('the words', () => {
  it('[W1] were found', () => {
    expect(areas.length).toBeGreaterThan(0);
    expect(areas.flatMap(({ said }) => said).length).toBeGreaterThan(40);
  });

  it.each(areas)('[W2] of $name never shout and are never empty', ({ said }) => {
    for (const sentence of said) {
      expect(sentence, 'exclamation mark').not.toMatch(/!/);
      expect(sentence.trim(), 'empty').not.toBe('');
      // Abbreviations of up to five letters (PDF, DOI, JSON) are no shouting.
      expect(sentence, 'capitals').not.toMatch(/\b\p{Lu}{6,}\b/u);
      expect(sentence, 'capitals').not.toMatch(/\b\p{Lu}{2,}\s+\p{Lu}{2,}\s+\p{Lu}{2,}\b/u);
    }
  });
});

describe('numbers in words', () => {
  it('[W3] one is one, everything else is many', () => {
    expect([0, 1, 2, 1400].map((value) => count(value, 'note', 'notes'))).toEqual([
      '0 notes',
      '1 note',
      '2 notes',
      '1,400 notes',
    ]);
  });

  it('[W4] sizes stand in the largest unit that fits', () => {
    expect([0, 999, 1000, 1550, 20_000_000].map(fileSize)).toEqual([
      '0 B',
      '999 B',
      '1 KB',
      '1.6 KB',
      '20 MB',
    ]);
  });

  it('[W5] time left is said roughly and never goes up as it runs down', () => {
    expect([2, 12, 50, 61, 130, 7200].map(timeLeft)).toEqual([
      'a moment left',
      '20 s left',
      '50 s left',
      '1 min left',
      '2 min left',
      '2 h left',
    ]);
  });
});
