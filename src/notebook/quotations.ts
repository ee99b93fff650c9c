// Looks for a quotation in every text of the notebook: where its words stand first, then in all the rest.
import type { Span } from '#domain/passages.ts';
import type { Difference, DifferenceCounts } from '#search/differences.ts';
import { readQuotation, type Quotation } from '#search/quotation.ts';
import { findIn, type Likeness, type QuotationMatch } from '#search/quotationFinder.ts';
import type { Search } from '#search/search.ts';
import type { DerivedStore, SearchableKind } from '#store/store.ts';
import { nameIn } from './searchable.ts';

export interface QuotationRequest {
  readonly text: string;
  readonly limit: number;
}

export interface QuotationPlace extends Span {
  readonly kind: SearchableKind;
  readonly id: string;
  readonly title: string;
  /** The text from start to end, offsets in the record's searchable text, and a little of what stands around it. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
  readonly likeness: Likeness;
  readonly counts: DifferenceCounts;
  /** Pieces of the quotation beside pieces of the searchable text. */
  readonly differences: readonly Difference[];
}

export type QuotationAnswer =
  | { readonly kind: 'too short'; readonly fewest: number }
  | { readonly kind: 'too long'; readonly most: number }
  /** The nearest first; `looked` says in how many records. */
  | { readonly kind: 'places'; readonly places: readonly QuotationPlace[]; readonly looked: number };

export interface QuotationParts {
  readonly search: Search;
  readonly derived: Pick<DerivedStore, 'documents' | 'getDocuments'>;
  readonly nowMs: () => number;
}

/** Records whose words answer for the quotation best: nearly always it is in one of them. */
const candidates = 40;
/** Texts can be long. */
const candidatesAtOnce = 10;
/** After so much work questions have their turn. */
const turnMs = 30;
const aroundChars = 90;

/**
 * Answers twice: from the likely records at once, then from all. [Q1] Nothing is said not to be there before every
 * text was looked through. [Q2] Withdrawn, it stops within a text and says nothing more.
 */
export async function findQuotation(
  { search, derived, nowMs }: QuotationParts,
  { text, limit }: QuotationRequest,
  signal: AbortSignal,
  answer: (answer: QuotationAnswer, last: boolean) => void,
): Promise<void> {
  const read = readQuotation(text);
  if (read.kind !== 'quotation') {
    answer(read, true);
    return;
  }
  const { quotation } = read;
  const places: QuotationPlace[] = [];
  const looked = new Set<string>();
  let turnEndsMs = nowMs() + turnMs;
  const look = async (key: string, title: string, within: string): Promise<void> => {
    looked.add(key);
    const place = placeIn(quotation, key, title, within);
    if (place !== null) places.push(place);
    if (nowMs() < turnEndsMs) return;
    await turn();
    turnEndsMs = nowMs() + turnMs;
  };
  const soFar = (): QuotationAnswer => ({
    kind: 'places',
    places: places.toSorted(byNearness).slice(0, limit),
    looked: looked.size,
  });

  const asked = { question: quotation.spellings.join(' '), queryVector: null, ranking: 'words' } as const;
  const likely = search.ask({ ...asked, limit: candidates }).map(({ key }) => key);
  for (let at = 0; at < likely.length; at += candidatesAtOnce) {
    for (const document of await derived.getDocuments(likely.slice(at, at + candidatesAtOnce))) {
      if (signal.aborted) return;
      if (document) await look(document.key, document.title, document.text);
    }
  }
  if (places.length > 0 && !signal.aborted) answer(soFar(), false);
  for await (const batch of derived.documents()) {
    for (const { key, title, text: within } of batch) {
      if (signal.aborted) return;
      if (!looked.has(key)) await look(key, title, within);
    }
  }
  if (!signal.aborted) answer(soFar(), true);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function placeIn(quotation: Quotation, key: string, title: string, text: string): QuotationPlace | null {
  const name = nameIn(key);
  const match = name && findIn(quotation, text);
  if (name === null || match === null) return null;
  const { start, end } = match;
  return {
    ...name,
    title,
    ...match,
    text: text.slice(start, end),
    before: text.slice(wordStart(text, start), start),
    after: text.slice(end, wordEnd(text, end)),
  };
}

/** Around a place, to the border of a word where there is one, and not beyond the paragraph. */
function wordStart(text: string, start: number): number {
  const from = Math.max(0, start - aroundChars, text.lastIndexOf('\n', start - 1) + 1);
  const space = text.slice(from, start).search(/\s/);
  return from === 0 || text.charAt(from - 1) === '\n' || space === -1 ? from : from + space + 1;
}

function wordEnd(text: string, end: number): number {
  const line = text.indexOf('\n', end);
  const to = Math.min(text.length, end + aroundChars, line === -1 ? text.length : line);
  const space = text.slice(end, to).search(/\s\S*$/);
  return to === text.length || text.charAt(to) === '\n' || space === -1 ? to : end + space;
}

const likenesses: readonly Likeness[] = ['exact', 'same words', 'differs'];
/** Of equally near places the excerpt comes first, being what one would cite, then its source. */
const kinds: readonly SearchableKind[] = ['excerpt', 'source', 'note', 'judgement', 'scorecard'];

function byNearness(one: QuotationPlace, other: QuotationPlace): number {
  return (
    likenesses.indexOf(one.likeness) - likenesses.indexOf(other.likeness) ||
    wordsApart(one) - wordsApart(other) ||
    one.counts.marks - other.counts.marks ||
    kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
    (one.id < other.id ? -1 : 1)
  );
}

function wordsApart({ counts: { changed, missing, added } }: Pick<QuotationMatch, 'counts'>): number {
  return changed + missing + added;
}
