// The originals of sources: kept with the text that was read from them, and said to be missing where they were not.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Source } from '#domain/source.ts';
import type { ImportAs, ImportRun } from '#notebook/importing.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { OriginalsDesk } from '#notebook/originals.ts';
import { extensionOf } from '#notebook/originals.ts';
import { keepAttachment, lookAtAttachment } from '#vault/attachments.ts';
import type { TestFolder } from './importFolder.ts';
import { newFolder, sameThreadImporter } from './importFolder.ts';
import { newWorld, openTestNotebook, type TestWorld } from './openTestNotebook.ts';

let folder: TestFolder;
let world: TestWorld;
let notebook: Notebook;
let answer: Awaited<ReturnType<OriginalsDesk['keep']>> | null;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

beforeEach(async () => {
  folder = await newFolder();
  world = newWorld();
  answer = null;
  const originals: OriginalsDesk = {
    keep: async (from, sha256) => {
      if (answer !== null) return answer;
      if (from.kind !== 'address') return { kind: 'refused', why: 'gone' };
      async function* bytes() {
        yield new Uint8Array(await readFile(from.kind === 'address' ? from.address : ''));
      }
      return keepAttachment(world.files, sha256, bytes());
    },
    open: async (sha256) =>
      (await lookAtAttachment(world.files, sha256)) === 'sound' ? `/hand/${sha256}` : null,
  };
  ({ notebook } = await openTestNotebook(world, { importFile: sameThreadImporter, originals }));
});
afterEach(async () => {
  await notebook.close();
  await folder.remove();
});

async function importAll(as: ImportAs = 'sources'): Promise<ImportRun> {
  const run = notebook.importing.start(await folder.offer(), as);
  await run.report;
  await notebook.settled();
  return run;
}

async function sourceOf(run: ImportRun, path: string): Promise<Source> {
  const id = run.rows().find((row) => row.path === path)?.record?.id ?? '';
  const source = await notebook.parts.door.latest('source', id);
  if (source === undefined) throw new Error(`no source of ${path}`);
  return source;
}

describe('an imported source', () => {
  it('[OS1] keeps its file as it came, once for the same bytes; a note does not', async () => {
    await folder.write({ 'a.txt': 'Tides turn.', 'b/b.txt': 'Tides turn.', 'c.html': '<p>Grids</p>' });
    const run = await importAll();
    for (const path of ['a.txt', 'b/b.txt', 'c.html']) {
      const { attachment } = await sourceOf(run, path);
      const original = attachment === undefined ? null : await notebook.original(attachment);
      expect(original?.name).toBe(path.split('/').at(-1));
    }
    const files = world.files.names().filter((name) => name.startsWith('attachments/'));
    const hashes = [hashOf('Tides turn.'), hashOf('<p>Grids</p>')].toSorted();
    expect(files.map((name) => name.slice('attachments/ab/'.length)).toSorted()).toEqual(hashes);
    await folder.write({ 'n.txt': 'A note.' });
    await importAll('notes');
    expect(world.files.names().filter((name) => name.startsWith('attachments/'))).toHaveLength(2);
  });

  it('[OS2] is imported all the same when its file cannot be kept, and the report says so', async () => {
    await folder.write({ 'a.txt': 'Tides turn.' });
    answer = { kind: 'refused', why: 'too large' };
    const run = await importAll();
    expect(run.rows()).toMatchObject([
      { outcome: 'imported', losses: [{ kind: 'original too large', count: 1 }] },
    ]);
    expect((await sourceOf(run, 'a.txt')).attachment).toBeUndefined();
    answer = { kind: 'failed', why: 'disk full' };
    await folder.write({ 'b.txt': 'Grids.' });
    expect((await importAll()).rows().find(({ path }) => path === 'b.txt')?.losses).toEqual([
      { kind: 'original not kept', count: 1 },
    ]);
  });

  it('[OS3] takes the file of its new version with the text, or has none rather than the wrong one', async () => {
    await folder.write({ 'a.txt': 'First.' });
    const first = await sourceOf(await importAll(), 'a.txt');
    await folder.write({ 'a.txt': 'Second.' });
    const run = await importAll();
    expect(await run.update(['a.txt'])).toBe(1);
    const second = await sourceOf(run, 'a.txt');
    expect(second.attachment).not.toBe(first.attachment);
    const attached = await notebook.parts.door.latest('attachment', second.attachment ?? '');
    expect(attached).toMatchObject({ sha256: hashOf('Second.'), sizeBytes: 7, mediaType: 'text/plain' });
    await folder.write({ 'a.txt': 'Third.' });
    answer = { kind: 'failed', why: 'disk error' };
    const third = await importAll();
    expect(await third.update(['a.txt'])).toBe(1);
    expect((await sourceOf(third, 'a.txt')).attachment).toBeUndefined();
  });

  it('[OS4] says that its file is not there as it was', async () => {
    await folder.write({ 'a.txt': 'Tides turn.' });
    const { attachment } = await sourceOf(await importAll(), 'a.txt');
    if (attachment === undefined) throw new Error('not kept');
    expect(await notebook.original(attachment)).not.toBeNull();
    const name = world.files.names().find((each) => each.startsWith('attachments/')) ?? '';
    world.files.put(name, new Uint8Array(3));
    expect(await notebook.original(attachment)).toBeNull();
  });

  it('[OS5] is saved again under the ending it had', () => {
    expect(['a.HTML', 'b', 'c.tar.gz', 'd.weird ending', '.x'].map(extensionOf)).toEqual([
      'html',
      '',
      'gz',
      '',
      'x',
    ]);
  });
});
