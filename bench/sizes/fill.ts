// Fills the derived database of a running program with passages, from within its window and through the program's own
// modules: committing so many records would take hours, and what a start reads is only this.
import { labelOf, miniLM } from '#embedding/model.ts';
import { createSearch } from '#search/search.ts';
import { modelKnows } from '#search/script.ts';
import { packVector } from '#search/vectorCode.ts';
import { openDerived } from '#store/derived.ts';
import { memoryFolder } from '#store/privateFolder.ts';
import type { DerivedDocument } from '#store/store.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { GivenDocument } from './corpus.ts';
import { unpackGiven } from './given.ts';

/** As the librarian names it. */
const cutting = 'passages-1';
const documentsAtOnce = 500;
const hashDigits = 64;

export interface Filler {
  readonly takeDocuments: (documents: readonly GivenDocument[]) => void;
  /** Packed vectors in base64. */
  readonly takeVectors: (packed: string) => void;
  /** Adds documents until there are so many passages; how many documents there are. */
  readonly fill: (database: string, passages: number) => Promise<number>;
}

const documents: GivenDocument[] = [];
const vectors: Uint8Array[] = [];

async function fill(database: string, size: number): Promise<number> {
  const packed = new Uint8Array(await new Blob(vectors as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  const { corpus } = unpackGiven({ documents, questions: { whole: [], three: [], prefix: [] } }, packed);
  const derived = await openDerived({
    name: `${database}-${cutting}`,
    label: JSON.stringify(labelOf(miniLM)),
    folder: memoryFolder(), // no vector is put there: those are the librarian's
  });
  const { librarian } = (globalThis as unknown as { readonly commonplace: Notebook }).commonplace;
  const search = createSearch();
  const end = corpus.documentsFor(size, 'passages');
  // A passage without its vector would be taken for one that was lost, and its document for one to be cut again.
  const spare = corpus.vectorOf(
    documents.findIndex(({ passages }) => passages[0]?.vector === 0),
    0,
  );
  for (let from = 0; from < end; from += documentsAtOnce) {
    const texts: DerivedDocument[] = [];
    const made: { readonly hash: string; readonly packed: Uint8Array }[] = [];
    for (let at = from; at < Math.min(end, from + documentsAtOnce); at += 1) {
      const { key, title, text, passages } = corpus.document(at);
      const cut = passages.map((each) => ({ ...each, hash: each.hash.padEnd(hashDigits, '0') }));
      texts.push({ key, title, text });
      search.add({ key, kind: 'source', title, text, passages: cut, stamp: 1 });
      cut.forEach(({ hash, start, end: last }, passage) => {
        const vector = corpus.vectorOf(at, passage) ?? (modelKnows(text.slice(start, last)) ? spare : null);
        if (vector) made.push({ hash, packed: packVector(vector) });
      });
    }
    await derived.putDocuments(texts);
    await librarian.lend(made);
  }
  await derived.putIndexParts(search.takeChanges());
  derived.close();
  return end;
}

const filler: Filler = {
  takeDocuments: (given) => void documents.push(...given),
  takeVectors: (packed) => void vectors.push(Uint8Array.from(atob(packed), (char) => char.charCodeAt(0))),
  fill,
};

Object.assign(globalThis, { filler });
