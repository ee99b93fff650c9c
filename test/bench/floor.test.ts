// What the floor of relevance is tried on.
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../bench/collection.ts';
import { mixtures } from '../../bench/floor.ts';

function collection(name: string, questions: number): Collection {
  return {
    name,
    documents: [{ id: '1', title: name, text: `about ${name}` }],
    questions: Array.from({ length: questions }, (_, at) => ({
      id: `q${at}`,
      text: `${name} ${at}`,
      isForChoosing: at % 2 === 0,
      judged: new Map([['1', 1]]),
    })),
  };
}

describe('a notebook of several collections', () => {
  const all = [collection('adi', 2), collection('cisi', 2), collection('scifact', 3), collection('squad', 1)];
  const tried = mixtures(all);

  it('[E11] lacks one, or those that are alike, and is asked what these would answer', () => {
    expect(tried.map(({ collection: { name } }) => name)).toEqual([
      'all but adi, cisi',
      'all but scifact',
      'all but squad',
    ]);
    for (const { collection: mixed, strange } of tried) {
      const held = mixed.documents.map(({ title }) => title);
      expect(strange.length).toBeGreaterThan(0);
      for (const text of strange) expect(held).not.toContain(text.split(' ')[0]);
      for (const { text } of mixed.questions) expect(held).toContain(text.split(' ')[0]);
    }
    expect(tried[0]?.strange).toEqual(['adi 0', 'cisi 0', 'adi 1', 'cisi 1']);
  });

  it('[E11] tells documents of the same id apart, and which of them answer', () => {
    for (const { collection: mixed } of tried) {
      const ids = mixed.documents.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { text, judged } of mixed.questions)
        expect([...judged.keys()]).toEqual([`${text.split(' ')[0]}/1`]);
    }
  });

  it('[E11] asks of each collection in turn', () => {
    expect(tried[2]?.collection.questions.map(({ text }) => text).slice(0, 4)).toEqual([
      'adi 0',
      'cisi 0',
      'scifact 0',
      'adi 1',
    ]);
  });
});
