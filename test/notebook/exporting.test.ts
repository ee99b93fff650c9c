import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Document, ReferenceKind } from '#domain/document.ts';
import { documentOfText } from '#domain/document.ts';
import { nounKinds } from '#domain/id.ts';
import { parseRecord } from '#domain/operation.ts';
import type { Confidentiality, Source } from '#domain/source.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Saved } from '#notebook/records.ts';
import { arbitraryMarkdownDocument } from '../exchange/markdownDocument.ts';
import type { TestFolder } from './importFolder.ts';
import { newFolder, sameThreadImporter } from './importFolder.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

let notebooks: Notebook[] = [];
let folders: TestFolder[] = [];
afterEach(async () => {
  for (const notebook of notebooks) await notebook.close();
  for (const folder of folders) await folder.remove();
  notebooks = [];
  folders = [];
});

async function open(): Promise<Notebook> {
  const { notebook } = await openTestNotebook(newWorld(), { importFile: sameThreadImporter });
  notebooks.push(notebook);
  return notebook;
}

async function saved<T>(answer: Promise<Saved<T>>): Promise<T> {
  const given = await answer;
  if (given.kind !== 'saved') throw new Error(JSON.stringify(given));
  await given.applied;
  return given.record;
}

async function exportAll(notebook: Notebook): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const { files: count } = await notebook.exporting.everything(
    (path, text) => {
      expect(files.has(path), path).toBe(false);
      files.set(path, text);
      return Promise.resolve();
    },
    () => undefined,
    new AbortController().signal,
  );
  expect(count).toBe(files.size);
  return files;
}

function citing(kind: ReferenceKind, id: string, text: string): Document {
  const reference = { type: 'reference' as const, attrs: { kind, id, text } };
  return {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'See ' }, reference] }],
  };
}

async function body(notebook: Notebook, document: Document): Promise<string> {
  const note = await saved(notebook.notes.create({ title: 'Citing', document }));
  const exported = await notebook.exporting.markdown({ kind: 'note', id: note.id });
  return exported?.text.split('---\n').at(-1)?.trim() ?? 'gone';
}

async function source(notebook: Notebook, confidentiality: Confidentiality): Promise<Source> {
  return saved(
    notebook.sources.create({
      csl: {
        type: 'interview',
        title: 'Talk with Meier',
        author: [{ family: 'Meier', given: 'Ada' }],
        issued: { 'date-parts': [[2026]] },
      },
      document: documentOfText('The grid is full. Nobody says so.'),
      confidentiality,
    }),
  );
}

describe('a record as Markdown', () => {
  it('[X1] has its title in the head and as its name, made safe', async () => {
    const notebook = await open();
    const note = await saved(
      notebook.notes.create({ title: 'Who: pays?', tags: ['grid'], document: documentOfText('Words.') }),
    );
    const exported = await notebook.exporting.markdown({ kind: 'note', id: note.id });
    expect(exported?.name).toBe('Who pays');
    expect(exported?.text).toContain('title: "Who: pays?"');
    expect(exported?.text.endsWith('---\n\nWords.\n')).toBe(true);
  });

  it('[X2] is nothing where the record is gone or in the trash', async () => {
    const notebook = await open();
    const note = await saved(notebook.notes.create({ title: 'Gone' }));
    await notebook.trash.remove([{ kind: 'note', id: note.id }]);
    expect(await notebook.exporting.markdown({ kind: 'note', id: note.id })).toBeNull();
    expect(await notebook.exporting.markdown({ kind: 'source', id: note.id })).toBeNull();
  });

  it('[X3] cites sources and excerpts by citekey and page, notes and scorecards by title', async () => {
    const notebook = await open();
    const { id } = await source(notebook, { kind: 'public' });
    const excerpt = await saved(notebook.excerpts.type(id, 'The grid is full.', { page: '12' }));
    const note = await saved(notebook.notes.create({ title: 'Other [note]' }));
    const card = await saved(notebook.scorecards.create({ title: 'Card', subjects: ['A'], criteria: ['B'] }));
    const judgement = await saved(
      notebook.scorecards.judge(card.id, card.subjects[0]?.id ?? '', card.criteria[0]?.id ?? '', {
        confidence: 'low',
        trend: 'steady',
      }),
    );
    expect(await body(notebook, citing('source', id, 'Meier'))).toBe('See Meier [@meier2026]');
    expect(await body(notebook, citing('excerpt', excerpt.id, 'The grid is full.'))).toBe(
      'See The grid is full. [@meier2026, p. 12]',
    );
    expect(await body(notebook, citing('note', note.id, 'old title'))).toBe('See [[Other  note ]]');
    expect(await body(notebook, citing('scorecard', card.id, 'Card'))).toBe('See [[Card]]');
    expect(await body(notebook, citing('judgement', judgement.id, 'A, B'))).toBe('See [[Card]]');
  });

  it('[X4] says of what was deleted that it was', async () => {
    const notebook = await open();
    const { id } = await source(notebook, { kind: 'public' });
    const excerpt = await saved(notebook.excerpts.type(id, 'The grid is full.', {}));
    const note = await saved(notebook.notes.create({ title: 'Other' }));
    await notebook.trash.remove([
      { kind: 'source', id },
      { kind: 'note', id: note.id },
    ]);
    await notebook.settled();
    expect(await body(notebook, citing('source', id, 'Meier'))).toBe('See Meier (deleted)');
    expect(await body(notebook, citing('excerpt', excerpt.id, 'full'))).toBe('See full (deleted)');
    expect(await body(notebook, citing('note', note.id, 'Other'))).toBe('See Other (deleted)');
    await notebook.trash.erase([{ kind: 'note', id: note.id }]);
    expect(await body(notebook, citing('note', note.id, 'Other'))).toBe('See Other (deleted)');
  });

  it.each<[string, Confidentiality, string, string]>([
    [
      'on background',
      { kind: 'on background', alias: 'a planner' },
      'a planner',
      '“The grid is full.” (a planner)',
    ],
    ['off the record', { kind: 'off the record' }, 'a source off the record', 'a source off the record'],
    [
      'under embargo',
      { kind: 'embargoed', until: '2026-12-24' },
      'a source under embargo until 2026-12-24',
      'a source under embargo until 2026-12-24',
    ],
  ])(
    '[X5] names a source %s by what stands in for it, everywhere but in its own export',
    async (_, confidentiality, asSource, asExcerpt) => {
      const notebook = await open();
      const { id } = await source(notebook, confidentiality);
      const excerpt = await saved(notebook.excerpts.type(id, 'The grid is full.', {}));
      expect(await body(notebook, citing('source', id, 'Talk with Meier'))).toBe(`See ${asSource}`);
      expect(await body(notebook, citing('excerpt', excerpt.id, 'Full (Meier)'))).toBe(`See ${asExcerpt}`);
      const card = await saved(
        notebook.scorecards.create({ title: 'Card', subjects: ['A'], criteria: ['B'] }),
      );
      await saved(
        notebook.scorecards.judge(card.id, card.subjects[0]?.id ?? '', card.criteria[0]?.id ?? '', {
          confidence: 'low',
          trend: 'steady',
          rationale: citing('excerpt', excerpt.id, 'as Meier says'),
          evidence: [
            { kind: 'excerpt', id: excerpt.id, stance: 'supports' },
            { kind: 'source', id, stance: 'context' },
          ],
        }),
      );
      const files = await exportAll(notebook);
      const others = [...files].filter(([path]) => path.endsWith('.md') && !path.startsWith('sources/'));
      expect(others.length).toBe(3);
      for (const [path, text] of others) expect(text, path).not.toMatch(/meier/i);
      expect(files.get('sources/Talk with Meier.md')).toMatch(/Meier, Ada[\s\S]*> The grid is full\./);
    },
  );

  it('[X6] names a source again on the day its embargo ends', async () => {
    const world = newWorld();
    const { notebook } = await openTestNotebook(world);
    notebooks.push(notebook);
    const { id } = await source(notebook, { kind: 'embargoed', until: '2026-11-24' });
    expect(await body(notebook, citing('source', id, 'Meier'))).toContain('embargo');
    world.clock.ms = Date.parse('2026-11-24T00:00:00.000Z');
    expect(await body(notebook, citing('source', id, 'Meier'))).toBe('See Meier [@meier2026]');
  });

  it('[X7] of a scorecard says what each piece of evidence is', async () => {
    const notebook = await open();
    const { id } = await source(notebook, { kind: 'public' });
    const excerpt = await saved(notebook.excerpts.type(id, 'The grid is full.', { page: '12' }));
    const note = await saved(notebook.notes.create({ title: 'My own' }));
    const card = await saved(notebook.scorecards.create({ title: 'Card', subjects: ['A'], criteria: ['B'] }));
    await saved(
      notebook.scorecards.judge(card.id, card.subjects[0]?.id ?? '', card.criteria[0]?.id ?? '', {
        confidence: 'low',
        trend: 'steady',
        evidence: [
          { kind: 'excerpt', id: excerpt.id, stance: 'supports' },
          { kind: 'note', id: note.id, stance: 'contradicts' },
        ],
      }),
    );
    await notebook.trash.remove([{ kind: 'note', id: note.id }]);
    await notebook.settled();
    const text = (await notebook.exporting.markdown({ kind: 'scorecard', id: card.id }))?.text;
    expect(text).toContain('“The grid is full.”, Talk with Meier (meier2026), p. 12');
    expect(text).toContain('My own (deleted)');
  });
});

describe('everything', () => {
  it('[X8] imported again, the notes have the same documents, titles and tags', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            title: fc.constantFrom('Same', 'same', '# Number: "one"', 'con', '日本語', 'a/b\\c'),
            tags: fc.subarray(['grid', 'policy/energy', 'yes', '12']),
            document: arbitraryMarkdownDocument,
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (given) => {
          const [here, there, folder] = [await open(), await open(), await newFolder()];
          folders.push(folder);
          for (const each of given) await saved(here.notes.create(each));
          const files = await exportAll(here);
          await folder.write(Object.fromEntries([...files].filter(([path]) => path.startsWith('notes/'))));
          const run = there.importing.start(await folder.offer(), 'notes');
          const report = await run.report;
          expect(report.map(({ outcome, losses }) => ({ outcome, losses }))).toEqual(
            given.map(() => ({ outcome: 'imported', losses: [] })),
          );
          const all = async (notebook: Notebook) => {
            const notes = await notebook.notes.list();
            const whole = notes.map(async ({ id, title, tags, createdAt }) => ({
              title,
              tags,
              createdAt,
              document: await notebook.notes.document(id),
            }));
            return (await Promise.all(whole)).toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
          };
          expect(await all(there)).toEqual(await all(here));
          for (const notebook of notebooks.splice(0)) await notebook.close();
        },
      ),
      { numRuns: 8 },
    );
  }, 60_000);

  it('[X9] has every record as JSON that is read again, those in the trash and kept revisions included', async () => {
    const notebook = await open();
    const { id } = await source(notebook, { kind: 'public' });
    await saved(notebook.excerpts.type(id, 'The grid is full.', {}));
    const note = await saved(
      notebook.notes.create({ title: 'Note', document: citing('source', id, 'Meier') }),
    );
    await saved(notebook.notes.save(note.id, { document: documentOfText('Later') }));
    await saved(notebook.notes.create({ title: 'Trashed', document: documentOfText('Still here') }));
    const trashed = (await notebook.notes.list()).find(({ title }) => title === 'Trashed');
    await notebook.trash.remove([{ kind: 'note', id: trashed?.id ?? '' }]);
    const card = await saved(notebook.scorecards.create({ title: 'Card', subjects: ['A'], criteria: ['B'] }));
    await saved(
      notebook.scorecards.judge(card.id, card.subjects[0]?.id ?? '', card.criteria[0]?.id ?? '', {
        confidence: 'low',
        trend: 'steady',
      }),
    );
    const files = await exportAll(notebook);
    expect([...files.keys()].filter((path) => path.endsWith('.md')).toSorted()).toEqual([
      'notes/Note.md',
      'scorecards/Card.md',
      'sources/Talk with Meier.md',
    ]);
    const { store } = notebook.parts;
    for (const kind of nounKinds)
      for (const which of ['kept', 'deleted'] as const)
        for (const record of await store.heads(kind, which)) {
          const text = files.get(`records/${kind}/${record.id}.json`);
          const read = JSON.parse(text ?? 'null') as { kind: string; record: unknown; document?: Document };
          expect(read.kind).toBe(kind);
          expect(parseRecord(kind, read.record)).toEqual({ kind: 'ok', value: record });
          if (kind === 'note' || kind === 'source')
            expect(read.document).toEqual((await store.body(record.id))?.document);
          if (kind === 'revision') expect(read.document).toEqual(citing('source', id, 'Meier'));
        }
    expect([...files.keys()].some((path) => path.startsWith('records/revision/'))).toBe(true);
  });

  it('[X10] reports how far it is, stops when told to, and when a file cannot be written', async () => {
    const notebook = await open();
    for (let at = 0; at < 10; at++) await saved(notebook.notes.create({ title: `Note ${at}` }));
    const heard: { done: number; total: number }[] = [];
    await notebook.exporting.everything(
      () => Promise.resolve(),
      (progress) => void heard.push(progress),
      new AbortController().signal,
    );
    expect(heard[0]).toEqual({ done: 0, total: 20 });
    expect(heard.at(-1)).toEqual({ done: 20, total: 20 });

    const stopping = new AbortController();
    let written = 0;
    await notebook.exporting.everything(
      () => {
        written += 1;
        if (written === 5) stopping.abort();
        return Promise.resolve();
      },
      () => undefined,
      stopping.signal,
    );
    expect(written).toBeLessThan(10);

    written = 0;
    const failing = notebook.exporting.everything(
      () => (++written === 5 ? Promise.reject(new Error('The disk is full.')) : Promise.resolve()),
      () => undefined,
      new AbortController().signal,
    );
    await expect(failing).rejects.toThrow('The disk is full.');
    const then = written;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(written).toBe(then);
  });
});
