// A question while it is typed: chips, completion at the caret, and the changes both make.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askOperators,
  completingAt,
  hasPhrases,
  hasFilters,
  understood,
  withOperator,
  withValue,
  withoutFilters,
  withoutMarks,
  withoutParts,
} from '#notebook/asking.ts';

/** Where `|` stands is the caret. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { text, completing: completingAt(text, caret) };
}

function accepted(marked: string, value: string): string {
  const { text, completing } = at(marked);
  if (completing?.kind !== 'value') throw new Error('nothing to complete');
  const changed = withValue(text, completing, completing.operator, value);
  return `${changed.text.slice(0, changed.caret)}|${changed.text.slice(changed.caret)}`;
}

describe('a question', () => {
  it('[M0] says how it is understood, but for plain words', () => {
    expect(
      understood('who pays "grid cost" -draft tag:"a b" -kind:notes').map(({ what, value, isExcluded }) => [
        what,
        value,
        isExcluded,
      ]),
    ).toEqual([
      ['phrase', 'grid cost', false],
      ['word', 'draft', true],
      ['tag', 'a b', false],
      ['kind', 'note', true],
    ]);
    expect(understood('who pays?')).toEqual([]);
  });

  it('[M1] completes a value, with or without quotation marks', () => {
    expect(at('who pays tag:cli|').completing).toMatchObject({
      kind: 'value',
      operator: 'tag',
      typed: 'cli',
    });
    expect(at('KIND:|').completing).toMatchObject({ operator: 'kind', typed: '', isValue: false });
    expect(at('tag:"climate po|').completing).toMatchObject({ typed: 'climate po' });
    expect(at('kind:note|').completing).toMatchObject({ isValue: true });
    expect(at('-tag:x|').completing).toMatchObject({ sign: '-', typed: 'x' });
    for (const none of ['tag:"a b"|', 'tag:a |', 'subject:x|', '|tag:a', 'ta|', 'x-tag:a|', '"see tag:|'])
      expect(at(none).completing).toBeNull();
  });

  it('[M2] offers a name for a word that begins one, at the end of the word', () => {
    expect(at('costs bef|').completing).toMatchObject({ kind: 'name', typed: 'bef', start: 6, end: 9 });
    expect(at('costs bef|ore').completing).toBeNull();
    expect(at('befo(aut|').completing).toBeNull();
    const { text, completing } = at('costs -aut| x');
    expect(withOperator(text, completing, 'author')).toEqual({ text: 'costs -author: x', caret: 14 });
    expect(withOperator('costs', null, 'tag')).toEqual({ text: 'costs tag:', caret: 10 });
    expect(withOperator('', null, 'tag')).toEqual({ text: 'tag:', caret: 4 });
  });

  it('[M4] puts a value in place of what was typed of it, the caret ready for the next word', () => {
    expect(accepted('costs tag:cli|', 'climate policy')).toBe('costs tag:"climate policy" |');
    expect(accepted('tag:cl|imate today', 'climate')).toBe('tag:climate |today');
    expect(accepted('-tag:"climate po|l" today', 'x')).toBe('-tag:x |today');
    expect(accepted('lang:|', 'de')).toBe('lang:de |');
  });

  it('[M3] [M4] understands what was completed as the value chosen, wherever the caret was', () => {
    const piece = fc.constantFrom('tag:', '-', '"', 'note', ' ', 'author:', 'x', '”', ':', 'kind:', 'a b');
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom('a', 'a b', 'note'), (given, place, value) => {
        const completing = completingAt(given, place % (given.length + 1));
        if (completing?.kind !== 'value') return;
        const operator = completing.operator === 'kind' ? 'tag' : completing.operator;
        const { text: changed, caret } = withValue(given, completing, operator, value);
        expect(understood(changed.slice(0, caret)).at(-1)).toMatchObject({ what: operator, value });
      }),
      { numRuns: 1000 },
    );
  });

  it('[M5] loses a part and no more when its chip is removed', () => {
    const text = '  who "grid cost" pays  tag:a -draft ';
    const [phrase, tag, draft] = understood(text);
    if (!phrase || !tag || !draft) throw new Error('not understood');
    expect(withoutParts(text, [phrase])).toBe('who pays  tag:a -draft');
    expect(withoutParts(text, [tag, draft])).toBe('who "grid cost" pays');
    expect(withoutParts(text, [])).toBe(text);
    expect([withoutFilters(text), hasFilters(text), hasFilters('who')]).toEqual([
      'who "grid cost" pays -draft',
      true,
      false,
    ]);
  });

  it('[M7] loses its quotation marks and nothing else', () => {
    const text = 'who “grid cost” pays -"a draft" "at last" tag:"a b"';
    expect([hasPhrases(text), hasPhrases('who -"a draft" tag:"a b"')]).toEqual([true, false]);
    expect(withoutMarks(text)).toBe('who grid cost pays -"a draft" at last tag:"a b"');
    expect(withoutMarks('who')).toBe('who');
  });

  it('[M6] has a name for each operator', () => {
    expect(askOperators).toHaveLength(8);
  });
});
