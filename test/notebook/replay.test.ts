import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { everyNode } from '#domain/document.ts';
import { placeOf } from '#notebook/place.ts';
import { act, contents, perform } from './acts.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

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
});

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
