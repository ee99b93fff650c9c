// What a reference says in a note: the name of what it points at, and never that of a source that may not be named.
import { afterEach, describe as group, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { Confidentiality } from '#domain/source.ts';
import { describe, referenceTo } from '#features/notes/describe.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Saved } from '#notebook/records.ts';
import { newWorld, openTestNotebook } from '../../notebook/openTestNotebook.ts';

let notebook: Notebook;
afterEach(() => notebook.close());

async function saved<T>(answer: Promise<Saved<T>>): Promise<T> {
  const given = await answer;
  if (given.kind !== 'saved') throw new Error(JSON.stringify(given));
  await given.applied;
  return given.record;
}

/** What references to a source and to an excerpt of it say. */
async function said(confidentiality: Confidentiality): Promise<readonly [string, string]> {
  ({ notebook } = await openTestNotebook(newWorld()));
  const csl = { type: 'interview', title: 'Talk with Meier', author: [{ family: 'Meier', given: 'Ada' }] };
  const document = documentOfText('The grid is full. Nobody says so.');
  const source = await saved(notebook.sources.create({ csl, document, confidentiality }));
  const excerpt = await saved(notebook.excerpts.type(source.id, 'The grid is full.', { page: '12' }));
  return [
    referenceTo(await describe(notebook, 'source', source.id)).text,
    referenceTo(await describe(notebook, 'excerpt', excerpt.id)).text,
  ];
}

group('a reference', () => {
  it('[G1] to a public source says its title, and the page of an excerpt', async () => {
    expect(await said({ kind: 'public' })).toEqual(['Talk with Meier', 'Talk with Meier, p. 12']);
  });

  it.each<[string, Confidentiality, string]>([
    ['on background', { kind: 'on background', alias: 'a planner' }, 'a planner'],
    ['on background without an alias', { kind: 'on background', alias: ' ' }, 'a source on background'],
    ['off the record', { kind: 'off the record' }, 'a source off the record'],
    ['under embargo', { kind: 'embargoed', until: '2026-12-24' }, 'a source under embargo until 2026-12-24'],
    [
      'under an embargo without a day',
      { kind: 'embargoed', until: 'soon' },
      'a source under embargo until soon',
    ],
  ])('[G2] to a source %s says neither its title nor its page nor its words', async (_, given, cover) => {
    expect(await said(given)).toEqual([cover, cover]);
  });

  it('[G3] names a source again from the day its embargo ends', async () => {
    expect(await said({ kind: 'embargoed', until: '2026-11-23' })).toEqual([
      'Talk with Meier',
      'Talk with Meier, p. 12',
    ]);
  });

  it('[G4] to notes and scorecards says their titles; to a note without one, its beginning', async () => {
    ({ notebook } = await openTestNotebook(newWorld()));
    const note = await saved(notebook.notes.create({ title: '', document: documentOfText('So it began.') }));
    const card = await saved(notebook.scorecards.create({ title: 'Card', subjects: ['A'], criteria: ['B'] }));
    expect(referenceTo(await describe(notebook, 'note', note.id)).text).toBe('So it began.');
    expect(referenceTo(await describe(notebook, 'scorecard', card.id)).text).toBe('Card');
  });
});
