// Filters asked of a whole notebook: facets follow the records, survive a restart, and come back when they are lost.
import { describe, expect, it, vi } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { Facets } from '#domain/facets.ts';
import { facetsOf } from '#notebook/facets.ts';
import type { Findings } from '#notebook/librarianProtocol.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Saved } from '#notebook/records.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

async function saved<T>(answer: Promise<Saved<T>>): Promise<T> {
  const given = await answer;
  if (given.kind !== 'saved') throw new Error(JSON.stringify(given));
  await given.applied;
  return given.record;
}

async function ask(notebook: Notebook, text: string): Promise<Findings> {
  const answers: Findings[] = [];
  await notebook.librarian.ask(
    { text, limit: 20, ranking: 'fused' },
    new AbortController().signal,
    (findings) => void answers.push(findings),
  );
  const last = answers.at(-1);
  if (last === undefined) throw new Error('no answer');
  return last;
}

const kindsFor = async (notebook: Notebook, text: string): Promise<readonly string[]> =>
  (await ask(notebook, text)).hits.map(({ kind }) => kind).toSorted();

const sourceText = 'The grid was built for factories. Households finance the reserve. Nobody asked them.';

async function filled(world = newWorld()) {
  const opened = await openTestNotebook(world);
  const { notebook } = opened;
  const source = await saved(
    notebook.sources.create({
      csl: {
        type: 'report',
        title: 'Annual outlook',
        author: [{ given: 'Ada', family: 'Lovelace' }],
        issued: { 'date-parts': [[2019, 5]] },
        language: 'en-GB',
      },
      tags: ['policy/energy'],
      document: documentOfText(sourceText),
    }),
  );
  const excerpt = await saved(notebook.excerpts.select(source.id, 34, 65, { tags: ['cost'] }));
  const card = await saved(
    notebook.scorecards.create({ title: 'Reserve', subjects: ['Grid'], criteria: ['Cost'], tags: ['ai'] }),
  );
  const [subject] = card.subjects;
  const [criterion] = card.criteria;
  if (!subject || !criterion) throw new Error('no cell');
  await saved(
    notebook.scorecards.judge(card.id, subject.id, criterion.id, {
      rating: 2,
      confidence: 'low',
      trend: 'rising',
      asOf: '2020-03',
      evidence: [],
    }),
  );
  await saved(
    notebook.notes.create({ title: 'A draft', tags: ['ai'], document: documentOfText('The reserve again.') }),
  );
  await notebook.librarian.idle();
  return { ...opened, source, excerpt };
}

describe('filters', () => {
  it('[T1] find what carries a tag itself, or by the source or scorecard that it belongs to', async () => {
    const { notebook } = await filled();
    expect(await kindsFor(notebook, 'tag:policy')).toEqual(['excerpt', 'source']);
    expect(await kindsFor(notebook, 'tag:cost tag:policy/energy')).toEqual(['excerpt']);
    expect(await kindsFor(notebook, 'tag:ai')).toEqual(['judgement', 'note', 'scorecard']);
    await notebook.close();
  });

  it('[T2] [T3] [T4] know authors, days and languages by what each record says', async () => {
    const { notebook } = await filled();
    expect(await kindsFor(notebook, 'author:lovelace')).toEqual(['excerpt', 'source']);
    expect(await kindsFor(notebook, 'lang:en-gb')).toEqual(['excerpt', 'source']);
    await saved(
      notebook.notes.create({
        title: 'Netz',
        document: documentOfText('Wer trägt die Kosten, wenn der Strom nicht kommt und die Last fehlt?'),
      }),
    );
    await notebook.librarian.idle();
    expect(await kindsFor(notebook, 'lang:de')).toEqual(['note']);
    expect(await kindsFor(notebook, 'before:2020')).toEqual(['source']);
    expect(await kindsFor(notebook, 'after:2020-02 before:2021')).toEqual(['judgement']);
    expect(await kindsFor(notebook, 'after:2025 source:outlook')).toEqual(['excerpt']);
    await notebook.close();
  });

  it('[T5] narrow a question asked by words and by meaning, and alone list without saying why', async () => {
    const { notebook } = await filled();
    const asked = await ask(notebook, 'who finances the reserve kind:source -tag:ai');
    expect(asked.hits.map(({ kind }) => kind)).toEqual(['source']);
    expect([asked.mode, asked.isList, asked.counts]).toEqual(['fused', false, { source: 1 }]);
    const listed = await ask(notebook, '-kind:excerpt');
    expect(listed.hits.map(({ kind }) => kind)).toEqual(['note', 'scorecard', 'judgement', 'source']);
    expect([listed.isList, listed.hits.flatMap(({ words, marks }) => [...words, ...marks])]).toEqual([
      true,
      [],
    ]);
    expect(await kindsFor(notebook, '"reserve again"')).toEqual(['note']);
    expect(await kindsFor(notebook, 'reserve kind:letter')).toContain('note');
    await notebook.close();
  });

  it('[T6] follow when the tags of a source change, in its excerpts too', async () => {
    const { notebook, source } = await filled();
    await saved(notebook.sources.save(source.id, { tags: ['grid'] }));
    await notebook.librarian.idle();
    expect(await kindsFor(notebook, 'tag:policy')).toEqual([]);
    expect(await kindsFor(notebook, 'tag:grid')).toEqual(['excerpt', 'source']);
    await notebook.close();
  });

  it('[T7] work at once after a restart', async () => {
    const world = newWorld();
    const first = await filled(world);
    await first.notebook.close();
    const { notebook } = await openTestNotebook(world);
    expect(await kindsFor(notebook, 'tag:ai kind:note')).toEqual(['note']);
    expect(await kindsFor(notebook, 'reserve in:quotation')).toEqual(['excerpt']);
    await notebook.close();
  });

  it('[T8] come back by themselves when derived data was lost, or was stored without facets', async () => {
    for (const harm of ['lost', 'older'] as const) {
      const world = newWorld();
      const first = await filled(world);
      const embedded = world.embedded.length;
      await first.notebook.close();
      const name = `${first.vault.identity().database}-passages`;
      await (harm === 'lost' ? deleted(name) : withoutFacets(name));
      const { notebook } = await openTestNotebook(world);
      await vi.waitFor(
        async () => {
          expect(await kindsFor(notebook, 'tag:policy')).toEqual(['excerpt', 'source']);
          expect(await kindsFor(notebook, 'tag:ai')).toEqual(['judgement', 'note', 'scorecard']);
        },
        { timeout: 5000 },
      );
      if (harm === 'older') expect(world.embedded).toHaveLength(embedded);
      await notebook.close();
    }
  });

  it('[T9] offer the values that records have', async () => {
    const { notebook } = await filled();
    const { signal } = new AbortController();
    expect(await notebook.librarian.values({ operator: 'tag', typed: 'pol', limit: 5 }, signal)).toEqual([
      { value: 'policy/energy', label: 'policy/energy', documents: 2 },
    ]);
    expect(await notebook.librarian.values({ operator: 'author', typed: 'ada', limit: 5 }, signal)).toEqual([
      { value: 'Ada Lovelace', label: 'Ada Lovelace', documents: 2 },
    ]);
    await notebook.close();
  });

  it('[T10] take a date in words for no day, and the day of making where nothing is said', async () => {
    const { notebook, source } = await filled();
    const facets = (issued: object | undefined): Facets => {
      const { issued: _issued, ...csl } = source.csl;
      const record = { ...source, csl: issued === undefined ? csl : { ...csl, issued } };
      return facetsOf({ kind: 'source', record, text: '' });
    };
    expect(facets({ literal: 'circa 1990' }).day).toBeNull();
    expect(facets({ 'date-parts': [[1990]] }).day).toBe(19900101);
    expect(facets(undefined).day).toBe(20261123);
    await notebook.close();
  });
});

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('failed'));
  });
}

async function deleted(name: string): Promise<void> {
  await settled(indexedDB.deleteDatabase(name));
}

/** The documents as an older version stored them. */
async function withoutFacets(name: string): Promise<void> {
  const native = await settled(indexedDB.open(name));
  const table = native.transaction('documents', 'readwrite').objectStore('documents');
  for (const document of (await settled(table.getAll())) as readonly { facets?: Facets }[]) {
    const { facets: _facets, ...older } = document;
    await settled(table.put(older));
  }
  native.close();
}
