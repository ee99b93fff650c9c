// A notebook that a newer program wrote to: it can be read, searched and exported, and nothing is written.
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import { isFromNewer } from '#domain/operation.ts';
import { plainText } from '#domain/plainText.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { syntheticEntries } from '../frozen/synthetic.ts';
import { newWorld, openTestNotebook, type TestWorld } from './openTestNotebook.ts';

let opened: Notebook[] = [];
afterEach(async () => {
  for (const notebook of opened) await notebook.close();
  opened = [];
});

async function open(world: TestWorld) {
  const test = await openTestNotebook(world);
  opened.push(test.notebook);
  return test;
}

async function write(world: TestWorld, titles: readonly string[]) {
  const { notebook, vault } = await openTestNotebook(world);
  for (const title of titles)
    await notebook.notes.create({ title, document: documentOfText(`${title} text`) });
  await notebook.settled();
  await notebook.close();
  return vault;
}

/** Gives the database a higher version and, if wanted, another form, as a newer program would. */
function makeNewer(name: string, change: (database: IDBDatabase) => void = () => undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 990);
    request.onupgradeneeded = () => change(request.result);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(new Error(String(request.error)));
  });
}

async function expectNothingWrites(notebook: Notebook, world: TestWorld) {
  const before = world.files.names().map((name) => [name, world.files.bytes(name).length]);
  expect(await notebook.notes.create({ title: 'No' })).toMatchObject({ kind: 'failed', why: 'read only' });
  const [note] = await notebook.notes.list();
  if (!note) throw new Error('no note');
  expect(await notebook.trash.remove([{ kind: 'note', id: note.id }])).toMatchObject({ why: 'read only' });
  await notebook.settings.set('theme', 'dark');
  await notebook.housekeeping.purge();
  expect(await notebook.housekeeping.thin()).toBe(0);
  expect(await notebook.backup.now('asked')).toEqual({ kind: 'stopped' });
  expect(await notebook.restoring.restore({ kind: 'known', name: 'a.zip' })).toMatchObject({
    kind: 'failed',
  });
  expect(world.files.names().map((name) => [name, world.files.bytes(name).length])).toEqual(before);
  expect(world.backups.names()).toEqual([]);
}

describe('a working copy of a newer program', () => {
  it('[RO1] is shown, searched and exported, and nothing is written', async () => {
    const world = newWorld();
    const vault = await write(world, ['One', 'Two']);
    const { database } = vault.identity();
    await makeNewer(database, (db) => db.createObjectStore('unheardOf'));
    const { notebook } = await open(world);
    expect(notebook.readOnly).toEqual({ kind: 'newer working copy' });
    expect((await notebook.notes.list()).map(({ title }) => title).toSorted()).toEqual(['One', 'Two']);
    const [note] = await notebook.notes.list();
    expect(note && plainText(await notebook.notes.document(note.id))).toContain('text');
    await notebook.librarian.idle();
    const found: string[] = [];
    await notebook.librarian.ask(
      { text: 'two', limit: 5, ranking: 'words' },
      new AbortController().signal,
      ({ hits }) => void found.push(...hits.map(({ title }) => title)),
    );
    expect(found).toContain('Two');
    await expectNothingWrites(notebook, world);
    expect(notebook.settings.current().theme).toBe('dark');
    await notebook.close();
    opened = [];
    const version = (await indexedDB.databases()).find(({ name }) => name === database)?.version;
    expect(version).toBe(990);
  });

  it('[RO2] is not opened where a table is gone: what would be shown is not what there is', async () => {
    const world = newWorld();
    const vault = await write(world, ['One']);
    await makeNewer(vault.identity().database, (db) => db.deleteObjectStore('pieces'));
    await expect(openTestNotebook(world)).rejects.toThrow('newer');
  });
});

describe('entries of a newer program', () => {
  it('[RO3] are left to it, with all that follow: the notebook is shown as it was before them', async () => {
    const world = newWorld();
    const vault = await write(world, ['Before']);
    const [entry] = syntheticEntries();
    await vault.journal.append(JSON.stringify([{ op: 'merge', what: 'notes' }]));
    await vault.journal.append(JSON.stringify(entry));
    const seq = vault.journal.lastSeq;
    const { notebook } = await open(world);
    expect(notebook.readOnly).toEqual({ kind: 'newer entries', entries: 2 });
    expect((await notebook.notes.list()).map(({ title }) => title)).toEqual(['Before']);
    // What the newer program wrote is applied by it, and not passed over for good.
    expect(await notebook.parts.store.lastAppliedSeq()).toBe(seq - 2);
    await expectNothingWrites(notebook, world);
  });

  it('[RO4] are told from entries that are damaged or only have fields more', () => {
    const record = { id: 'x', schema: 1 };
    const newer = [
      { op: 'merge' },
      { op: 'put', kind: 'constellation', record },
      { op: 'remove', kind: 'constellation', id: 'x', revision: 1 },
      { op: 'put', kind: 'note', record: { ...record, schema: 2 } },
    ];
    const known = [
      { op: 'put', kind: 'note', record: { ...record, more: 1 } },
      { op: 'put', kind: 'note', record: null },
      { op: 'piece' },
      { kind: 'note' },
      null,
      'text',
      ...syntheticEntries().flat(),
    ];
    expect(newer.map(isFromNewer)).toEqual(newer.map(() => true));
    expect(known.filter(isFromNewer)).toEqual([]);
  });
});
