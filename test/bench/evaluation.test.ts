// Reading a collection, keeping vectors between runs, and the sentence that says whether fusing was worth it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packedBytes } from '#search/vectorCode.ts';
import { readCollection } from '../../bench/collection.ts';
import { verdicts } from '../../bench/evaluationReport.ts';
import { tableOf } from '../../bench/table.ts';
import { readEntries, writeEntries } from '../../bench/vectorCache.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-collections-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const corpus = '{"id":"1","title":"One","text":"first"}\n{"id":2,"title":"","text":"second"}\n';
const queries = '{"id":"q1","text":"what"}\n{"id":"q2","text":"none"}\n{"id":"q3","text":"unjudged"}\n';
const qrels = 'q1\t2\t3\nq1\t1\t0\nq2\t1\t0\n';

function write(name: string, isPacked: boolean): void {
  mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries({
    'corpus.jsonl': corpus,
    'queries.jsonl': queries,
    'qrels.tsv': qrels,
  }))
    writeFileSync(join(folder, name, isPacked ? `${file}.gz` : file), isPacked ? gzipSync(text) : text);
}

describe('a collection', () => {
  it('[E7] is read plain and gzipped alike, with the questions that have an answer', () => {
    write('plain', false);
    write('packed', true);
    const plain = readCollection(folder, 'plain');
    if (plain.kind !== 'read') throw new Error(plain.sentence);
    expect(plain.collection.documents).toEqual([
      { id: '1', title: 'One', text: 'first' },
      { id: '2', title: '', text: 'second' },
    ]);
    expect(plain.collection.questions).toEqual([
      {
        id: 'q1',
        text: 'what',
        isForChoosing: false,
        judged: new Map([
          ['2', 3],
          ['1', 0],
        ]),
      },
    ]);
    const packed = readCollection(folder, 'packed');
    expect(packed.kind === 'read' && packed.collection).toEqual({ ...plain.collection, name: 'packed' });
  });

  it('[E7] cut short asks only what its documents answer', () => {
    write('plain', false);
    const reading = readCollection(folder, 'plain', 1);
    expect(reading.kind === 'read' && reading.collection.questions).toEqual([]);
  });

  it('[E8] that is not there is one sentence', () => {
    const reading = readCollection(folder, 'nowhere');
    expect(reading.kind === 'absent' && reading.sentence).toMatch(/^There is no collection nowhere in .*\.$/);
  });
});

describe('vectors kept between runs', () => {
  it('[E9] come back by their hashes, without an entry that was torn', () => {
    const entries = new Map(
      ['ab', 'cd'].map((start, at) => [start.repeat(32), Buffer.alloc(packedBytes, at + 1)]),
    );
    const file = join(folder, 'deep/vectors.bin');
    writeEntries(file, entries);
    expect(readEntries(file)).toEqual(entries);
    writeFileSync(file, readFileSync(file).subarray(0, -1));
    expect([...readEntries(file).keys()]).toEqual(['ab'.repeat(32)]);
    expect(readEntries(join(folder, 'none')).size).toBe(0);
  });
});

describe('what is printed', () => {
  it('[E10] says plainly when fused falls short', () => {
    const quality = (value: number) => ({ ndcg10: value, mrr10: 0, recall10: value });
    const asked = [
      {
        isForChoosing: true,
        words: quality(0.5),
        meaning: quality(0.6),
        fused: quality(0.45),
        convex: quality(0.55),
      },
    ];
    const of = (name: string, isEnglish: boolean) => ({ name, isEnglish, asked, trials: [] });
    expect(verdicts([of('c', false)])).toEqual([
      'c: fused 0.450 is BELOW the better of the other two (0.600).',
      'c: recall of fused 0.450 is BELOW that of words (0.500).',
    ]);
    expect(verdicts([of('cmrc2018-zh', false)])[2]).toContain('missed by 0.5300');
    const both = verdicts([of('a', true), of('b', true)]);
    expect(both[3]).toBe('Fused above convex, mean: -0.1000, to be at least 0.010: missed by 0.1100.');
    expect(both[4]).toContain('NOT surely above 0');
  });

  it('[E10] lines numbers up on the right', () => {
    expect(
      tableOf(
        ['name', 'n'],
        [
          ['a', 12],
          ['long', 0.5],
        ],
      ),
    ).toBe('name      n\n----  -----\na        12\nlong  0.500\n');
  });
});
