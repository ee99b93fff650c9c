// What the box offers while an operator is typed, and how a question's parts are called.
import { describe, expect, it } from 'vitest';
import { completingAt, understood, type Completing } from '#notebook/asking.ts';
import { chosenAtFirst, plainCompletions, valueCompletions } from '#features/search/completions.ts';
import { said } from '#features/search/Understood.tsx';

const now = new Date(2026, 10, 3);

function at(text: string): Completing {
  const completing = completingAt(text, text.length);
  if (completing === null) throw new Error('nothing to complete');
  return completing;
}

const offered = (text: string): readonly string[] =>
  (plainCompletions(at(text), now) ?? []).map(({ value }) => value);

describe('completion', () => {
  it('[E1] offers kinds and places by their beginning, and names of operators', () => {
    expect(offered('kind:')).toEqual(['note', 'source', 'excerpt', 'scorecard', 'judgement']);
    expect(offered('kind:S')).toEqual(['source', 'scorecard']);
    expect(offered('in:')).toEqual(['title', 'text', 'quotation', 'comment']);
    expect(offered('who bef')).toEqual(['before']);
  });

  it('[E2] offers this year, this month and today for a date', () => {
    expect(offered('after:')).toEqual(['2026', '2026-11', '2026-11-03']);
    expect(offered('before:2026-')).toEqual(['2026-11', '2026-11-03']);
    expect(offered('before:1999')).toEqual([]);
  });

  it('[E3] chooses the first only where what is typed stands for nothing yet', () => {
    const tags = [{ value: 'policy', label: 'policy' }];
    expect(chosenAtFirst(at('tag:pol'), tags)).toBe(0);
    expect(chosenAtFirst(at('tag:Policy'), tags)).toBe(-1);
    expect(chosenAtFirst(at('tag:'), tags)).toBe(0);
    expect(chosenAtFirst(at('tag:zzz'), [])).toBe(-1);
    expect(chosenAtFirst(at('kind:no'), [{ value: 'note', label: 'notes' }])).toBe(0);
    expect(chosenAtFirst(at('kind:note'), [{ value: 'note', label: 'notes' }])).toBe(-1);
    expect(chosenAtFirst(at('author:smi'), [{ value: 'A Smith', label: 'A Smith' }])).toBe(-1);
    expect(chosenAtFirst(at('aut'), [{ value: 'author', label: 'author:' }])).toBe(-1);
  });

  it('[E4] offers languages by name and by tag', async () => {
    const values = () =>
      Promise.resolve([
        { value: 'de', label: 'de', documents: 3 },
        { value: 'en-gb', label: 'en-gb', documents: 2 },
        { value: 'x-y', label: 'x-y', documents: 1 },
      ]);
    const found = async (text: string): Promise<readonly string[]> => {
      const completing = at(text);
      if (completing.kind !== 'value') return [];
      const all = await valueCompletions({ values }, completing, new AbortController().signal);
      return all.map(({ value, label, end }) => `${value} ${label} ${end ?? ''}`);
    };
    expect(await found('lang:ger')).toEqual(['de German 3']);
    expect(await found('lang:en')).toEqual(['en-gb British English 2']);
    expect(await found('lang:')).toHaveLength(3);
  });

  it('[E5] calls every part of a question by plain words', () => {
    const names = understood(
      '"a b" -draft tag:x -source:y author:z before:2024 after:2024-05 lang:de kind:notes in:title',
    );
    expect(names.map(said)).toEqual([
      'with “a b”',
      'not with “draft”',
      'tagged x',
      'not from y',
      'by z',
      'before 2024',
      'after 2024-05',
      'in German',
      'notes',
      'in the title',
    ]);
  });
});
