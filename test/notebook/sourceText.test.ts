// The text of a source that is known only later: what is kept, what is found in it again, and what is never moved.
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { Excerpt } from '#domain/excerpt.ts';
import type { SourceId } from '#domain/id.ts';
import { plainText } from '#domain/plainText.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Saved } from '#notebook/records.ts';
import { put } from '#notebook/records.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

let notebooks: Notebook[] = [];
afterEach(async () => {
  for (const notebook of notebooks) await notebook.close();
  notebooks = [];
});

async function open(world = newWorld()): Promise<Notebook> {
  const { notebook } = await openTestNotebook(world);
  notebooks.push(notebook);
  return notebook;
}

async function saved<T>(answer: Promise<Saved<T>>): Promise<T> {
  const given = await answer;
  if (given.kind !== 'saved') throw new Error(JSON.stringify(given));
  await given.applied;
  return given.record;
}

const bare = { csl: { type: 'report', title: 'Outlook' }, reliability: 'B' } as const;
const text = 'The grid is full. Nobody says so.\nWho pays is open. Who pays is open.';

async function withoutText(notebook: Notebook): Promise<SourceId> {
  return (await saved(notebook.sources.create(bare))).id;
}

async function anchorOf(notebook: Notebook, { id }: Excerpt): Promise<Excerpt['anchor'] | undefined> {
  return (await notebook.excerpts.get(id))?.anchor;
}

describe('a text that is added to a source', () => {
  it('[T1] is read, counted, found, and there again from the journal alone; what else is known stays', async () => {
    const world = newWorld();
    const { notebook, vault } = await openTestNotebook(world);
    const id = await withoutText(notebook);
    expect(await notebook.sources.document(id)).toBeNull();
    const record = await saved(notebook.sources.save(id, { document: documentOfText(text) }));
    expect(record).toMatchObject({
      readable: true,
      words: 15,
      revision: 2,
      reliability: 'B',
      csl: { title: 'Outlook' },
      preview: text.replace('\n', ' '),
    });
    await notebook.librarian.idle();
    const hits: string[] = [];
    await notebook.librarian.ask(
      { text: 'grid', limit: 5, ranking: 'words' },
      new AbortController().signal,
      (findings) => void hits.push(...findings.hits.map((hit) => hit.id)),
    );
    expect(hits).toContain(id);
    await notebook.close();
    indexedDB.deleteDatabase(vault.identity().database);
    const again = await open(world);
    const document = await again.sources.document(id);
    expect(document && plainText(document)).toBe(text);
  });

  it('[T2] anchors the quotation that stands in it once; one that stands twice or differs needs review', async () => {
    const notebook = await open();
    const id = await withoutText(notebook);
    const [once, twice, alike] = await Promise.all(
      ['Nobody says so.', 'Who pays is open.', 'Nobody says so!'].map((quotation) =>
        saved(notebook.excerpts.type(id, quotation, { page: '4' })),
      ),
    );
    if (!once || !twice || !alike) throw new Error('not made');
    await saved(notebook.sources.save(id, { document: documentOfText(text) }));
    expect(await anchorOf(notebook, once)).toEqual({ kind: 'anchored', start: 18, end: 33 });
    expect(await notebook.excerpts.get(once.id)).toMatchObject({
      quotation: 'Nobody says so.',
      quotationSha256: once.quotationSha256,
      page: '4',
      selector: { exact: 'Nobody says so.', prefix: 'The grid is full. ' },
    });
    expect(await anchorOf(notebook, twice)).toEqual({ kind: 'needs review' });
    expect(await anchorOf(notebook, alike)).toEqual({ kind: 'needs review' });
    expect((await notebook.excerpts.get(alike.id))?.quotation).toBe('Nobody says so!');
  });

  it('[T3] finds an excerpt that is saved and not applied yet', async () => {
    const beforeApply = () => new Promise<void>((resolve) => void setTimeout(resolve, 20));
    const { notebook } = await openTestNotebook(newWorld(), { beforeApply });
    notebooks.push(notebook);
    const id = await withoutText(notebook);
    const excerpt = await notebook.excerpts.type(id, 'The grid is full.', {});
    await saved(notebook.sources.save(id, { document: documentOfText(text) }));
    if (excerpt.kind !== 'saved') throw new Error(excerpt.kind);
    expect((await anchorOf(notebook, excerpt.record))?.kind).toBe('anchored');
  });

  it('[T4] never carries the hash of bytes that it was not read from', async () => {
    const notebook = await open();
    const source = await saved(notebook.sources.create(bare));
    const capture = { method: 'file', at: '2026-01-01T00:00:00Z', sha256: 'a'.repeat(64) } as const;
    await notebook.parts.door.commit([put('source', { ...source, revision: 2, capture })]);
    const after = await saved(notebook.sources.save(source.id, { document: documentOfText(text) }));
    expect(after.capture).toMatchObject({ method: 'typed' });
    expect(after.capture).not.toHaveProperty('sha256');
    expect(after.capture.at > capture.at).toBe(true);
  });
});

describe('a text that takes the place of another', () => {
  it('[T5] is refused where the text before was captured, and nothing changes', async () => {
    const notebook = await open();
    const source = await saved(notebook.sources.create({ ...bare, document: documentOfText(text) }));
    const capture = { method: 'web', at: '2026-01-01T00:00:00Z' } as const;
    await notebook.parts.door.commit([put('source', { ...source, revision: 2, capture })]);
    expect(await notebook.sources.save(source.id, { document: documentOfText('Other') })).toMatchObject({
      kind: 'failed',
      why: 'invalid',
    });
    const document = await notebook.sources.document(source.id);
    expect(document && plainText(document)).toBe(text);
    expect(await notebook.sources.get(source.id)).toMatchObject({ revision: 2, capture });
  });

  it('[T6] lets no anchor stand over other words, wherever excerpts were and whatever is typed', async () => {
    const notebook = await open();
    const words = fc.constantFrom('ab', 'abc', 'b c', 'c', 'aa', '. ', '\n');
    const texts = fc.array(words, { minLength: 3, maxLength: 12 }).map((parts) => parts.join('x'));
    const given = fc.tuple(texts, texts, fc.nat(), fc.nat(), fc.boolean());
    await fc.assert(
      fc.asyncProperty(given, async ([first, second, one, other, isInTrash]) => {
        const { id } = await saved(notebook.sources.create({ ...bare, document: documentOfText(first) }));
        const [start = 0, end = 0] = [one % (first.length + 1), other % (first.length + 1)].toSorted(
          (a, b) => a - b,
        );
        fc.pre(start < end);
        const excerpt = await saved(notebook.excerpts.select(id, start, end, {}));
        if (isInTrash) await notebook.trash.remove([{ kind: 'excerpt', id: excerpt.id }]);
        await notebook.settled();
        await saved(notebook.sources.save(id, { document: documentOfText(second) }));
        const anchor = await anchorOf(notebook, excerpt);
        if (anchor?.kind === 'anchored')
          expect(second.slice(anchor.start, anchor.end)).toBe(excerpt.quotation);
        else {
          expect(anchor).toEqual({ kind: 'needs review' });
          // Words that stand there exactly once are found.
          const at = second.indexOf(excerpt.quotation);
          expect(at >= 0 && second.indexOf(excerpt.quotation, at + 1) < 0).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[T7] leaves a quotation typed in that was never said to stand in it', async () => {
    const notebook = await open();
    const { id } = await saved(notebook.sources.create({ ...bare, document: documentOfText(text) }));
    const printed = await saved(notebook.excerpts.type(id, 'Only in print.', {}));
    const later = await saved(notebook.excerpts.type(id, 'A new end.', {}));
    await saved(notebook.sources.save(id, { document: documentOfText('A new end.') }));
    expect(await anchorOf(notebook, printed)).toEqual({ kind: 'typed' });
    expect(await anchorOf(notebook, later)).toEqual({ kind: 'anchored', start: 0, end: 10 });
  });

  it('[T8] anchors again what needed review when the text before comes back', async () => {
    const notebook = await open();
    const { id } = await saved(notebook.sources.create({ ...bare, document: documentOfText(text) }));
    const at = text.lastIndexOf('Who pays');
    const excerpt = await saved(notebook.excerpts.select(id, at, at + 17, {}));
    await saved(notebook.sources.save(id, { document: documentOfText('Nothing of it.') }));
    expect(await anchorOf(notebook, excerpt)).toEqual({ kind: 'needs review' });
    await saved(notebook.sources.save(id, { document: documentOfText(text) }));
    expect(await anchorOf(notebook, excerpt)).toEqual({ kind: 'anchored', start: at, end: at + 17 });
  });
});
