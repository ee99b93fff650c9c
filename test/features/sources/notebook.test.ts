// Sources against a whole notebook: what is quoted is what was selected.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '#domain/document.ts';
import { documentOfText } from '#domain/document.ts';
import type { SourceId } from '#domain/id.ts';
import { plainText } from '#domain/plainText.ts';
import { createDesk } from '#features/sources/desk.ts';
import { newExcerptDraft } from '#features/sources/excerptDraft.ts';
import { quoteSelected } from '#features/sources/quote.ts';
import { emptyDraft } from '#features/sources/sourceDraft.ts';
import { findPlaces, mostFound } from '#features/sources/useFindInText.ts';
import { freshBody } from '#notebook/bodies.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { put } from '#notebook/records.ts';
import { arbitraryDocument } from '../../domain/arbitraryDocument.ts';
import { newWorld, openTestNotebook } from '../../notebook/openTestNotebook.ts';

async function sourceOf(notebook: Notebook, document: Document): Promise<SourceId> {
  const saved = await notebook.sources.create({ csl: { type: 'report', title: 'T' }, document });
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  return saved.record.id;
}

describe('quoting', () => {
  it('[Q1] keeps exactly the words between two offsets, wherever they lie in whatever document', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const given = fc.tuple(arbitraryDocument, fc.nat(), fc.nat());
    await fc.assert(
      fc.asyncProperty(given, async ([document, one, other]) => {
        const text = plainText(document);
        const [start = 0, end = 0] = [one % (text.length + 1), other % (text.length + 1)].toSorted(
          (a, b) => a - b,
        );
        const quotation = text.slice(start, end);
        fc.pre(quotation.trim() === quotation && quotation !== '' && quotation.isWellFormed());
        const source = await sourceOf(notebook, document);
        const saved = await quoteSelected(
          notebook,
          source,
          { span: { start, end }, quotation },
          newExcerptDraft(quotation),
        );
        if (saved.kind !== 'saved') throw new Error(saved.kind);
        expect(saved.record.quotation).toBe(quotation);
        expect(saved.record.anchor).toEqual({ kind: 'anchored', start, end });
      }),
      { numRuns: 40 },
    );
    await notebook.close();
  });

  it('[Q2] refuses when other words have come to stand there since', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const id = await sourceOf(notebook, documentOfText('The cost is borne by all.'));
    const source = await notebook.sources.get(id);
    if (!source) throw new Error('no source');
    const selected = { span: { start: 4, end: 8 }, quotation: 'cost' };
    const { operations } = freshBody(id, 2, documentOfText('The gain is shared by all.'));
    await notebook.parts.door.commit([...operations, put('source', { ...source, revision: 2 })]);
    expect(await quoteSelected(notebook, id, selected, newExcerptDraft('cost'))).toEqual({ kind: 'moved' });
    expect(await notebook.excerpts.list()).toEqual([]);
    await notebook.close();
  });
});

describe('the desk', () => {
  it('[Q4] keeps a form that was closed before it was saved, until it is saved or given up', () => {
    const desk = createDesk();
    desk.open({ kind: 'new source' });
    desk.newSource.keep({ ...emptyDraft, title: 'half' });
    desk.close();
    expect(desk.state().opened).toEqual({ kind: 'nothing' });
    expect(desk.newSource.take()?.title).toBe('half');
    desk.newSource.clear();
    expect(desk.newSource.take()).toBeUndefined();
  });

  it('[Q5] tells who watches, and the same excerpt can be pointed at twice', () => {
    const desk = createDesk();
    const seen: unknown[] = [];
    const unwatch = desk.watch(() => seen.push(desk.state().shown?.turn));
    const id = '0190f3a0-0000-7000-8000-000000000001' as Parameters<typeof desk.show>[0];
    desk.show(id, 'panel');
    desk.show(id, 'panel');
    expect(new Set(seen).size).toBe(2);
    unwatch();
    desk.showNothing();
    expect(seen).toHaveLength(2);
  });
});

describe('finding in a text', () => {
  it('[Q6] finds every place of plain words in order, signs included, and stops at the most it shows', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '.', '(', '-', '\n', 'é') }),
        fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'B', '.', '(', '-', 'é') }),
        (text, words) => {
          const expected = [];
          for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length))
            expected.push({ start: at, end: at + words.length });
          expect(findPlaces(text, words, true)).toEqual(expected);
        },
      ),
    );
    expect(findPlaces('Cost, cost', 'COST', false)).toHaveLength(2);
    expect(findPlaces('Cost, cost', 'cost', true)).toHaveLength(1);
    expect(findPlaces('a'.repeat(5000), 'a', false)).toHaveLength(mostFound);
  });
});
