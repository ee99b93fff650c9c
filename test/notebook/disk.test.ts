// A disk that fills up: what the notebook leaves undone, and that it goes on by itself when there is room.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentOfText } from '#domain/document.ts';
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
