// A quotation found in a whole notebook, through the librarian.
import { describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { QuotationAnswer, QuotationPlace } from '#notebook/quotations.ts';
import { findQuotation } from '#notebook/quotations.ts';
import { createSearch } from '#search/search.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

const sourceText =
  'The grid was built for factories. Households finance the reserve that large customers may or may not use. ' +
  'Nobody asked them.';
const quotation = 'Households finance the reserve that large customers may or may not use';

async function filled(): Promise<Notebook> {
  const { notebook } = await openTestNotebook(newWorld());
  const source = await notebook.sources.create({
    csl: { type: 'report', title: 'Annual outlook' },
    document: documentOfText(sourceText),
  });
  if (source.kind !== 'saved') throw new Error(source.kind);
  await notebook.excerpts.type(source.record.id, quotation, { comment: 'Who pays?' });
  await notebook.notes.create({
    title: 'Draft',
    document: documentOfText(`He wrote: “${quotation.replace('reserve', 'surplus')}”. Did he?`),
  });
  await notebook.notes.create({
    title: 'Other',
    document: documentOfText('Nothing of the kind is said here.'),
  });
  await notebook.librarian.idle();
  return notebook;
}

async function answersOf(notebook: Notebook, text: string): Promise<readonly QuotationAnswer[]> {
  const answers: QuotationAnswer[] = [];
  await notebook.librarian.findQuotation(
    { text, limit: 10 },
    new AbortController().signal,
    (answer) => void answers.push(answer),
  );
  return answers;
}

async function placesOf(notebook: Notebook, text: string): Promise<readonly QuotationPlace[]> {
  const last = (await answersOf(notebook, text)).at(-1);
  if (last?.kind !== 'places') throw new Error(last?.kind ?? 'no answer');
  return last.places;
}

describe('a quotation in the notebook', () => {
  it('[Q3] is found in its excerpt, its source and the notes that hold it, the nearest first', async () => {
    const notebook = await filled();
    const places = await placesOf(notebook, quotation);
    expect(places.map(({ kind, likeness }) => [kind, likeness])).toEqual([
      ['excerpt', 'exact'],
      ['source', 'exact'],
      ['note', 'differs'],
    ]);
    expect(places[1]).toMatchObject({
      title: 'Annual outlook',
      text: quotation,
      before: 'The grid was built for factories. ',
      after: '. Nobody asked them.',
      start: sourceText.indexOf(quotation),
    });
    expect(places[2]?.counts).toMatchObject({ changed: 1, missing: 0, added: 0 });
    await notebook.close();
  });

  it('[Q4] that differs by one word is exact nowhere', async () => {
    const notebook = await filled();
    for (const word of quotation.split(' ')) {
      const places = await placesOf(notebook, quotation.replace(new RegExp(`\\b${word}\\b`), `${word}ly`));
      expect(places.length).toBeGreaterThan(0);
      expect(places.map(({ likeness }) => likeness)).not.toContain('exact');
      expect(places.map(({ likeness }) => likeness)).not.toContain('same words');
    }
    await notebook.close();
  });

  it('[Q5] is an answer as a value when it is too short, too long or nowhere', async () => {
    const notebook = await filled();
    expect(await answersOf(notebook, 'two words')).toEqual([{ kind: 'too short', fewest: 3 }]);
    expect(await answersOf(notebook, 'so '.repeat(3_000))).toEqual([{ kind: 'too long', most: 2_000 }]);
    expect(await answersOf(notebook, 'the walrus and the carpenter were walking close at hand')).toEqual([
      { kind: 'places', places: [], looked: 4 },
    ]);
    await notebook.close();
  });

  it('[Q1] is found where the index by words does not lead, and only then said to be nowhere', async () => {
    const answers: [QuotationAnswer, boolean][] = [];
    await findQuotation(
      {
        search: createSearch(),
        derived: { documents: onlyDocument, getDocuments: () => Promise.resolve([]) },
        nowMs: () => 0,
      },
      { text: quotation, limit: 5 },
      new AbortController().signal,
      (answer, last) => answers.push([answer, last]),
    );
    expect(answers).toMatchObject([
      [{ kind: 'places', looked: 1, places: [{ likeness: 'exact', id: 'x' }] }, true],
    ]);
  });

  it('[Q2] is not answered any more when it was withdrawn', async () => {
    const notebook = await filled();
    const control = new AbortController();
    const asked = notebook.librarian.findQuotation({ text: quotation, limit: 5 }, control.signal, () => {
      throw new Error('answered');
    });
    control.abort();
    await expect(asked).rejects.toThrow('withdrawn');
    const answers: QuotationAnswer[] = [];
    await findQuotation(
      {
        search: createSearch(),
        derived: { documents: onlyDocument, getDocuments: () => Promise.resolve([]) },
        nowMs: () => 0,
      },
      { text: quotation, limit: 5 },
      AbortSignal.abort(),
      (answer) => void answers.push(answer),
    );
    expect(answers).toEqual([]);
    await notebook.close();
  });
});

async function* onlyDocument() {
  yield await Promise.resolve([
    {
      key: 'note:x',
      title: '',
      text: sourceText,
    },
  ]);
}
