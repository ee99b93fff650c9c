import { describe, expect, it } from 'vitest';
import type { Document } from '#domain/document.ts';
import { documentOfText } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import type { Findings } from '#notebook/librarianProtocol.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { placeOf } from '#notebook/place.ts';
import type { Saved } from '#notebook/records.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

/** The record of an answer that must be "saved", once readers can see it. */
async function saved<T>(answer: Promise<Saved<T>>): Promise<T> {
  const given = await answer;
  if (given.kind !== 'saved') throw new Error(JSON.stringify(given));
  await given.applied;
  return given.record;
}

async function ask(notebook: Notebook, text: string): Promise<Findings> {
  const answers: Findings[] = [];
  await notebook.librarian.ask(
    { text, limit: 10, ranking: 'fused' },
    new AbortController().signal,
    (findings) => void answers.push(findings),
  );
  const last = answers.at(-1);
  if (last === undefined) throw new Error('no answer');
  return last;
}

const sourceText =
  'The grid was built for factories. Households finance the reserve that large customers may or may not use. Nobody asked them.';

describe('notes', () => {
  it('[B1] are there again after the notebook is closed and opened', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    const note = await saved(
      first.notebook.notes.create({ title: 'Draft', document: documentOfText('One.\nTwo.') }),
    );
    await saved(
      first.notebook.notes.save(note.id, {
        title: 'Draft 2',
        tags: ['policy/energy'],
        document: documentOfText('One.\nThree.'),
      }),
    );
    await first.notebook.close();
    const { notebook } = await openTestNotebook(world);
    expect(await notebook.notes.list()).toMatchObject([
      { title: 'Draft 2', tags: ['policy/energy'], revision: 2, words: 2, preview: 'One. Three.' },
    ]);
    expect(plainText(await notebook.notes.document(note.id))).toBe('One.\nThree.');
    await notebook.close();
  });

  it('[B2] come back from the journal when the working copy is gone', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    const note = await saved(
      first.notebook.notes.create({ title: 'Kept', document: documentOfText('Words that stay.') }),
    );
    await first.notebook.close();
    indexedDB.deleteDatabase(first.vault.identity().database);
    const { notebook } = await openTestNotebook(world);
    expect(notebook.rebuilt.entries).toBeGreaterThan(0);
    expect(plainText(await notebook.notes.document(note.id))).toBe('Words that stay.');
    await notebook.close();
  });

  it('[B3] that were acknowledged and never applied are applied at the next start', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world, { beforeApply: () => new Promise(() => undefined) });
    const answer = await first.notebook.notes.create({
      title: 'Acknowledged',
      document: documentOfText('Only in the journal.'),
    });
    expect(answer.kind).toBe('saved');
    expect(await first.notebook.notes.list()).toEqual([]);
    const { notebook } = await openTestNotebook(world);
    expect(await notebook.notes.list()).toMatchObject([{ title: 'Acknowledged' }]);
    await notebook.close();
  });

  it('[B4] saved quickly one after another keep every revision number and the last text', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const note = await saved(notebook.notes.create({ title: 'Quick' }));
    const answers = [];
    for (let at = 0; at < 20; at++)
      answers.push(await notebook.notes.save(note.id, { document: documentOfText(`Version ${at}`) }));
    await notebook.settled();
    expect(answers.every(({ kind }) => kind === 'saved')).toBe(true);
    expect((await notebook.notes.list())[0]?.revision).toBe(21);
    expect(plainText(await notebook.notes.document(note.id))).toBe('Version 19');
    await notebook.close();
  });

  it('[B5] keep a revision at the first save, after ten minutes and on leaving, and go back to one', async () => {
    const world = newWorld();
    const { notebook } = await openTestNotebook(world);
    const note = await saved(notebook.notes.create({ title: 'History' }));
    await saved(notebook.notes.save(note.id, { document: documentOfText('first') }));
    await saved(notebook.notes.save(note.id, { document: documentOfText('second') }));
    world.clock.ms += 11 * 60_000;
    await saved(notebook.notes.save(note.id, { document: documentOfText('third') }));
    await saved(notebook.notes.save(note.id, { document: documentOfText('fourth') }));
    await notebook.notes.close(note.id);
    await notebook.settled();
    const history = await notebook.notes.history(note.id);
    expect(history.map(({ why }) => why)).toEqual(['first', 'interval', 'closed']);
    const [first] = history;
    if (!first) throw new Error('no revision');
    await saved(notebook.notes.goBackTo(note.id, first.id));
    expect(plainText(await notebook.notes.document(note.id))).toBe('first');
    expect((await notebook.notes.history(note.id)).map(({ why }) => why)).toContain('before a change');
    await notebook.close();
  });

  it('[B6] that are long write only the pieces that changed', async () => {
    const { notebook, vault } = await openTestNotebook(newWorld());
    const lines = Array.from(
      { length: 2000 },
      (_, at) => `Paragraph ${at * 7919} of a long note with some words in it.`,
    );
    const note = await saved(
      notebook.notes.create({ title: 'Long', document: documentOfText(lines.join('\n')) }),
    );
    await saved(notebook.notes.save(note.id, { document: documentOfText(['New', ...lines].join('\n')) }));
    const before = vault.journal.sizeBytes;
    await saved(
      notebook.notes.save(note.id, { document: documentOfText(['New', 'Newer', ...lines].join('\n')) }),
    );
    expect(vault.journal.sizeBytes - before).toBeLessThan(40_000);
    expect(before).toBeGreaterThan(180_000);
    await notebook.close();
  });
});

describe('the door', () => {
  it('[B7] says "failed" and changes nothing when the journal cannot keep it', async () => {
    const world = newWorld();
    const { notebook } = await openTestNotebook(world);
    await saved(notebook.notes.create({ title: 'Before' }));
    world.files.failAt(world.files.operations.length, 'ENOSPC', 1000);
    expect(await notebook.notes.create({ title: 'Lost' })).toMatchObject({
      kind: 'failed',
      why: 'disk full',
    });
    world.files.heal();
    await notebook.settled();
    expect((await notebook.notes.list()).map(({ title }) => title)).toEqual(['Before']);
    await notebook.close();
  });

  it('[B8] refuses what is no record, with the reason', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    expect(
      await notebook.parts.door.commit([{ op: 'put', kind: 'note', record: { title: 'x' } } as never]),
    ).toMatchObject({ kind: 'failed', why: 'invalid' });
    await notebook.close();
  });

  it('[B9] announces a change only when readers can see it', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const seen: number[] = [];
    notebook.watch(() => void notebook.notes.list().then(({ length }) => seen.push(length)));
    await saved(notebook.notes.create({ title: 'One' }));
    await saved(notebook.notes.create({ title: 'Two' }));
    await notebook.settled();
    await notebook.notes.list();
    expect(seen).toEqual([1, 2]);
    await notebook.close();
  });
});

describe('sources and excerpts', () => {
  it('[B10] quote exactly, find the quotation again, and refuse offsets outside the text', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const source = await saved(
      notebook.sources.create({
        csl: {
          type: 'report',
          title: 'Outlook',
          author: [{ family: 'Meier', given: 'Anna' }],
          issued: { 'date-parts': [[2026]] },
        },
        document: documentOfText(sourceText),
      }),
    );
    const twin = await saved(
      notebook.sources.create({
        csl: {
          type: 'report',
          title: 'Outlook 2',
          author: [{ family: 'Meier' }],
          issued: { 'date-parts': [[2026]] },
        },
      }),
    );
    expect([source.csl.id, twin.csl.id]).toEqual(['meier2026', 'meier2026b']);
    const start = sourceText.indexOf('Households');
    const excerpt = await saved(notebook.excerpts.select(source.id, start, start + 30, { page: '12' }));
    expect(excerpt).toMatchObject({
      quotation: sourceText.slice(start, start + 30),
      page: '12',
      anchor: { kind: 'anchored', start },
    });
    expect(await notebook.excerpts.select(source.id, 5, 5000, {})).toEqual({ kind: 'gone' });
    const typed = await saved(notebook.excerpts.type(source.id, 'Nobody asked them.', {}));
    expect(typed.anchor.kind).toBe('anchored');
    expect((await saved(notebook.excerpts.type(source.id, 'Nobody asked him.', {}))).anchor.kind).toBe(
      'typed',
    );
    const changed = await saved(notebook.excerpts.save(excerpt.id, { page: null, comment: 'Check.' }));
    expect(changed).not.toHaveProperty('page');
    expect(await placeOf(notebook.parts.store, 'excerpt', excerpt.id)).toEqual({
      view: 'sources',
      id: source.id,
      at: { start, end: start + 30 },
    });
    await notebook.close();
  });
});

describe('scorecards', () => {
  it('[B11] keep every judgement of a cell, with its evidence pinned', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const source = await saved(
      notebook.sources.create({
        csl: { type: 'report', title: 'Outlook' },
        document: documentOfText(sourceText),
      }),
    );
    const excerpt = await saved(notebook.excerpts.select(source.id, 0, 33, {}));
    const card = await saved(
      notebook.scorecards.create({ title: 'AI', subjects: ['China'], criteria: ['Energy'] }),
    );
    const [subject] = card.subjects;
    const [criterion] = card.criteria;
    if (!subject || !criterion) throw new Error('no cell');
    const judge = (rating: number, asOf: string) =>
      saved(
        notebook.scorecards.judge(card.id, subject.id, criterion.id, {
          rating,
          confidence: 'low',
          trend: 'rising',
          asOf,
          evidence: [{ kind: 'excerpt', id: excerpt.id, stance: 'contradicts' }],
        }),
      );
    await judge(4, '2026-06');
    await judge(2, '2026-03');
    const series = await notebook.scorecards.judgements(card.id);
    expect(series.map(({ rating, asOf }) => [rating, asOf])).toEqual([
      [2, '2026-03'],
      [4, '2026-06'],
    ]);
    expect(series[0]?.evidence).toEqual([
      {
        kind: 'excerpt',
        id: excerpt.id,
        stance: 'contradicts',
        revision: 1,
        quotationSha256: excerpt.quotationSha256,
      },
    ]);
    expect(
      await notebook.scorecards.judge(card.id, 'nobody', criterion.id, {
        confidence: 'low',
        trend: 'rising',
      }),
    ).toEqual({ kind: 'gone' });
    await notebook.close();
  });
});

describe('the trash', () => {
  it('[B12] gives back what was deleted, and keeps nothing of what was erased', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const note = await saved(
      notebook.notes.create({ title: 'Gone', document: documentOfText('Text of it') }),
    );
    const target = { kind: 'note' as const, id: note.id };
    await notebook.trash.remove([target]);
    expect(await notebook.notes.list()).toEqual([]);
    expect(await notebook.trash.list()).toMatchObject([{ title: 'Gone', kind: 'note' }]);
    await notebook.trash.bringBack([target]);
    expect((await notebook.notes.list())[0]).not.toHaveProperty('deletedAt');
    await notebook.trash.remove([target]);
    await notebook.trash.erase([target]);
    expect(await notebook.trash.count()).toBe(0);
    expect(await notebook.notes.get(note.id)).toBeUndefined();
    await notebook.close();
  });
});

describe('links', () => {
  it('[B13] follow the references of a note, each once', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const target = await saved(notebook.notes.create({ title: 'Target' }));
    const note = await saved(notebook.notes.create({ title: 'From' }));
    const reference: Document = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [{ type: 'reference', attrs: { kind: 'note', id: target.id, text: 'Target' } }],
        },
      ],
    };
    for (let at = 0; at < 3; at++) await saved(notebook.notes.save(note.id, { document: reference }));
    expect(await notebook.linksTo(target.id)).toMatchObject([{ from: note.id, kind: 'mentions' }]);
    await saved(notebook.notes.save(note.id, { document: documentOfText('none') }));
    expect(await notebook.linksTo(target.id)).toEqual([]);
    await notebook.close();
  });
});

describe('search', () => {
  it('[B14] finds notes, sources, excerpts and judgements, says why, and forgets what was deleted', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const source = await saved(
      notebook.sources.create({
        csl: { type: 'report', title: 'Outlook' },
        document: documentOfText(sourceText),
      }),
    );
    await saved(notebook.excerpts.select(source.id, 34, 90, {}));
    const note = await saved(
      notebook.notes.create({
        title: 'Tomatoes',
        document: documentOfText('He planted tomatoes behind the shed.'),
      }),
    );
    await notebook.librarian.idle();
    const reserve = await ask(notebook, 'who finances the reserve of households');
    expect(new Set(reserve.hits.map(({ kind }) => kind))).toEqual(new Set(['source', 'excerpt']));
    expect(reserve.mode).toBe('fused');
    for (const { passage, marks, words } of reserve.hits)
      expect(marks.map(({ start, end }) => passage.slice(start, end)).length).toBeGreaterThanOrEqual(
        words.length > 0 ? 1 : 0,
      );
    expect((await ask(notebook, 'tomatoes')).hits[0]).toMatchObject({
      kind: 'note',
      id: note.id,
      why: 'both',
    });
    await notebook.trash.remove([{ kind: 'note', id: note.id }]);
    await notebook.librarian.idle();
    expect((await ask(notebook, 'tomatoes')).hits.filter(({ kind }) => kind === 'note')).toEqual([]);
    await notebook.close();
  });

  it('[B15] never embeds a text again whose hash is unchanged, also after a restart and a rebuilt working copy', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    const note = await saved(
      first.notebook.notes.create({ title: 'Once', document: documentOfText('Embedded only once.') }),
    );
    await first.notebook.librarian.idle();
    await saved(first.notebook.notes.save(note.id, { tags: ['a'] }));
    await first.notebook.librarian.idle();
    await first.notebook.close();
    indexedDB.deleteDatabase(first.vault.identity().database);
    const { notebook } = await openTestNotebook(world);
    await notebook.librarian.idle();
    expect((await ask(notebook, 'embedded')).hits[0]?.id).toBe(note.id);
    expect(world.embedded.filter((text) => text.includes('only once'))).toHaveLength(1);
    await notebook.close();
  });

  it("[B16] titles an excerpt's embedded text with its source, and follows when the source is renamed", async () => {
    const world = newWorld();
    const { notebook } = await openTestNotebook(world);
    const source = await saved(notebook.sources.create({ csl: { type: 'report', title: 'Old name' } }));
    await saved(notebook.excerpts.type(source.id, 'A sentence from it.', {}));
    await notebook.librarian.idle();
    await saved(notebook.sources.save(source.id, { csl: { ...source.csl, title: 'New name' } }));
    await notebook.librarian.idle();
    expect(world.embedded).toContain('Old name\nA sentence from it.');
    expect(world.embedded).toContain('New name\nA sentence from it.');
    await notebook.close();
  });
});

describe('settings', () => {
  it('[B17] are remembered, and a value of another shape is passed over', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    await first.notebook.settings.set('theme', 'dark');
    await first.notebook.settings.set('textZoom', 9000);
    await first.notebook.settled();
    await first.notebook.close();
    const { notebook } = await openTestNotebook(world);
    expect(notebook.settings.current()).toMatchObject({ theme: 'dark', textZoom: 100 });
    await notebook.close();
  });
});
