// The browser's storage broken as a whole: no database can be opened or made. It begins anew, and the journal fills it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { knownDatabases } from '#store/knownDatabases.ts';
import { mainOf } from './mainDesk.ts';
import { newWorld, openTestNotebook, type TestWorld } from './openTestNotebook.ts';

afterEach(() => vi.restoreAllMocks());

/** Every database refuses to be opened until the storage is renewed, which deletes what there was. */
function breakStorage(): {
  readonly renew: () => Promise<null>;
  readonly renewals: () => number;
  /** From now on nothing is refused: nothing is answered at all. */
  readonly silence: () => void;
} {
  const { indexedDB } = globalThis;
  let renewals = 0;
  const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  });
  return {
    renew: async () => {
      renewals += 1;
      open.mockRestore();
      for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
      return null;
    },
    renewals: () => renewals,
    silence: () => {
      open.mockImplementation(() => new EventTarget() as IDBOpenDBRequest);
    },
  };
}

async function reopened(world: TestWorld, renew: () => Promise<null>, patienceMs = 10_000) {
  return openTestNotebook(world, {
    patienceMs,
    restoreDesk: { ...mainDeskOf(world), renewStorage: renew },
  });
}

function mainDeskOf(world: TestWorld) {
  return mainOf(world, { identity: () => ({ lastSeq: 0 }) } as never).restoreDesk;
}

it('[R42] a notebook that nobody has written in is not taken for one that lost its rows', async () => {
  const world = newWorld();
  await (await openTestNotebook(world)).notebook.close();
  const { notebook, vault } = await openTestNotebook(world);
  expect(notebook.recovered).toEqual({ checked: 0, restored: 0, missing: 0, rebuilt: null });
  expect(vault.identity().database).toBe(`notebook-${world.notebookId}`);
  await notebook.close();
});

describe('broken storage', () => {
  it('[R40] is begun anew, once, and everything comes back from the journal', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    for (const title of ['one', 'two', 'three']) await first.notebook.notes.create({ title });
    await first.notebook.close();
    const { renew, renewals } = breakStorage();
    const { notebook } = await reopened(world, renew);
    expect((await notebook.notes.list()).map(({ title }) => title).sort()).toEqual(['one', 'three', 'two']);
    expect(notebook.recovered.rebuilt).toMatchObject({ cause: 'gone', from: 'journal' });
    expect(renewals()).toBe(1);
    await notebook.close();
  });

  it('[R43] that drops what it is asked is begun anew too, however long it would say nothing', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    await first.notebook.notes.create({ title: 'one' });
    await first.notebook.close();
    const { renew, renewals, silence } = breakStorage();
    silence();
    const { notebook } = await reopened(world, renew, 300);
    expect((await notebook.notes.list()).map(({ title }) => title)).toEqual(['one']);
    expect([renewals(), notebook.recovered.rebuilt?.cause]).toEqual([1, 'gone']);
    await notebook.close();
  });

  it('[R44] that drops the question which databases there are is asked again', async () => {
    vi.spyOn(globalThis.indexedDB, 'databases').mockImplementationOnce(() => new Promise(() => undefined));
    expect(await knownDatabases(50)).toEqual(await indexedDB.databases());
  });

  it('[R41] that stays broken is said, and nothing is tried without end', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    await first.notebook.close();
    breakStorage();
    let asked = 0;
    const renew = (): Promise<null> => {
      asked += 1;
      return Promise.resolve(null);
    };
    await expect(reopened(world, renew)).rejects.toThrow(/Internal error opening backing store/);
    expect(asked).toBe(1);
  });
});
