// A disk that fills up: what the notebook leaves undone, and that it goes on by itself when there is room.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import { type DiskLevel, openDisk } from '#notebook/disk.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { TestFolder } from './importFolder.ts';
import { newFolder, sameThreadImporter } from './importFolder.ts';
import { newWorld, openTestNotebook, type TestWorld } from './openTestNotebook.ts';

let folder: TestFolder;
let world: TestWorld;
let notebook: Notebook;

beforeEach(async () => {
  folder = await newFolder();
  world = newWorld();
  ({ notebook } = await openTestNotebook(world, { importFile: sameThreadImporter }));
});
afterEach(async () => {
  await notebook.close();
  await folder.remove();
});

function hear(level: DiskLevel): void {
  notebook.disk.hear({ level, freeBytes: 1 });
}

async function write(title: string): Promise<void> {
  const saved = await notebook.notes.create({ title, document: documentOfText(`${title} at Ormskirk.`) });
  expect(saved.kind).toBe('saved');
}

async function found(word: string): Promise<number> {
  let hits = 0;
  await notebook.librarian.ask(
    { text: word, limit: 9, ranking: 'words' },
    new AbortController().signal,
    (findings) => {
      hits = findings.hits.length;
    },
  );
  return hits;
}

describe('a disk that fills up', () => {
  it('[DK1] stops an import with its reason, and lets one begin when there is room', async () => {
    await folder.write({ 'a.txt': 'Tides turn.' });
    hear('no imports');
    const refused = notebook.importing.start(await folder.offer(), 'notes');
    expect(await refused.report).toEqual([]);
    expect(refused.progress()).toMatchObject({ state: 'stopped', trouble: 'no room' });
    hear('low');
    const run = notebook.importing.start(await folder.offer(), 'notes');
    await run.report;
    expect(run.progress()).toMatchObject({ state: 'finished', imported: 1 });
  });

  it('[DK2] puts off vectors, then words too, and makes up for both without being asked', async () => {
    hear('no imports');
    await write('Tides');
    await vi.waitFor(async () => expect(await found('Tides')).toBe(1));
    await write('Grids');
    await vi.waitFor(async () => expect(await found('Grids')).toBe(1));
    expect(world.embedded).toEqual([]);
    hear('journal only');
    await write('Locks');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await found('Locks')).toBe(0);
    hear('no imports');
    await vi.waitFor(async () => expect(await found('Locks')).toBe(1));
    expect(world.embedded).toEqual([]);
    hear('ok');
    await notebook.librarian.idle();
    expect(world.embedded).toHaveLength(3);
  });

  it('[DK3] tells of more room only when there is more', () => {
    const disk = openDisk({ level: 'no imports', freeBytes: 1 });
    let times = 0;
    disk.watchRoom(() => (times += 1));
    for (const level of ['journal only', 'journal only', 'low', 'no imports', 'ok'] as const)
      disk.hear({ level, freeBytes: 1 });
    expect(times).toBe(2);
  });
});

describe('the last room on a disk', () => {
  it('[DK4] is the journal’s: what is saved goes there alone, and is read back as it was saved', async () => {
    const created = await notebook.notes.create({ title: 'Tides', document: documentOfText('one') });
    if (created.kind !== 'saved') throw new Error(created.kind);
    const { id } = created.record;
    await notebook.settled();
    const applied = await notebook.parts.store.lastAppliedSeq();
    hear('journal only');
    for (const text of ['two', 'three']) {
      const saved = await notebook.notes.save(id, { document: documentOfText(text) });
      expect(saved.kind).toBe('saved');
    }
    await write('Locks');
    await notebook.settled();
    expect(await notebook.parts.store.lastAppliedSeq()).toBe(applied);
    expect(plainText(await notebook.notes.document(id))).toBe('three');
    expect((await notebook.notes.get(id))?.revision).toBe(3);
  });

  it('[DK5] is left to it until there is more; then lists are told, as if nothing had been', async () => {
    const list = notebook.heads.of('note');
    expect(await list.read()).toHaveLength(0);
    hear('journal only');
    await write('Tides');
    await write('Grids');
    expect(await list.read()).toHaveLength(0);
    let told = 0;
    list.watch(() => (told += 1));
    hear('no imports');
    await vi.waitFor(async () => expect(await list.read()).toHaveLength(2));
    expect(told).toBe(2);
    expect(await notebook.parts.store.lastAppliedSeq()).toBe(2);
  });

  it('[DK6] takes a deletion too: it is saved, and nobody waits for what must wait', async () => {
    const created = await notebook.notes.create({ title: 'Tides' });
    if (created.kind !== 'saved') throw new Error(created.kind);
    const { id } = created.record;
    await notebook.settled();
    hear('journal only');
    expect(await notebook.trash.remove([{ kind: 'note', id }])).toEqual({ kind: 'done', count: 1 });
    expect(await notebook.notes.list()).toHaveLength(1);
    hear('low');
    await vi.waitFor(async () => expect(await notebook.notes.list()).toHaveLength(0));
  });

  it('[DK7] is not used up by a start: what was saved before is shown, what comes after waits', async () => {
    hear('journal only');
    await write('Tides');
    await notebook.close();
    ({ notebook } = await openTestNotebook(world, { disk: { level: 'journal only', freeBytes: 1 } }));
    expect(await notebook.notes.list()).toHaveLength(1);
    await write('Grids');
    await notebook.settled();
    expect(await notebook.notes.list()).toHaveLength(1);
  });
});

describe('a disk that refuses', () => {
  it('[DK8] is remembered once, however often it does, and until there is room', async () => {
    await write('Tides');
    let told = 0;
    notebook.disk.watch(() => (told += 1));
    world.files.failAt(world.files.operations.length, 'ENOSPC', Infinity);
    for (let times = 0; times < 5; times += 1)
      expect((await notebook.notes.create({ title: 'Locks' })).kind).toBe('failed');
    expect(notebook.disk.refused()).toBe('entry');
    expect(told).toBe(1);
    world.files.heal();
    hear('journal only');
    expect(notebook.disk.refused()).toBe('entry');
    hear('no imports');
    expect(notebook.disk.refused()).toBeNull();
    await write('Grids');
  });

  it('[DK9] the working copy is told from one that refuses what would be saved, which is worse', () => {
    const disk = openDisk({ level: 'ok', freeBytes: 1 });
    disk.refuse('working copy');
    expect(disk.refused()).toBe('working copy');
    disk.refuse('entry');
    disk.refuse('working copy');
    expect(disk.refused()).toBe('entry');
  });
});
