// Opening and reading the working copy: it is never remade behind anyone's back, and readers find what is there.
import { forceCloseDatabase } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '#store/openStore.ts';
import { openReader } from '#store/read.ts';
import type { Store, StoreTrouble } from '#store/store.ts';
import { hashOf, idOf, numbered, put } from './entries.ts';
import { newName, newStore } from './working.ts';

/** Opens natively, as another program would. */
function openNatively(
  name: string,
  version?: number,
  upgrade: (database: IDBDatabase) => void = () => undefined,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('failed'));
  });
}

async function versionOf(name: string): Promise<number | undefined> {
  return (await indexedDB.databases()).find((each) => each.name === name)?.version;
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
});

describe('opening', () => {
  it('[O1] makes a database once, for one notebook, and finds it again', async () => {
    const name = newName();
    const first = await openStore(name, 'first');
    expect(first).toMatchObject({ kind: 'open', isNew: true, notebookId: 'first' });
    if (first.kind !== 'open') return;
    await first.store.apply({ seq: 1, operations: [put('note', 1, 1)] });
    first.store.close();
    const second = await openStore(name, 'second');
    expect(second).toMatchObject({ kind: 'open', isNew: false, notebookId: 'first' });
    if (second.kind === 'open') expect(await second.store.lastAppliedSeq()).toBe(1);
  });

  it('[O2] leaves a database of a newer program exactly as it is', async () => {
    const name = newName();
    (await newStore(name)).close();
    const newer = await openNatively(name, 990, (database) => database.deleteObjectStore('parts'));
    newer.close();
    expect(await openStore(name, 'notebook')).toEqual({ kind: 'newer' });
    await expect(openReader(name)).rejects.toThrow('newer');
    expect(await versionOf(name)).toBe(990);
  });

  it('[O3] to read never makes a database', async () => {
    const name = newName();
    await expect(openReader(name)).rejects.toThrow('absent');
    expect(await versionOf(name)).toBe(undefined);
  });

  it('[O4] says so when another window holds an older version, instead of waiting for it', async () => {
    const name = newName();
    const older = await openNatively(name, 5);
    expect(await openStore(name, 'notebook')).toMatchObject({ kind: 'blocked' });
    older.close();
  });

  it('[O5] refuses a database that does not know which notebook it holds or how far it is', async () => {
    const name = newName();
    (await newStore(name)).close();
    const native = await openNatively(name);
    await new Promise((resolve) => {
      const transaction = native.transaction('meta', 'readwrite');
      transaction.objectStore('meta').clear();
      transaction.oncomplete = resolve;
    });
    native.close();
    expect(await openStore(name, 'notebook')).toMatchObject({ kind: 'failed' });
  });
});

describe('a database that is closed under us', () => {
  /** What the browser closes is the connection inside: the newest that was opened. */
  async function storeAndConnection(name: string): Promise<{ store: Store; connection: IDBDatabase }> {
    const opening = vi.spyOn(indexedDB, 'open');
    const store = await newStore(name);
    const request = opening.mock.results.at(-1)?.value as IDBOpenDBRequest;
    opening.mockRestore();
    return { store, connection: request.result };
  }

  it('[O6] stays closed: no empty one is made in its place, and whoever watches is told', async () => {
    const name = newName();
    const { store, connection } = await storeAndConnection(name);
    await store.apply({ seq: 1, operations: [put('note', 1, 1)] });
    const heard: (StoreTrouble | null)[] = [];
    const answers: Promise<unknown>[] = [];
    store.watchTrouble((trouble) => {
      heard.push(trouble);
      answers.push(store.heads('note').then(String, () => 'refused'));
    });
    const opening = vi.spyOn(indexedDB, 'open');
    forceCloseDatabase(connection as unknown as Parameters<typeof forceCloseDatabase>[0]);
    await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
    expect(heard).toEqual([{ kind: 'closed' }]);
    expect(await Promise.all(answers)).toEqual(['refused']);
    expect(opening).not.toHaveBeenCalled();
    opening.mockRestore();
    await expect(store.heads('note')).rejects.toThrow();
    await expect(store.apply({ seq: 2, operations: [put('note', 2, 1)] })).rejects.toMatchObject({
      trouble: { kind: 'closed' },
    });
    expect(await versionOf(name)).toBe(undefined);
  });

  it('[O7] lets another window have it, and stays closed', async () => {
    const name = newName();
    const store = await newStore(name);
    const heard: (StoreTrouble | null)[] = [];
    store.watchTrouble((trouble) => heard.push(trouble));
    (await openNatively(name, 990)).close();
    expect(heard).toEqual([{ kind: 'closed' }]);
    await expect(store.heads('note')).rejects.toThrow();
    expect(await versionOf(name)).toBe(990);
  });

  it('[O8] says nothing when it was closed on purpose', async () => {
    const store = await newStore();
    const listener = vi.fn();
    store.watchTrouble(listener);
    store.close();
    await Promise.resolve();
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('reading', () => {
  const deleted = { deletedAt: '2026-11-23T11:00:00.000Z' };

  async function storeWith(...groups: Parameters<typeof numbered>[0]): Promise<Store> {
    const store = await newStore();
    await Promise.all(numbered(groups).map((entry) => store.apply(entry)));
    return store;
  }

  it('[O9] lists heads newest first, the deleted apart', async () => {
    const store = await storeWith([
      put('note', 1, 3),
      put('note', 2, 1),
      put('note', 3, 2),
      put('note', 4, 4, deleted),
    ]);
    expect((await store.heads('note')).map(({ id }) => id)).toEqual([1, 3, 2].map((n) => idOf('note', n)));
    expect((await store.heads('note', 'deleted')).map(({ id }) => id)).toEqual([idOf('note', 4)]);
    expect([await store.count('note'), await store.count('note', 'deleted')]).toEqual([3, 1]);
  });

  it('[O10] finds records by id in the order asked for, deleted ones too', async () => {
    const store = await storeWith([put('note', 1, 1), put('note', 2, 1, deleted)]);
    const ids = [2, 9, 1, 2].map((n) => idOf('note', n));
    expect((await store.getMany('note', ids)).map((note) => note?.id)).toEqual([
      ids[0],
      undefined,
      ids[2],
      ids[3],
    ]);
    expect((await store.get('note', idOf('note', 2)))?.deletedAt).toBe(deleted.deletedAt);
  });

  it('[O11] finds what belongs to a record, without what was deleted', async () => {
    const store = await storeWith([
      put('excerpt', 1, 1),
      put('excerpt', 2, 1, deleted),
      put('excerpt', 3, 1, { sourceId: idOf('source', 2) }),
      put('judgement', 1, 1),
      put('revision', 1, 1, { noteRevision: 7 }),
      put('revision', 2, 1, { noteRevision: 3 }),
      put('link', 1, 1),
      put('link', 2, 1, { from: idOf('source', 1), to: idOf('note', 1) }),
      put('link', 3, 1, deleted),
    ]);
    const ids = (records: readonly { readonly id: string }[]): string[] => records.map(({ id }) => id);
    expect(ids(await store.excerptsOf(idOf('source', 1)))).toEqual([idOf('excerpt', 1)]);
    expect(ids(await store.judgementsOf(idOf('scorecard', 1)))).toEqual([idOf('judgement', 1)]);
    expect((await store.revisionsOf(idOf('note', 1))).map(({ noteRevision }) => noteRevision)).toEqual([
      3, 7,
    ]);
    expect(ids(await store.linksFrom(idOf('note', 1)))).toEqual([idOf('link', 1)]);
    expect(ids(await store.linksTo(idOf('note', 1)))).toEqual([idOf('link', 2)]);
  });

  it('[O12] recognises what was imported, by folder and by bytes, notes and sources, deleted ones too', async () => {
    const origin = (path: string, sha256: string) => ({
      origin: {
        kind: 'imported',
        root: '/r',
        path,
        sha256,
        importedAt: '2026-11-23T10:00:00.000Z',
        revision: 1,
      },
    });
    const store = await storeWith([
      put('note', 1, 1, origin('a.md', hashOf(1))),
      put('note', 2, 2, { ...origin('b.md', hashOf(2)), ...deleted }),
      put('source', 1, 1, origin('c.md', hashOf(1))),
      put('note', 3, 1),
    ]);
    const found = await store.importedFrom('/r');
    expect(
      found.map(({ kind, revision, deleted: isDeleted, origin: { path } }) => [
        kind,
        revision,
        isDeleted,
        path,
      ]),
    ).toEqual([
      ['note', 1, false, 'a.md'],
      ['note', 2, true, 'b.md'],
      ['source', 1, false, 'c.md'],
    ]);
    expect((await store.importedAs(hashOf(1))).map(({ id }) => id)).toEqual([
      idOf('note', 1),
      idOf('source', 1),
    ]);
    expect(await store.importedFrom('/other')).toEqual([]);
  });

  it('[O14] hands out marks newest first, and clears only those whose record was not touched since', async () => {
    const store = await storeWith([put('note', 1, 1)], [put('note', 2, 1)], [put('note', 3, 1)]);
    const marks = await store.pending(2);
    expect(marks.map(({ seq }) => seq)).toEqual([3, 2]);
    await store.apply({ seq: 4, operations: [put('note', 3, 2)] });
    await store.clearMarks(marks);
    expect((await store.pending(10)).map(({ id, seq }) => [id, seq])).toEqual([
      [idOf('note', 3), 4],
      [idOf('note', 1), 1],
    ]);
    expect(await store.pendingCount()).toBe(2);
  });

  it('[O15] from another thread sees what the owner wrote, and keeps nothing from being closed', async () => {
    const name = newName();
    const store = await newStore(name);
    const reader = await openReader(name);
    await store.apply({ seq: 1, operations: [put('note', 1, 1)] });
    expect(await reader.lastAppliedSeq()).toBe(1);
    expect((await reader.heads('note')).length).toBe(1);
    expect(Object.keys(reader)).not.toContain('apply');
    reader.close();
    store.close();
  });
});
