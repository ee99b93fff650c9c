// The originals of sources: kept with the text that was read from them, and said to be missing where they were not.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Source } from '#domain/source.ts';
import type { ImportAs, ImportRun } from '#notebook/importing.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { nextRevision, put } from '#notebook/records.ts';
import type { OriginalsDesk } from '#notebook/originals.ts';
import { extensionOf } from '#notebook/originals.ts';
import { keepAttachment, lookAtAttachment, removeAttachment } from '#vault/attachments.ts';
import type { TestFolder } from './importFolder.ts';
import { newFolder, sameThreadImporter } from './importFolder.ts';
import { newWorld, openTestNotebook, type TestWorld } from './openTestNotebook.ts';

let folder: TestFolder;
let world: TestWorld;
let notebook: Notebook;
let answer: Awaited<ReturnType<OriginalsDesk['keep']>> | null;
/** Whether main removes files now. */
let removes: boolean;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

beforeEach(async () => {
  folder = await newFolder();
  world = newWorld();
  answer = null;
  removes = true;
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
    forget: async (hashes) => {
      if (!removes) return [];
      for (const sha256 of hashes) await removeAttachment(world.files, sha256);
      return hashes;
    },
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

/** Contents of the attached files that are there. */
const there = (): readonly string[] =>
  world.files
    .names()
    .flatMap((name) => (name.startsWith('attachments/') ? [name.split('/').at(-1) ?? ''] : []));

const named = async (): Promise<readonly string[]> => {
  const { store } = notebook.parts;
  const heads = [...(await store.heads('attachment')), ...(await store.heads('attachment', 'deleted'))];
  return heads.map(({ sha256 }) => sha256);
};

const collect = async (): Promise<number> => {
  const collected = await notebook.housekeeping.originals.collect();
  await notebook.settled();
  return collected;
};

const target = ({ id }: Source) => ({ kind: 'source' as const, id });

describe('the file of a source', () => {
  it('[OS6] stays in the trash, is removed when the source is erased, and goes from later backups', async () => {
    await folder.write({ 'a.txt': 'Tides turn.', 'b.txt': 'Grids.' });
    const run = await importAll();
    const [a, b] = [await sourceOf(run, 'a.txt'), await sourceOf(run, 'b.txt')];
    await notebook.trash.remove([target(a)]);
    expect(await collect()).toBe(0);
    expect(there()).toHaveLength(2);
    await notebook.trash.erase([target(a)]);
    await collect(); // what the erasing began is over
    expect(there()).toEqual([hashOf('Grids.')]);
    expect(await named()).toEqual([hashOf('Grids.')]);
    expect(await notebook.original(b.attachment ?? ('' as never))).not.toBeNull();
  });

  it('[OS7] stays as long as another source has the same', async () => {
    await folder.write({ 'a.txt': 'Tides turn.', 'b.txt': 'Tides turn.' });
    const run = await importAll();
    const [a, b] = [await sourceOf(run, 'a.txt'), await sourceOf(run, 'b.txt')];
    await notebook.trash.erase([target(a)]);
    await collect();
    expect(await notebook.original(b.attachment ?? ('' as never))).not.toBeNull();
    await notebook.trash.remove([target(b)]);
    await notebook.trash.erase([target(b)]);
    await collect();
    expect([there(), await named()]).toEqual([[], []]);
  });

  it('[OS8] of an earlier version stays with the text that was read from it', async () => {
    await folder.write({ 'a.txt': 'First.' });
    await importAll();
    await folder.write({ 'a.txt': 'Second.' });
    const run = await importAll();
    await run.update(['a.txt']);
    await notebook.settled();
    expect(await collect()).toBe(0);
    expect(there().toSorted()).toEqual([hashOf('First.'), hashOf('Second.')].toSorted());
    await notebook.trash.erase([target(await sourceOf(run, 'a.txt'))]);
    await collect();
    expect([there(), await named()]).toEqual([[], []]);
  });

  it('[OS11] stays when it is named alone, whatever the text was read from', async () => {
    await folder.write({ 'a.txt': 'Tides turn.' });
    const a = await sourceOf(await importAll(), 'a.txt');
    const { door, machine } = notebook.parts;
    const typed = { method: 'typed' as const, at: machine.now().toISOString() };
    await door.commit([put('source', nextRevision<Source>(machine, a, { capture: typed }))]);
    await notebook.settled();
    expect(await collect()).toBe(0);
    expect(there()).toHaveLength(1);
  });

  it('[OS9] that cannot be removed now keeps its record, and goes another time', async () => {
    await folder.write({ 'a.txt': 'Tides turn.' });
    const a = await sourceOf(await importAll(), 'a.txt');
    removes = false;
    await notebook.trash.erase([target(a)]);
    expect(await collect()).toBe(0);
    expect([there(), await named()]).toEqual([[hashOf('Tides turn.')], [hashOf('Tides turn.')]]);
    removes = true;
    expect(await collect()).toBe(1);
    expect([there(), await named()]).toEqual([[], []]);
  });

  it('[OS10] is there as long as something names it and gone when nothing does, whatever is done (property)', async () => {
    const texts = fc.constantFrom('Tides.', 'Grids.', 'Winds.');
    const deeds = fc.oneof(
      fc.record({
        kind: fc.constant('import' as const),
        path: fc.constantFrom('a.txt', 'b.txt'),
        text: texts,
      }),
      fc.record({ kind: fc.constantFrom('remove', 'bring back', 'erase'), at: fc.nat(5) }),
      fc.record({ kind: fc.constant('collect' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deeds, { maxLength: 12 }), async (all) => {
        for (const deed of all) {
          if (deed.kind === 'import' && 'path' in deed) {
            await folder.write({ [deed.path]: deed.text });
            const run = await importAll();
            await run.update([deed.path]);
          } else if ('at' in deed) {
            const { store } = notebook.parts;
            const sources = [...(await store.heads('source')), ...(await store.heads('source', 'deleted'))];
            const chosen = sources[deed.at];
            if (chosen === undefined) continue;
            if (deed.kind === 'remove') await notebook.trash.remove([target(chosen)]);
            else if (deed.kind === 'erase') await notebook.trash.erase([target(chosen)]);
            else await notebook.trash.bringBack([target(chosen)]);
          } else await collect();
          await notebook.settled();
        }
        await collect();
        await collect();
        const { store } = notebook.parts;
        const sources = [...(await store.heads('source')), ...(await store.heads('source', 'deleted'))];
        const needed = new Set(sources.map(({ capture }) => capture.sha256));
        for (const { id, attachment } of sources) {
          if (attachment !== undefined) expect(await notebook.original(attachment)).not.toBeNull();
          for (const { capture } of await store.revisionsOf(id)) needed.add(capture?.sha256);
        }
        expect(new Set(there())).toEqual(needed);
        await notebook.trash.erase(sources.map(target));
        await collect();
        expect([there(), await named()]).toEqual([[], []]);
      }),
      { numRuns: 25 },
    );
  });
});
