// Reading the whole working copy: everything once, of one moment, enough to make the same working copy again.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nounKinds } from '#domain/id.ts';
import { parseOperation, type Operation } from '#domain/operation.ts';
import type { RecordPage, Store } from '#store/store.ts';
import { hashOf, numbered, piece, put, runs } from './entries.ts';
import { newStore } from './working.ts';

async function pagesOf(store: Store): Promise<readonly RecordPage[]> {
  const pages: RecordPage[] = [];
  for await (const page of store.everyRecord()) pages.push(page);
  return pages;
}

function asOperation(kind: RecordPage['kind'], record: object): Operation {
  const noun = nounKinds.find((each) => each === kind);
  const value =
    noun !== undefined
      ? { op: 'put', kind, record }
      : kind === 'piece'
        ? { op: 'piece', ...record }
        : { op: kind, [kind]: record };
  const parsed = parseOperation(JSON.parse(JSON.stringify(value)));
  if (parsed.kind === 'bad') throw new Error(parsed.why);
  return parsed.value;
}

describe('every record', () => {
  it('[W1] is enough to make the same working copy again, long rows and deleted records included', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (entries) => {
        const store = await newStore();
        for (const entry of entries) await store.apply(entry);
        const pages = await pagesOf(store);
        const again = await newStore();
        const operations = pages.flatMap(({ kind, records }) =>
          records.map((each) => asOperation(kind, each)),
        );
        await again.apply({ seq: 1, operations });
        expect(await pagesOf(again)).toEqual(pages);
        for (const kind of nounKinds) {
          const count = (await store.count(kind, 'kept')) + (await store.count(kind, 'deleted'));
          const found = pages.filter((page) => page.kind === kind).flatMap(({ records }) => records);
          expect(found.length).toBe(count);
        }
        store.close();
        again.close();
      }),
      { numRuns: 40 },
    );
  });

  it('[W2] comes in pages, each once, kind after kind', async () => {
    const store = await newStore();
    const notes = Array.from({ length: 120 }, (_, at) => put('note', at + 1, 1));
    const pieces = Array.from({ length: 250 }, (_, at) => piece(at));
    await store.apply({ seq: 1, operations: [...notes, ...pieces] });
    const pages = await pagesOf(store);
    expect(pages.map(({ kind, records }) => [kind, records.length])).toEqual([
      ['note', 100],
      ['note', 20],
      ['piece', 100],
      ['piece', 100],
      ['piece', 50],
    ]);
    const hashes = pages
      .flatMap(({ records }) => records)
      .flatMap((each) => ('hash' in each ? [each.hash] : []));
    expect(new Set(hashes)).toEqual(new Set(pieces.map((_, at) => hashOf(at))));
  });

  it('[W3] is of one moment while the queue is held; what waits is applied when it is let go', async () => {
    const store = await newStore();
    const [first, second, third] = numbered([[put('note', 1, 1)], [put('note', 1, 2)], [put('note', 2, 1)]]);
    if (!first || !second || !third) throw new Error('three entries');
    await store.apply(first);
    const release = await store.hold();
    const other = await store.hold();
    let isApplied = false;
    const later = Promise.all([store.apply(second), store.apply(third)]).then(() => {
      isApplied = true;
    });
    const pages = await pagesOf(store);
    expect(pages).toMatchObject([{ kind: 'note', records: [{ revision: 1 }] }]);
    release();
    release();
    expect(await pagesOf(store)).toEqual(pages);
    expect([isApplied, await store.lastAppliedSeq()]).toEqual([false, 1]);
    other();
    await later;
    expect(await store.lastAppliedSeq()).toBe(3);
  });
});
