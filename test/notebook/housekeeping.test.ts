// Housekeeping: the trash is emptied of what is old and of nothing else, and histories get thinner without losing what
// something points at.
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { NoteId } from '#domain/id.ts';
import { plainText } from '#domain/plainText.ts';
import { openCollecting } from '#notebook/collecting.ts';
import { collectingPauseMs, housekeepingPauseMs, keepHouse } from '#notebook/housekeeping.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Saved } from '#notebook/records.ts';
import { newRecord, put } from '#notebook/records.ts';
import { act, contents, perform } from './acts.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

const dayMs = 24 * 60 * 60_000;
let opened: Notebook[] = [];
afterEach(async () => {
  for (const notebook of opened) await notebook.close();
  opened = [];
});

async function open() {
  const test = await openTestNotebook(newWorld());
  opened.push(test.notebook);
  return test;
}

async function saved<T>(saving: Promise<Saved<T>>): Promise<T> {
  const answer = await saving;
  if (answer.kind !== 'saved') throw new Error(answer.kind);
  return answer.record;
}

const noteOf = async (notebook: Notebook, title: string): Promise<NoteId> =>
  (await saved(notebook.notes.create({ title, document: documentOfText(`${title}.`) }))).id;

describe('the trash', () => {
  it('[HK1] is emptied of what was deleted more than thirty days ago, and of nothing else', async () => {
    const { notebook, world } = await open();
    const [old, recent, kept] = [
      await noteOf(notebook, 'Old'),
      await noteOf(notebook, 'Recent'),
      await noteOf(notebook, 'Kept'),
    ];
    await notebook.trash.remove([{ kind: 'note', id: old }]);
    world.clock.ms += 2 * dayMs;
    await notebook.trash.remove([{ kind: 'note', id: recent }]);
    world.clock.ms += 29 * dayMs;
    expect(await notebook.housekeeping.purge()).toMatchObject({ kind: 'done' });
    await notebook.settled();
    expect((await notebook.trash.list()).map(({ title }) => title)).toEqual(['Recent']);
    expect((await notebook.notes.list()).map(({ id }) => id)).toEqual([kept]);
    expect(await notebook.parts.store.body(old)).toBeUndefined();
    expect(await notebook.housekeeping.purge()).toEqual({ kind: 'done', count: 0 });
    expect(world.backups.names()).toEqual([]);
  });

  it('[HK2] is backed up before many things go', async () => {
    const { notebook, world } = await open();
    const targets = [];
    for (let at = 0; at < 21; at += 1)
      targets.push({ kind: 'note' as const, id: await noteOf(notebook, `Note ${at}`) });
    await notebook.trash.remove(targets.slice(0, 11));
    await notebook.trash.remove(targets.slice(11));
    world.clock.ms += 31 * dayMs;
    await notebook.housekeeping.purge();
    expect(world.backups.names()).toEqual(['1.zip']);
    expect(await notebook.trash.count()).toBe(0);
  });
});

describe('the history of a note', () => {
  it('[HK3] gets thinner with time, keeps its first and its newest, and can still be read', async () => {
    const { notebook, world } = await open();
    const id = (await saved(notebook.notes.create({ title: 'Diary' }))).id;
    for (let at = 0; at < 30; at += 1) {
      world.clock.ms += 12 * 60_000;
      await saved(notebook.notes.save(id, { document: documentOfText(`Text ${at}`) }));
    }
    await notebook.settled();
    expect(await notebook.notes.history(id)).toHaveLength(30);
    expect(await notebook.housekeeping.thin()).toBe(0);
    world.clock.ms += 2 * dayMs;
    expect(await notebook.housekeeping.thin()).toBeGreaterThan(20);
    await notebook.settled();
    const history = await notebook.notes.history(id);
    expect(history.map(({ why }) => why)[0]).toBe('first');
    const texts = [];
    for (const revision of history) texts.push(plainText(await notebook.notes.documentOf(revision)));
    expect([texts[0], texts.at(-1)]).toEqual(['Text 0', 'Text 29']);
    expect(await notebook.housekeeping.thin()).toBe(0);
  });

  it('[HK4] keeps the version that a judgement took as evidence, whatever its age', async () => {
    const { notebook, world } = await open();
    const { machine, door } = notebook.parts;
    const id = (await saved(notebook.notes.create({ title: 'Evidence' }))).id;
    for (let at = 0; at < 10; at += 1) {
      world.clock.ms += 12 * 60_000;
      await saved(notebook.notes.save(id, { document: documentOfText(`Text ${at}`) }));
    }
    await notebook.settled();
    const pinned = (await notebook.notes.history(id))[4];
    if (!pinned) throw new Error('no revision');
    const card = newRecord(machine, 'scorecard', {
      title: 'Card',
      question: '',
      subjects: [],
      criteria: [],
      tags: [],
    });
    const judgement = newRecord(machine, 'judgement', {
      scorecardId: card.id,
      subjectId: 'a',
      criterionId: 'b',
      confidence: 'low',
      trend: 'steady',
      rationale: documentOfText('Because.'),
      evidence: [{ kind: 'note', id, stance: 'supports', revision: pinned.noteRevision }],
      wouldChange: '',
      asOf: '2026',
      recordedAt: machine.now().toISOString(),
      rating: 3,
    } as never);
    expect(await door.commit([put('judgement', judgement)])).toMatchObject({ kind: 'saved' });
    await notebook.settled();
    world.clock.ms += 400 * dayMs;
    expect(await notebook.housekeeping.thin()).toBeGreaterThan(5);
    await notebook.settled();
    expect((await notebook.notes.history(id)).map(({ id: each }) => each)).toContain(pinned.id);
  });

  it('[HK5] begins with what it said before its first change, when it did not begin empty', async () => {
    const { notebook } = await open();
    const id = await noteOf(notebook, 'As imported');
    await saved(notebook.notes.save(id, { document: documentOfText('Edited.') }));
    await notebook.settled();
    const history = await notebook.notes.history(id);
    expect(history.map(({ why, noteRevision }) => [why, noteRevision])).toEqual([['first', 1]]);
    const [first] = history;
    expect(first && plainText(await notebook.notes.documentOf(first))).toBe('As imported.');
  });

  it('[HK6] says so when a piece of a version is missing, and does not show a shorter text', async () => {
    const { notebook } = await open();
    const id = await noteOf(notebook, 'Torn');
    await saved(notebook.notes.save(id, { document: documentOfText('Edited.') }));
    await notebook.settled();
    const [first] = await notebook.notes.history(id);
    if (!first) throw new Error('no revision');
    const torn = { ...first, pieces: [...first.pieces, 'f'.repeat(64)] };
    await expect(notebook.notes.documentOf(torn)).rejects.toThrow('missing');
  });
});

describe('the history of a source', () => {
  it('[HK7] keeps a text that was replaced, and leads back to it with its excerpts', async () => {
    const { notebook } = await open();
    const first = 'The grid is full. Nobody says so.';
    const source = await saved(
      notebook.sources.create({ csl: { type: 'report', title: 'Grid' }, document: documentOfText(first) }),
    );
    await notebook.settled();
    const excerpt = await saved(notebook.excerpts.select(source.id, 0, 17, {}));
    await saved(notebook.sources.save(source.id, { document: documentOfText('Other words.') }));
    await notebook.settled();
    expect((await notebook.excerpts.get(excerpt.id))?.anchor.kind).toBe('needs review');
    const [kept] = await notebook.sources.history(source.id);
    if (!kept) throw new Error('nothing kept');
    expect(plainText(await notebook.sources.documentOf(kept))).toBe(first);
    await saved(notebook.sources.goBackTo(source.id, kept.id));
    const document = await notebook.sources.document(source.id);
    expect(document && plainText(document)).toBe(first);
    await notebook.settled();
    expect((await notebook.excerpts.get(excerpt.id))?.anchor).toEqual({
      kind: 'anchored',
      start: 0,
      end: 17,
    });
    const history = await notebook.sources.history(source.id);
    expect(history).toHaveLength(2);
    // Erased for good, it leaves no version behind.
    await notebook.trash.erase([{ kind: 'source', id: source.id }]);
    await notebook.settled();
    expect(await notebook.sources.history(source.id)).toEqual([]);
  });
});

describe('pieces of text that nothing names', () => {
  const rows = async (notebook: Notebook): Promise<number> =>
    (await notebook.parts.store.stock()).pieces ?? 0;

  it('[HK9] are taken away when they were found twice, and nothing else is', async () => {
    const { notebook } = await open();
    const id = await noteOf(notebook, 'Tides');
    for (let at = 0; at < 20; at += 1)
      await saved(notebook.notes.save(id, { document: documentOfText(`Text ${at}.`) }));
    const erased = await noteOf(notebook, 'Erased');
    await notebook.trash.remove([{ kind: 'note', id: erased }]);
    const trashed = await noteOf(notebook, 'Trashed');
    await notebook.trash.remove([{ kind: 'note', id: trashed }]);
    await notebook.trash.erase([{ kind: 'note', id: erased }]);
    await notebook.settled();
    const { collecting } = notebook.housekeeping;
    const before = await rows(notebook);
    expect(await collecting.collect()).toBe(0);
    await collecting.look();
    // What is replaced after the first look was not found by it: it has its turn another day.
    const replaced = await notebook.parts.door.latestPieces(id);
    await saved(notebook.notes.save(id, { document: documentOfText('Text 20.') }));
    expect(await collecting.collect()).toBeGreaterThan(15);
    await notebook.settled();
    expect(await rows(notebook)).toBeLessThan(before - 15);
    expect(await notebook.parts.store.unnamedPieces()).toEqual(new Set(replaced));
    await collecting.look();
    expect(await collecting.collect()).toBe(1);
    await notebook.settled();
    expect(await notebook.parts.store.unnamedPieces()).toEqual(new Set());
    expect(plainText(await notebook.notes.document(id))).toBe('Text 20.');
    expect(plainText(await notebook.notes.document(trashed))).toBe('Trashed.');
    for (const revision of await notebook.notes.history(id))
      expect(plainText(await notebook.notes.documentOf(revision))).toMatch(/\.$/);
  });

  it('[HK10] stay when they are spoken of between the two looks, or while the second goes on', async () => {
    const { notebook } = await open();
    const id = await noteOf(notebook, 'Tides');
    const texts = ['One.', 'Two.', 'Three.'];
    for (const text of [...texts, 'Last.'])
      await saved(notebook.notes.save(id, { document: documentOfText(text) }));
    const { store } = notebook.parts;
    let afterReading = (): Promise<unknown> => Promise.resolve();
    const unnamedPieces = async (): Promise<ReadonlySet<string>> => {
      const found = await store.unnamedPieces();
      await afterReading();
      return found;
    };
    const collecting = openCollecting({ ...notebook.parts, store: { ...store, unnamedPieces } });
    await collecting.look();
    await saved(notebook.notes.save(id, { document: documentOfText('Two.') }));
    // Written again while the second look goes on, which does not know of it any more.
    afterReading = () => saved(notebook.notes.save(id, { document: documentOfText('Three.') }));
    expect(await collecting.collect()).toBeGreaterThan(0);
    await notebook.settled();
    expect(plainText(await notebook.notes.document(id))).toBe('Three.');
  });

  it('[HK12] leave no trace in the journal where all of them were spoken of', async () => {
    const { notebook } = await open();
    const id = await noteOf(notebook, 'Tides');
    for (const text of ['One.', 'Last.'])
      await saved(notebook.notes.save(id, { document: documentOfText(text) }));
    const collecting = openCollecting(notebook.parts);
    await collecting.look();
    const found = await notebook.parts.store.unnamedPieces();
    expect(found.size).toBeGreaterThan(0);
    const heard: string[] = [];
    const stop = notebook.parts.door.overhear((operations) => heard.push(...operations.map(({ op }) => op)));
    for (const text of ['One.', 'Tides.', 'Last.', 'One.'])
      await saved(notebook.notes.save(id, { document: documentOfText(text) }));
    await saved(notebook.notes.save(id, { document: documentOfText('Last.') }));
    const before = heard.length;
    expect(await collecting.collect()).toBe(0);
    expect(heard.slice(before)).toEqual([]);
    stop();
  });

  it('[HK11] and everything else is the same after the journal is played again, whatever is done meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 1, maxLength: 12 }),
        fc.array(act, { maxLength: 6 }),
        fc.array(act, { maxLength: 6 }),
        async (first, between, beside) => {
          const world = newWorld();
          const { notebook, vault } = await openTestNotebook(world);
          const { collecting } = notebook.housekeeping;
          await perform(notebook, first);
          await collecting.look();
          await perform(notebook, between);
          await Promise.all([collecting.collect(), perform(notebook, beside)]);
          await notebook.settled();
          const before = await contents(notebook);
          const pieces = await rows(notebook);
          await notebook.close();
          indexedDB.deleteDatabase(vault.identity().database);
          const again = await openTestNotebook(world);
          // Every text is put together from its pieces: one that is missing throws.
          expect(await contents(again.notebook)).toEqual(before);
          expect(await rows(again.notebook)).toBe(pieces);
          expect(again.notebook.recovered.missing).toBe(0);
          await again.notebook.close();
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('the times of it', () => {
  it('[HK8] are some minutes after the start and every day, until it is ended', async () => {
    const timers: { pauseMs: number; run: () => void }[] = [];
    const deeds: string[] = [];
    const end = keepHouse(
      {
        purge: () => Promise.resolve({ kind: 'done', count: deeds.push('purge') }),
        thin: () => Promise.resolve(deeds.push('thin')),
        collecting: {
          look: () => Promise.resolve(void deeds.push('look')),
          collect: () => Promise.resolve(deeds.push('collect')),
        },
        originals: { collect: () => Promise.resolve(deeds.push('originals')) },
      },
      {
        after: (pauseMs, run) => {
          const timer = { pauseMs, run };
          timers.push(timer);
          return () => void timers.splice(timers.indexOf(timer), 1);
        },
      },
    );
    expect(timers.map(({ pauseMs }) => pauseMs)).toEqual([housekeepingPauseMs]);
    timers.shift()?.run();
    await new Promise((resolve) => setImmediate(resolve));
    expect(deeds).toEqual(['purge', 'thin', 'originals', 'look']);
    expect(timers.map(({ pauseMs }) => pauseMs)).toEqual([dayMs, collectingPauseMs]);
    timers.pop()?.run();
    expect(deeds).toEqual(['purge', 'thin', 'originals', 'look', 'collect']);
    end();
    expect(timers).toEqual([]);
  });
});
