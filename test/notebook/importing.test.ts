import { mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { NoteId } from '#domain/id.ts';
import { parseId } from '#domain/id.ts';
import { plainText } from '#domain/plainText.ts';
import type { ImportAs, ImportProgress, ImportRun, ImportRunner, ReportRow } from '#notebook/importing.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { TestFolder } from './importFolder.ts';
import { newFolder, sameThreadImporter } from './importFolder.ts';
import type { TestNotebook, TestWorld } from './openTestNotebook.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

let folder: TestFolder;
let notebooks: Notebook[] = [];

beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  for (const notebook of notebooks) await notebook.close();
  notebooks = [];
  await folder.remove();
});

async function open(world: TestWorld, importFile: ImportRunner = sameThreadImporter): Promise<TestNotebook> {
  const opened = await openTestNotebook(world, { importFile });
  notebooks.push(opened.notebook);
  return opened;
}

async function importAll(notebook: Notebook, as: ImportAs = 'by kind', from = folder): Promise<ImportRun> {
  const run = notebook.importing.start(await from.offer(), as);
  await run.report;
  return run;
}

const rowOf = (rows: readonly ReportRow[], path: string): ReportRow | undefined =>
  rows.find((row) => row.path === path);
const outcomes = (run: ImportRun): Readonly<Record<string, string>> =>
  Object.fromEntries(run.rows().map(({ path, outcome }) => [path, outcome]));
const noteOf = (run: ImportRun, path: string): NoteId => {
  const id = parseId('note', rowOf(run.rows(), path)?.record?.id);
  if (id === null) throw new Error(`no note of ${path}`);
  return id;
};
/** Resolves when the run says so. */
const until = (run: ImportRun, isSo: (progress: ImportProgress) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!isSo(run.progress())) return;
      stop();
      resolve();
    };
    const stop = run.watch(look);
    look();
  });

describe('importing a folder', () => {
  it('[I1] makes notes of Markdown and text, sources of pages, and says what became of each file', async () => {
    await folder.write({
      'one.md': '---\ntags: [grid]\ncreated: 2024-05-01\n---\n# First\n\nWords.',
      'deep/two.txt': 'Two\n\nMore words.',
      'page.html': '<html lang="en"><head><title>A page</title></head><body><p>Read me.</p></body></html>',
    });
    const { notebook } = await open(newWorld());
    const run = await importAll(notebook);
    expect(run.progress()).toMatchObject({ state: 'finished', done: 3, total: 3, imported: 3 });
    expect(outcomes(run)).toEqual({
      'deep/two.txt': 'imported',
      'one.md': 'imported',
      'page.html': 'imported',
    });
    expect(run.rows().map(({ path }) => path)).toEqual(['deep/two.txt', 'one.md', 'page.html']);
    expect(await notebook.notes.get(noteOf(run, 'one.md'))).toMatchObject({
      title: 'First',
      tags: ['grid'],
      createdAt: '2024-05-01T00:00:00.000Z',
      origin: { kind: 'imported', root: folder.path, path: 'one.md' },
    });
    expect(await notebook.sources.list()).toMatchObject([
      { csl: { title: 'A page', language: 'en' }, readable: true, capture: { method: 'file' } },
    ]);
  });

  it.each<[ImportAs, number, number]>([
    ['notes', 2, 0],
    ['sources', 0, 2],
  ])('[I2] as %s makes all of them that', async (as, notes, sources) => {
    await folder.write({ 'a.md': 'One', 'b.html': '<p>Two</p>' });
    const { notebook } = await open(newWorld());
    await importAll(notebook, as);
    expect([await notebook.count('note'), await notebook.count('source')]).toEqual([notes, sources]);
  });

  it('[I3] takes what it can of bad files, names each that it cannot, and says why', async () => {
    await folder.write({
      'good.md': 'Words.',
      'empty.md': '',
      'binary.md': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
      'latin.txt': new Uint8Array([...new TextEncoder().encode('Gr'), 0xc3, 0x28, 0x80, 0xe4, 0x62]),
      'picture.png': 'not text',
      'gone.md': 'It vanishes.',
      'big.txt': '',
      'emoji 🦉\nand a break.md': 'Named by somebody.',
      'rich.md': '| a | b |\n|---|---|\n| 1 | 2 |\n\n![map](map.png)\n',
    });
    await truncate(join(folder.path, 'big.txt'), 20_000_001);
    await symlink(folder.path, join(folder.path, 'loop'));
    await symlink(join(folder.path, 'nowhere'), join(folder.path, 'broken.md'));
    const offer = await folder.offer();
    await rm(join(folder.path, 'gone.md'));
    const { notebook } = await open(newWorld());
    const run = notebook.importing.start(offer, 'notes');
    const report = await run.report;
    expect(
      Object.fromEntries(
        report.map(({ path, outcome, reason = '' }) => [path, `${outcome} ${reason}`.trim()]),
      ),
    ).toEqual({
      'good.md': 'imported',
      'empty.md': 'refused empty',
      'binary.md': 'refused binary',
      'latin.txt': 'imported',
      'picture.png': 'refused unknown type',
      'gone.md': expect.stringContaining('failed Error: ENOENT') as string,
      'big.txt': 'refused too large',
      'emoji 🦉\nand a break.md': 'imported',
      'rich.md': 'imported',
      loop: 'refused symlink loop',
      'broken.md': 'refused unreadable',
    });
    expect(rowOf(report, 'latin.txt')?.losses).toMatchObject([{ kind: 'invalid encoding' }]);
    expect(rowOf(report, 'rich.md')?.losses.map(({ kind }) => kind)).toEqual(['table', 'image']);
    expect(await notebook.count('note')).toBe(4);
    expect((await notebook.notes.list()).map(({ title }) => title)).toContain('emoji 🦉 and a break');
  });

  it('[I4] takes 5,000 small files, each once, and none again', async () => {
    const names = Array.from({ length: 5000 }, (_, at) => `${at % 50}/note ${at}.md`);
    for (const name of new Set(names.map((each) => each.split('/')[0] ?? '')))
      await mkdir(join(folder.path, name));
    await Promise.all(
      names.map((name, at) => writeFile(join(folder.path, name), `# Note ${at}\n\nText ${at}.`)),
    );
    const { notebook } = await open(newWorld());
    const first = await importAll(notebook);
    expect(first.progress()).toMatchObject({ state: 'finished', done: 5000, imported: 5000 });
    expect(await notebook.count('note')).toBe(5000);
    const before = (await notebook.notes.list()).map(({ id, revision }) => [id, revision]);
    const again = await importAll(notebook);
    expect(again.progress()).toMatchObject({ done: 5000, imported: 0 });
    expect(new Set(again.rows().map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect((await notebook.notes.list()).map(({ id, revision }) => [id, revision])).toEqual(before);
  }, 120_000);

  it('[I5] gives a file that the domain refuses its own row, and keeps those beside it', async () => {
    await folder.write({ 'a.md': 'One', 'b.md': 'Two', 'c.md': 'Three' });
    const { notebook } = await open(newWorld(), async (file, as, signal) => {
      const answer = await sameThreadImporter(file, as, signal);
      return file.path === 'b.md' && answer.kind === 'imported'
        ? { ...answer, file: { ...answer.file, title: 'x'.repeat(501) } }
        : answer;
    });
    const run = await importAll(notebook);
    expect(outcomes(run)).toEqual({ 'a.md': 'imported', 'b.md': 'failed', 'c.md': 'imported' });
    expect(rowOf(run.rows(), 'b.md')?.reason).toBe('invalid');
    expect(run.progress().state).toBe('finished');
    expect(await notebook.count('note')).toBe(2);
  });

  it('[I6] a reader that throws costs its own file only', async () => {
    await folder.write({ 'a.md': 'One', 'b.md': 'Two' });
    const { notebook } = await open(newWorld(), (file, as, signal) =>
      file.path === 'a.md' ? Promise.reject(new Error('broken')) : sameThreadImporter(file, as, signal),
    );
    const run = await importAll(notebook);
    expect(run.rows()).toMatchObject([{ outcome: 'failed', reason: 'broken' }, { outcome: 'imported' }]);
  });
});

describe('the same folder again', () => {
  it('[I7] changes nothing, also after the program was closed', async () => {
    await folder.write({ 'a.md': 'One', 'b.html': '<p>Two</p>' });
    const world = newWorld();
    const first = await open(world);
    await importAll(first.notebook);
    const seq = first.vault.identity().lastSeq;
    await first.notebook.close();
    notebooks = [];
    const { notebook, vault } = await open(world);
    const again = await importAll(notebook);
    expect(outcomes(again)).toEqual({ 'a.md': 'unchanged', 'b.html': 'unchanged' });
    expect(vault.identity().lastSeq).toBe(seq);
  });

  it('[I8] offers other bytes at the same path as an update, and takes them over when told to', async () => {
    await folder.write({ 'a.md': '---\ntags: [old]\n---\n# A\n\nOld words.', 'b.md': 'Same' });
    const { notebook } = await open(newWorld());
    const id = noteOf(await importAll(notebook), 'a.md');
    await folder.write({ 'a.md': '---\ntags: [new]\n---\n# A, revised\n\nNew words.' });
    const again = await importAll(notebook);
    expect(outcomes(again)).toEqual({ 'a.md': 'changed', 'b.md': 'unchanged' });
    expect(plainText(await notebook.notes.document(id))).toBe('Old words.');

    expect(await again.update(['a.md', 'b.md', 'none.md'])).toBe(1);
    expect(plainText(await notebook.notes.document(id))).toBe('New words.');
    expect(await notebook.notes.get(id)).toMatchObject({ title: 'A, revised', tags: ['new'], revision: 2 });
    expect(rowOf(again.rows(), 'a.md')).toMatchObject({ outcome: 'updated', record: { id } });
    const [kept] = await notebook.notes.history(id);
    expect(kept).toMatchObject({ why: 'before a change', title: 'A', noteRevision: 1 });
    expect(kept && plainText(await notebook.notes.documentOf(kept))).toBe('Old words.');
    expect(outcomes(await importAll(notebook))).toEqual({ 'a.md': 'unchanged', 'b.md': 'unchanged' });
    expect(await again.update(['a.md'])).toBe(0);
  });

  it('[I9] never writes over a note that was edited here, before the report or after it', async () => {
    await folder.write({ 'a.md': 'One', 'b.md': 'Two' });
    const { notebook } = await open(newWorld());
    const first = await importAll(notebook);
    const [a, b] = [noteOf(first, 'a.md'), noteOf(first, 'b.md')];
    await notebook.notes.save(a, { document: documentOfText('Mine') });
    await notebook.settled();
    await folder.write({ 'a.md': 'One, later', 'b.md': 'Two, later' });
    const again = await importAll(notebook);
    expect(outcomes(again)).toEqual({ 'a.md': 'edited here', 'b.md': 'changed' });
    await notebook.notes.save(b, { document: documentOfText('Mine too') });
    expect(await again.update(['a.md', 'b.md'])).toBe(0);
    expect(plainText(await notebook.notes.document(a))).toBe('Mine');
    expect(plainText(await notebook.notes.document(b))).toBe('Mine too');
    expect(outcomes(again)).toEqual({ 'a.md': 'edited here', 'b.md': 'edited here' });
  });

  it('[I10] finds the excerpts of a source again in its new text, or asks a person to look', async () => {
    await folder.write({ 'p.html': '<p>Alpha beta.</p><p>Gamma delta.</p>' });
    const { notebook } = await open(newWorld());
    await importAll(notebook);
    const [source] = await notebook.sources.list();
    if (!source) throw new Error('no source');
    const stays = await notebook.excerpts.type(source.id, 'Gamma delta.', {});
    const goes = await notebook.excerpts.type(source.id, 'Alpha beta.', {});
    await notebook.settled();
    await folder.write({ 'p.html': '<p>A new beginning.</p><p>Gamma delta.</p>' });
    const again = await importAll(notebook);
    expect(await again.update(['p.html'])).toBe(1);
    if (stays.kind !== 'saved' || goes.kind !== 'saved') throw new Error('not saved');
    expect((await notebook.excerpts.get(stays.record.id))?.anchor).toEqual({
      kind: 'anchored',
      start: 17,
      end: 29,
    });
    expect((await notebook.excerpts.get(goes.record.id))?.anchor).toEqual({ kind: 'needs review' });
    expect(await notebook.sources.get(source.id)).toMatchObject({ revision: 2, csl: { id: source.csl.id } });
  });

  it('[I11] leaves in the trash what lies there', async () => {
    await folder.write({ 'a.md': 'One' });
    const { notebook } = await open(newWorld());
    const id = noteOf(await importAll(notebook), 'a.md');
    await notebook.trash.remove([{ kind: 'note', id }]);
    await folder.write({ 'a.md': 'One, later' });
    expect(outcomes(await importAll(notebook))).toEqual({ 'a.md': 'in trash' });
    expect(await notebook.count('note')).toBe(0);
  });

  it('[I12] imports the same bytes at another path, marked as a copy, read one after the other or at once', async () => {
    await folder.write({ 'a.md': 'Same', 'b.md': 'Same', 'c.md': 'Other' });
    const { notebook } = await open(newWorld());
    const first = await importAll(notebook);
    expect(await notebook.count('note')).toBe(3);
    const copies = first.rows().filter(({ duplicateOf }) => duplicateOf !== undefined);
    expect(copies).toHaveLength(1);
    await folder.write({ 'd.md': 'Same' });
    const row = rowOf((await importAll(notebook)).rows(), 'd.md');
    expect(row).toMatchObject({ outcome: 'imported' });
    expect([noteOf(first, 'a.md'), noteOf(first, 'b.md')]).toContain(row?.duplicateOf?.id);
    expect(await notebook.notes.get(row?.record?.id as NoteId)).toMatchObject({
      origin: { duplicateOf: row?.duplicateOf?.id },
    });
  });

  it('[I13] knows every file of an import that was still running when the second was started', async () => {
    await folder.write({ 'a.md': 'One', 'b.md': 'Two' });
    const { notebook } = await open(newWorld());
    const offer = await folder.offer();
    const [first, second] = [
      notebook.importing.start(offer, 'notes'),
      notebook.importing.start(offer, 'notes'),
    ];
    await Promise.all([first.report, second.report]);
    expect(outcomes(second)).toEqual({ 'a.md': 'unchanged', 'b.md': 'unchanged' });
  });

  it('[I14] gives every source a citekey of its own', async () => {
    const page = (at: number): string =>
      `<head><title>T${at}</title><meta name="author" content="Ada Meier"><meta name="date" content="2026-01-0${at}"></head><p>${at}</p>`;
    await folder.write(Object.fromEntries([1, 2, 3, 4, 5, 6].map((at) => [`${at}.html`, page(at)])));
    const { notebook } = await open(newWorld());
    const csl = { type: 'book', author: [{ family: 'Meier' }], issued: { 'date-parts': [[2026]] } };
    await notebook.sources.create({ csl });
    await importAll(notebook);
    await notebook.sources.create({ csl });
    await notebook.settled();
    const keys = (await notebook.sources.list()).map((source) => source.csl.id);
    expect(new Set(keys).size).toBe(8);
    expect(keys.every((key) => key.startsWith('meier2026'))).toBe(true);
  });
});

describe('an import under way', () => {
  /** Lets files through one by one. */
  function turnstile(): {
    readonly importer: ImportRunner;
    readonly asked: string[];
    readonly let: (count: number) => void;
  } {
    const asked: string[] = [];
    const waiting: (() => void)[] = [];
    let free = 0;
    return {
      asked,
      let: (count) => {
        free += count;
        while (free > 0) {
          const next = waiting.shift();
          if (!next) return;
          free -= 1;
          next();
        }
      },
      importer: async (file, as, signal) => {
        asked.push(file.path);
        if (free > 0) free -= 1;
        else await new Promise<void>((resolve) => waiting.push(resolve));
        return sameThreadImporter(file, as, signal);
      },
    };
  }
  const files = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`${String(at).padStart(2, '0')}.md`, `Text ${at}`]),
  );

  it('[I15] stands still while paused, and goes on where it was', async () => {
    await folder.write(files);
    const gate = turnstile();
    const { notebook } = await open(newWorld(), gate.importer);
    const run = notebook.importing.start(await folder.offer(), 'notes');
    await expect.poll(() => gate.asked.length).toBe(2);
    run.pause();
    gate.let(20);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(gate.asked).toHaveLength(2);
    expect(run.progress().state).toBe('paused');
    run.resume();
    await run.report;
    expect(run.progress()).toMatchObject({ state: 'finished', imported: 20 });
    expect(new Set(gate.asked).size).toBe(20);
  });

  it('[I16] keeps its rate while it is paused', async () => {
    await folder.write(files);
    const world = newWorld();
    const gate = turnstile();
    const { notebook } = await open(world, gate.importer);
    const run = notebook.importing.start(await folder.offer(), 'notes');
    world.clock.ms += 1000;
    gate.let(10);
    await until(run, ({ done }) => done >= 8);
    run.pause();
    const { filesPerSecond } = run.progress();
    expect(filesPerSecond).not.toBeNull();
    world.clock.ms += 3_600_000;
    run.resume();
    expect(run.progress().filesPerSecond).toBeCloseTo(filesPerSecond ?? 0, 0);
    gate.let(20);
    await run.report;
  });

  it.each(['running', 'paused'])(
    '[I17] when cancelled while %s leaves whole files and no others',
    async (state) => {
      await folder.write(files);
      const gate = turnstile();
      const world = newWorld();
      const { notebook } = await open(world, gate.importer);
      const run = notebook.importing.start(await folder.offer(), 'notes');
      gate.let(7);
      await expect.poll(() => gate.asked.length).toBeGreaterThanOrEqual(8);
      if (state === 'paused') run.pause();
      run.cancel();
      gate.let(100);
      const report = await run.report;
      expect(run.progress().state).toBe('cancelled');
      expect(report.length).toBeLessThan(20);
      expect(report.every(({ outcome }) => outcome === 'imported')).toBe(true);
      expect(await notebook.count('note')).toBe(report.length);
      for (const { path } of report)
        expect(plainText(await notebook.notes.document(noteOf(run, path)))).toBe(
          `Text ${Number(path.slice(0, 2))}`,
        );
      expect((await importAll(notebook)).progress().imported).toBe(20 - report.length);
    },
  );

  it('[I18] stops with a reason when the journal fails, and nothing is half-written, wherever it fails', async () => {
    const long = Array.from(
      { length: 400 },
      (_, at) => `Paragraph ${at} of a text that is cut into pieces.`,
    ).join('\n\n');
    await folder.write(
      Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.md`, `# ${at}\n\n${long}`])),
    );
    const offer = await folder.offer();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 10 }), async (after) => {
        const world = newWorld();
        const first = await open(world);
        world.files.failAt(world.files.operations.length + after, 'ENOSPC', 1_000_000);
        const run = first.notebook.importing.start(offer, 'notes');
        const report = await run.report;
        const imported = report.filter(({ outcome }) => outcome === 'imported');
        if (imported.length < 12) {
          expect(run.progress()).toMatchObject({ state: 'stopped', trouble: 'disk full' });
          expect(report.some(({ outcome, reason }) => outcome === 'failed' && reason === 'disk full')).toBe(
            true,
          );
        }
        await first.notebook.close();
        world.files.heal();
        const { notebook } = await open(world);
        const notes = await notebook.notes.list();
        // A file that was reported as failed may be there after all; one reported as imported must be.
        const ids = new Set<string | undefined>(notes.map(({ id }) => id));
        expect(imported.filter(({ record }) => !ids.has(record?.id))).toEqual([]);
        for (const note of notes)
          expect(
            plainText(await notebook.notes.document(note.id)).endsWith(
              '399 of a text that is cut into pieces.',
            ),
          ).toBe(true);
        expect((await importAll(notebook, 'notes')).progress()).toMatchObject({
          state: 'finished',
          imported: 12 - notes.length,
        });
        await notebook.close();
        notebooks = [];
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('[I19] says that files are kept which the journal has and the working copy could not take', async () => {
    await folder.write({ 'a.md': 'One' });
    const world = newWorld();
    const opened = await openTestNotebook(world, {
      importFile: sameThreadImporter,
      beforeApply: () => Promise.reject(new Error('held')),
    });
    const run = await importAll(opened.notebook);
    expect(run.progress()).toMatchObject({ state: 'stopped', trouble: 'held' });
    expect(outcomes(run)).toEqual({ 'a.md': 'imported' });
    const { notebook } = await open(world);
    expect(await notebook.count('note')).toBe(1);
  });

  it('[I20] tells whoever watches, and the same value until something changed', async () => {
    await folder.write(files);
    const { notebook } = await open(newWorld());
    const run = notebook.importing.start(await folder.offer(), 'notes');
    const heard: ImportProgress[] = [];
    const stop = run.watch((progress) => void heard.push(progress));
    expect(run.progress()).toBe(run.progress());
    await run.report;
    stop();
    expect(heard.at(-1)).toMatchObject({ state: 'finished', done: 20 });
    expect(heard.map(({ done }) => done)).toEqual(heard.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(run.rows()).toBe(run.rows());
  });
});
