// Filling a database, counting its rows, and tidying up behind former working copies.
import { describe, expect, it } from 'vitest';
import type { Operation } from '#domain/operation.ts';
import { type Filling, openFilling, recordsIn, type Restored } from '#store/fill.ts';
import { openStore } from '#store/openStore.ts';
import { databaseName, keptMs, tidyDatabases } from '#store/tidy.ts';
import { body, hashOf, idOf, piece, put } from './entries.ts';
import { newName, newStore } from './working.ts';

async function filling(name: string, notebookId = 'notebook'): Promise<Filling> {
  const opened = await openFilling(name, notebookId);
  if (opened.kind !== 'open') throw new Error(opened.why);
  return opened.filling;
}

async function reopened(name: string) {
  const opened = await openStore(name, 'notebook');
  if (opened.kind !== 'open') throw new Error(opened.kind);
  return opened;
}

const owner = idOf('note', 1);
const records = [put('note', 1, 1), body(owner, 1, [hashOf(1)]), piece(1), put('source', 2, 1)].filter(
  (each): each is Restored => each.op !== 'remove',
);

describe('a database that is filled', () => {
  it('[F1] counts as half made until its end, and then as what it was filled with', async () => {
    const name = newName();
    const first = await filling(name);
    await first.put(records);
    first.close();
    const half = await reopened(name);
    expect(half.soundness.isHalfMade).toBe(true);
    half.store.close();
    const other = newName();
    const second = await filling(other);
    await second.put(records);
    expect(recordsIn(await second.finish(7, 'working copy'))).toBe(2);
    second.close();
    const whole = await reopened(other);
    expect(whole.soundness).toMatchObject({ isHalfMade: false, doubt: null });
    expect(whole.soundness.expected).toEqual(whole.soundness.found);
    expect(await whole.store.lastAppliedSeq()).toBe(7);
    expect(await whole.store.pendingCount()).toBe(0);
    await whole.store.apply({ seq: 8, operations: [put('note', 3, 1)] });
    expect(recordsIn(await whole.store.stock())).toBe(3);
    whole.store.close();
  });

  it('[F2] is never one that is there already', async () => {
    const name = newName();
    (await newStore(name)).close();
    expect(await openFilling(name, 'notebook')).toMatchObject({ kind: 'failed' });
  });
});

describe('records that cannot be written', () => {
  const { record, ...rest } = put('note', 9, 1) as Extract<Restored, { readonly op: 'put' }>;
  const impossible = { ...rest, record: { ...record, title: () => undefined } } as unknown as Restored;

  it('[F5] are told of at the end at the latest, and the database stays half made', async () => {
    const name = newName();
    const made = await filling(name);
    await made.put(records);
    await made.put([impossible]);
    await expect(made.finish(7, 'working copy')).rejects.toThrow();
    made.close();
    const half = await reopened(name);
    expect(half.soundness.isHalfMade).toBe(true);
    half.store.close();
  });

  it('[F6] are told of while others come', async () => {
    const made = await filling(newName());
    const putting = async (): Promise<void> => {
      // What is deleted is in no bundle, and so is written at once.
      const { record: whole } = impossible as Extract<Restored, { readonly op: 'put' }>;
      await made.put([{ ...impossible, record: { ...whole, deletedAt: whole.updatedAt } } as Restored]);
      for (let at = 0; at < 3; at += 1) await made.put([piece(at) as Restored]);
    };
    await expect(putting()).rejects.toThrow();
    await made.drop();
  });
});

describe('the stock', () => {
  it('[F3] is what the tables hold after any entries, applied once or again', async () => {
    const store = await newStore();
    const entries: Operation[][] = [
      [put('note', 1, 1), piece(1), body(owner, 1, [hashOf(1)])],
      [put('note', 1, 2), piece(1), piece(2), body(owner, 2, [hashOf(2)])],
      [{ op: 'remove', kind: 'note', id: owner, revision: 3 }],
      [{ op: 'remove', kind: 'note', id: idOf('note', 9), revision: 3 }],
    ];
    for (const [at, operations] of entries.entries()) await store.apply({ seq: at + 1, operations });
    await store.apply({ seq: 1, operations: entries[0] ?? [] });
    expect(await store.stock()).toMatchObject({ note: 0, bodies: 0, pieces: 2, parts: 0 });
    store.close();
  });
});

describe('tidying up', () => {
  it('[F4] deletes what is half made at once, a former working copy after a month, and nothing else', async () => {
    const id = `tidy-${Math.random()}`;
    const at = (ms: number): string => databaseName(id, new Date(ms));
    const present = at(3);
    for (const name of [databaseName(id, null), at(1), present]) {
      const made = await filling(name, id);
      await made.finish(1, 'working copy');
      made.close();
    }
    (await filling(at(2), id)).close();
    (await newStore(`${at(1)}-passages`)).close();
    (await newStore(`${present}-passages`)).close();
    const stranger = await filling(at(4), 'somebody');
    await stranger.finish(1, 'working copy');
    stranger.close();
    const now = new Date('2026-11-24T10:00:00.000Z');
    const later = (ms: number): Date => new Date(now.getTime() + ms);
    expect((await tidyDatabases(id, present, now)).toSorted()).toEqual([`${at(1)}-passages`, at(2)]);
    expect(await tidyDatabases(id, present, later(keptMs))).toEqual([]);
    const gone = await tidyDatabases(id, present, later(keptMs + 1));
    expect(gone.toSorted()).toEqual([databaseName(id, null), at(1)]);
    const left = (await indexedDB.databases())
      .map(({ name = '' }) => name)
      .filter((name) => name.includes(id));
    expect(left.toSorted()).toEqual([present, `${present}-passages`, at(4)].toSorted());
  });
});
