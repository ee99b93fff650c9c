// Recovery at the start: whatever became of the working copy, what is opened is what the journal says.
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { Machine } from '#notebook/machine.ts';
import { openNotebook } from '#notebook/notebook.ts';
import type { RecoveryCause } from '#notebook/recovered.ts';
import type { RestoreProgress } from '#notebook/restoring.ts';
import { openDatabase } from '#store/database.ts';
import { baseFile, keepAsBase } from '#vault/base.ts';
import { openVault, type Vault } from '#vault/vault.ts';
import { act, perform } from './acts.ts';
import { mainOf, type MainDesk } from './mainDesk.ts';
import { newWorld, openTestNotebook, type TestNotebook, type TestWorld } from './openTestNotebook.ts';
import { tamper } from './tamper.ts';

let opened: TestNotebook[] = [];
afterEach(async () => {
  for (const { notebook } of opened) await notebook.close();
  opened = [];
});

async function vaultOf(world: TestWorld): Promise<Vault> {
  return openVault(world.files, { newNotebookId: world.notebookId, clock: () => world.clock.ms });
}

async function open(
  world: TestWorld = newWorld(),
  desk: (main: MainDesk) => Partial<MainDesk> = (main) => main,
) {
  const vault = await vaultOf(world);
  const test = await openTestNotebook(world, desk(mainOf(world, vault)), vault);
  opened.push(test);
  return test;
}

async function close(test: TestNotebook): Promise<TestWorld> {
  await test.notebook.settled();
  await test.notebook.close();
  opened = opened.filter((each) => each !== test);
  return test.world;
}

async function everything({ notebook }: TestNotebook): Promise<readonly (readonly [string, unknown])[]> {
  await notebook.settled();
  const found: (readonly [string, unknown])[] = [];
  for await (const { kind, records } of notebook.parts.store.everyRecord())
    for (const record of records) found.push([kind, record]);
  return found;
}

/** Makes a notebook with some notes; those after the first lie behind a base, as after a compaction. */
async function filled(base: boolean, notes = 6): Promise<TestNotebook> {
  const test = await open();
  const { notebook, vault, world } = test;
  for (let at = 0; at < notes; at += 1) {
    const made = await notebook.notes.create({
      title: `Note ${at}`,
      document: documentOfText(`Text ${at}. `.repeat(at * 400)),
    });
    if (made.kind === 'saved') await made.applied;
    if (base && at === 2) await moveBase(test);
  }
  await notebook.settled();
  if (base) expect(vault.identity().base).not.toBeNull();
  expect(world.files.names().length).toBeGreaterThan(2);
  return test;
}

/** The notebook begins with a snapshot of itself, and the journal has nothing before it. */
async function moveBase({ notebook, vault, world }: TestNotebook): Promise<void> {
  const kept = await notebook.backup.now('asked');
  if (kept.kind !== 'kept') throw new Error(kept.kind);
  const { notebookId } = vault.identity();
  const base = await keepAsBase(world.files, world.backups, kept.name, {
    notebookId,
    timeMs: world.clock.ms,
  });
  if (base.kind !== 'kept') throw new Error(base.kind);
  await vault.moveBase(base.base);
  await vault.dropSuperseded(base.base);
}

type Harm = (database: string) => Promise<void>;

const deleted: Harm = (name) =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(name));
  });

const harms: readonly { readonly what: string; readonly cause: RecoveryCause; readonly harm: Harm }[] = [
  { what: 'is deleted', cause: 'gone', harm: deleted },
  {
    what: 'lost all rows of a table',
    cause: 'rows missing',
    harm: (name) => tamper(name, (transaction) => void transaction.objectStore('note').clear()),
  },
  {
    what: 'lost one piece of text',
    cause: 'rows missing',
    harm: (name) =>
      tamper(name, (transaction) => {
        const cursor = transaction.objectStore('pieces').openCursor();
        cursor.onsuccess = () => void cursor.result?.delete();
      }),
  },
  {
    what: 'lost one body',
    cause: 'rows missing',
    harm: (name) =>
      tamper(name, (transaction) => {
        const cursor = transaction.objectStore('bodies').openCursor();
        cursor.onsuccess = () => void cursor.result?.delete();
      }),
  },
  {
    what: 'is that of another notebook',
    cause: 'another notebook',
    harm: (name) =>
      tamper(
        name,
        (transaction) => void transaction.objectStore('meta').put({ name: 'notebookId', value: 'somebody' }),
      ),
  },
  {
    what: 'was never filled to its end',
    cause: 'half made',
    harm: (name) =>
      tamper(name, (transaction) => void transaction.objectStore('meta').put({ name: 'filling', value: 1 })),
  },
  {
    what: 'does not know whose it is',
    cause: 'unreadable',
    harm: (name) => tamper(name, (transaction) => void transaction.objectStore('meta').clear()),
  },
];

describe('a working copy', () => {
  for (const isBased of [false, true])
    for (const { what, cause, harm } of harms)
      it(`[V1] that ${what} is built again${isBased ? ' from the base and the journal' : ''}, and it is said`, async () => {
        const first = await filled(isBased);
        const before = await everything(first);
        const world = await close(first);
        await harm(first.vault.identity().database);
        const second = await open(world);
        expect(await everything(second)).toEqual(before);
        const { checked, missing, restored, rebuilt } = second.notebook.recovered;
        expect({ checked, missing, cause: rebuilt?.cause }).toEqual({
          checked: before.filter(([kind]) => !['body', 'piece', 'setting'].includes(kind)).length,
          missing: 0,
          cause,
        });
        expect(rebuilt?.from).toBe(isBased ? 'base' : 'journal');
        if (cause === 'gone') expect(restored).toBe(checked);
        const third = await open(await close(second));
        expect(third.notebook.recovered).toEqual({ checked, restored: 0, missing: 0, rebuilt: null });
      });

  it('[V2] that ends before the base is built again from it', async () => {
    const world = newWorld();
    const first = await open(world);
    await first.notebook.notes.create({ title: 'One' });
    await first.notebook.settled();
    const database = first.vault.identity().database;
    await close(first);
    const elsewhere = await open({ ...world });
    await elsewhere.notebook.notes.create({ title: 'Two' });
    await elsewhere.notebook.settled();
    await moveBase(elsewhere);
    const before = await everything(elsewhere);
    await close(elsewhere);
    await tamper(database, (transaction) => {
      transaction.objectStore('meta').put({ name: 'lastAppliedSeq', value: 1 });
    });
    const last = await open(world);
    expect(last.notebook.recovered.rebuilt).toMatchObject({ cause: 'behind', from: 'base' });
    expect(await everything(last)).toEqual(before);
  });

  it('[V3] whose base is damaged too is built from the newest backup that reaches the journal', async () => {
    const first = await filled(true);
    const kept = await first.notebook.backup.now('asked');
    await first.notebook.notes.create({ title: 'After the backup' });
    const before = await everything(first);
    const { base, database } = first.vault.identity();
    const world = await close(first);
    if (base === null || kept.kind !== 'kept') throw new Error('no base');
    const bytes = world.files.bytes(baseFile(base)).slice();
    bytes[120] = (bytes[120] ?? 0) ^ 1;
    world.files.put(baseFile(base), bytes);
    await deleted(database);
    const second = await open(world);
    expect(second.notebook.recovered.rebuilt).toMatchObject({ from: 'backup', backup: kept.name });
    expect(await everything(second)).toEqual(before);
  });

  it('[V4] is never shown empty when there was a notebook: where nothing brings it back, the backups are named', async () => {
    const first = await filled(true);
    const { base, database } = first.vault.identity();
    const world = await close(first);
    if (base === null) throw new Error('no base');
    for (const name of world.backups.names()) world.backups.drop(name);
    const bytes = world.files.bytes(baseFile(base)).slice();
    bytes[120] = (bytes[120] ?? 0) ^ 1;
    world.files.put(baseFile(base), bytes);
    await deleted(database);
    const vault = await vaultOf(world);
    const main = mainOf(world, vault);
    expect(await openNotebook(optionsOf(world, vault, main))).toMatchObject({
      kind: 'lost',
      folder: '/backups',
    });
  });

  it('[V5] that a restore superseded is not mistaken for the notebook: backups of before are not built from', async () => {
    const first = await filled(false);
    const kept = await first.notebook.backup.now('asked');
    if (kept.kind !== 'kept') throw new Error(kept.kind);
    await first.notebook.notes.create({ title: 'Not in the backup' });
    await first.notebook.settled();
    const source = { kind: 'known', name: kept.name } as const;
    expect(await first.notebook.restoring.restore(source)).toMatchObject({ kind: 'restored' });
    const { base, database } = first.vault.identity();
    const world = await close(first);
    if (base === null) throw new Error('no base');
    const bytes = world.files.bytes(baseFile(base)).slice();
    bytes[120] = (bytes[120] ?? 0) ^ 1;
    world.files.put(baseFile(base), bytes);
    await deleted(database);
    const vault = await vaultOf(world);
    expect(await openNotebook(optionsOf(world, vault, mainOf(world, vault)))).toMatchObject({ kind: 'lost' });
  });

  it('[V6] is judged by its rows at every start, whatever was done to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        const first = await open();
        await perform(first.notebook, acts);
        const world = await close(first);
        const second = await open(world);
        expect(second.notebook.recovered.rebuilt).toBeNull();
        await close(second);
      }),
      { numRuns: 30 },
    );
  });

  it('[V7] says how far its recovery is', async () => {
    const first = await filled(true);
    const { database } = first.vault.identity();
    const world = await close(first);
    await deleted(database);
    const seen: RestoreProgress[] = [];
    const vault = await vaultOf(world);
    const main = mainOf(world, vault);
    const test = await openTestNotebook(
      world,
      { ...main, recovering: (progress) => seen.push(progress) },
      vault,
    );
    opened.push(test);
    expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['writing', 'journal']));
  });

  it('[V8] without the journal played again would not be what it was', async () => {
    const first = await filled(true);
    const before = await everything(first);
    const { database } = first.vault.identity();
    const world = await close(first);
    await deleted(database);
    const vault = await vaultOf(world);
    const deaf = {
      ...vault,
      identity: () => ({ ...vault.identity(), lastSeq: vault.identity().base?.seq ?? 0 }),
    };
    const test = await openTestNotebook(world, mainOf(world, deaf), deaf);
    opened.push(test);
    expect(await everything(test)).not.toEqual(before);
  });

  it('[V9] of a newer program is left as it is, and only read', async () => {
    const first = await filled(false);
    const { database } = first.vault.identity();
    const world = await close(first);
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(database, 1000);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const again = await openTestNotebook(world);
    expect(again.notebook.readOnly).toEqual({ kind: 'newer working copy' });
    await again.notebook.close();
    expect((await indexedDB.databases()).find(({ name }) => name === database)?.version).toBe(1000);
    expect(again.vault.identity().database).toBe(database);
  });

  it('[V10] tells what the browser says it lost', async () => {
    await losing(async () => {
      const found = await openDatabase(`loss-${Math.random()}`, 'notebook');
      expect(found).toMatchObject({ kind: 'open', dataLoss: 'total' });
      if (found.kind === 'open') found.database.close();
    });
  });

  it('[V11] of which the browser says that it lost some is built anew, and that is said', async () => {
    const first = await filled(true);
    const before = await everything(first);
    const { database } = first.vault.identity();
    const world = await close(first);
    indexedDB.deleteDatabase(database);
    const again = await losing(() => open(world));
    expect(again.notebook.recovered.rebuilt).toMatchObject({ cause: 'data loss', from: 'base' });
    expect(again.notebook.recovered.missing).toBe(0);
    expect(again.vault.identity().database).not.toBe(database);
    expect(await everything(again)).toEqual(before);
  });
});

/** A browser that says of every database it makes or changes that it lost what was in it. */
async function losing<T>(work: () => Promise<T>): Promise<T> {
  const real = indexedDB.open.bind(indexedDB);
  indexedDB.open = (...given) => {
    const request = real(...given);
    request.addEventListener('upgradeneeded', (event) => Object.assign(event, { dataLoss: 'total' }), true);
    return request;
  };
  try {
    return await work();
  } finally {
    indexedDB.open = real;
  }
}

function optionsOf(world: TestWorld, vault: Vault, main: MainDesk): Parameters<typeof openNotebook>[0] {
  const machine: Machine = {
    now: () => new Date(world.clock.ms++),
    random: (bytes) => new Uint8Array(bytes),
    journal: {
      append: (payload) => vault.journal.append(payload),
      read: () => {
        throw new Error('the journal is not read');
      },
    },
  };
  return {
    ...main,
    machine,
    identity: vault.identity(),
    setDatabase: (name) => vault.setDatabase(name),
    spawnLibrarian: () => {
      throw new Error('nothing is opened');
    },
    importFile: () => Promise.resolve({ kind: 'refused', reason: 'unknown type' }),
    cores: 1,
  };
}
