import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentOfText, everyNode } from '#domain/document.ts';
import type { NoteId } from '#domain/id.ts';
import { plainText } from '#domain/plainText.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { placeOf } from '#notebook/place.ts';
import { act, contents, perform } from './acts.ts';
import { newWorld, openTestNotebook, type TestWorld } from './openTestNotebook.ts';

describe('the journal', () => {
  it('[R1] played again from its first frame gives the notebook that was there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 15 }), async (acts) => {
        const world = newWorld();
        const first = await openTestNotebook(world);
        await perform(first.notebook, acts);
        const before = await contents(first.notebook);
        await first.notebook.close();
        indexedDB.deleteDatabase(first.vault.identity().database);
        const { notebook } = await openTestNotebook(world);
        expect(await contents(notebook)).toEqual(before);
        await notebook.close();
      }),
      { numRuns: 25 },
    );
  });

  it('[R2] older than the working copy loses nothing: what is newer is written through the door again', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    await perform(first.notebook, [{ kind: 'note', text: 'old' }]);
    const kept = world.files.copy();
    await perform(first.notebook, [
      { kind: 'note', text: 'newer' },
      { kind: 'edit', which: 0, text: 'newest' },
    ]);
    const before = await contents(first.notebook);
    const { database } = first.vault.identity();
    await first.notebook.close();
    const { notebook, vault } = await openTestNotebook({ ...world, files: kept });
    expect(vault.identity().database).not.toBe(database);
    expect(await contents(notebook)).toEqual(before);
    await notebook.close();
  });

  it('[R6] older than the working copy loses no earlier version and no setting either', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    const kept = world.files.copy();
    const id = await writeTwice(first.notebook);
    await first.notebook.settings.set('textZoom', 130);
    await first.notebook.settled();
    await first.notebook.close();
    const { notebook } = await openTestNotebook({ ...world, files: kept });
    expect(await earlierTexts(notebook, id)).toEqual(['first words', 'second words']);
    expect(notebook.settings.current().textZoom).toBe(130);
    await notebook.close();
  });

  it('[R7] that is gone with its whole folder leaves the working copy, and all of that is saved anew', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    const id = await writeTwice(first.notebook);
    await first.notebook.settled();
    const before = await contents(first.notebook);
    await first.notebook.close();
    const others = (await indexedDB.databases()).filter(
      ({ name }) => name?.startsWith(first.vault.identity().database) === false,
    );
    for (const { name } of others) if (name !== undefined) indexedDB.deleteDatabase(name);

    const gone: TestWorld = { ...newWorld(), clock: world.clock };
    const { notebook, vault } = await openTestNotebook(gone, { ownsStorage: true });
    expect(await contents(notebook)).toEqual(before);
    expect(await earlierTexts(notebook, id)).toEqual(['first words', 'second words']);
    expect(notebook.recovered).toMatchObject({ missing: 0, rebuilt: { cause: 'journal gone' } });
    expect(notebook.recovered.checked).toBeGreaterThan(0);
    expect(vault.identity().everHadData).toBe(true);
    await notebook.close();
    // And then it is a notebook like any other: nothing is taken up twice.
    const again = await openTestNotebook(gone, { ownsStorage: true });
    expect(await contents(again.notebook)).toEqual(before);
    expect(again.notebook.recovered.rebuilt).toBeNull();
    await again.notebook.close();
  });

  it('[R8] of a new notebook takes up nothing of others that share the browser, unless it is told that all is its own', async () => {
    const first = await openTestNotebook(newWorld());
    await writeTwice(first.notebook);
    await first.notebook.settled();
    await first.notebook.close();
    const { notebook } = await openTestNotebook(newWorld());
    expect(await notebook.notes.list()).toEqual([]);
    await notebook.close();
  });
});

async function writeTwice(notebook: Notebook): Promise<NoteId> {
  const made = await notebook.notes.create({ title: 'Tides', document: documentOfText('first words') });
  if (made.kind !== 'saved') throw new Error(made.kind);
  const { id } = made.record;
  await notebook.notes.save(id, { document: documentOfText('second words') });
  await notebook.notes.close(id);
  return id;
}

async function earlierTexts(notebook: Notebook, id: NoteId): Promise<readonly string[]> {
  const revisions = await notebook.notes.history(id);
  return Promise.all(revisions.map(async (each) => plainText(await notebook.notes.documentOf(each))));
}

describe('the sample notebook', () => {
  const file: unknown = JSON.parse(
    readFileSync(new URL('../../resources/sample/notebook.json', import.meta.url), 'utf8'),
  );

  it('[R3] opens whole: every reference and piece of evidence leads to a record, every quotation is anchored', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    expect(await notebook.sample.open(file)).toMatchObject({ kind: 'done' });
    const { store } = notebook.parts;
    const notes = await notebook.notes.list();
    let references = 0;
    for (const { id } of notes) {
      for (const node of everyNode(await notebook.notes.document(id))) {
        if (node.type !== 'reference') continue;
        references += 1;
        const place = await placeOf(store, node.attrs?.['kind'] as never, node.attrs?.['id'] as string);
        expect(place).not.toBeNull();
      }
    }
    expect(references).toBeGreaterThan(5);
    for (const excerpt of await notebook.excerpts.list()) expect(excerpt.anchor.kind).toBe('anchored');
    const [card] = await notebook.scorecards.list();
    if (!card) throw new Error('no scorecard');
    const judgements = await notebook.scorecards.judgements(card.id);
    expect(judgements.length).toBeGreaterThan(20);
    for (const { evidence, subjectId, criterionId } of judgements) {
      expect(card.subjects.some(({ id }) => id === subjectId)).toBe(true);
      expect(card.criteria.some(({ id }) => id === criterionId)).toBe(true);
      for (const { kind, id } of evidence) expect(await store.get(kind, id)).toBeDefined();
    }
    await notebook.close();
  });

  it('[R4] goes in one step, leaves what the person made, and comes back whole', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    await notebook.sample.open(file);
    await notebook.notes.create({ title: 'Mine' });
    const count = await notebook.sample.count();
    const { targets } = await notebook.sample.remove();
    expect(targets).toHaveLength(count);
    expect((await notebook.notes.list()).map(({ title }) => title)).toEqual(['Mine']);
    await notebook.trash.bringBack(targets);
    expect(await notebook.sample.count()).toBe(count);
    await notebook.close();
  });

  it('[R5] that is damaged is refused with the reason, and nothing is written', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    expect(await notebook.sample.open({ format: 1, sources: 'none' })).toMatchObject({
      kind: 'failed',
      why: 'invalid',
    });
    expect(await notebook.count('source')).toBe(0);
    await notebook.close();
  });
});
