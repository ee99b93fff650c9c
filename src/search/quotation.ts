// A quotation as it is looked for: its words by number, the places where it leaves something out, and what in it is
// the quoter's own.
import type { Span } from '#domain/passages.ts';
import { quotedWords, spellingOf, visitQuotedWords } from './quotedWords.ts';

export interface QuotedWord extends Span {
  /** The same for words with the same spelling: an index into `spellings`. */
  readonly id: number;
  /** Stands in square brackets: the quoter's word, not the source's. */
  readonly isEditorial: boolean;
}

/** Words that follow one another in the source, as indexes into the quotation's words, the end not included. */
export type Run = Span;

export interface Quotation {
  readonly text: string;
  readonly words: readonly QuotedWord[];
  readonly spellings: readonly string[];
  readonly idBySpelling: ReadonlyMap<string, number>;
  /** By hash, as visitQuotedWords gives it. */
  readonly idByHash: ReadonlyMap<number, number>;
  /** Between two runs the quotation says, by an ellipsis, that it leaves something out. */
  readonly runs: readonly Run[];
}

export type ReadQuotation =
  | { readonly kind: 'quotation'; readonly quotation: Quotation }
  | { readonly kind: 'too short'; readonly fewest: number }
  | { readonly kind: 'too long'; readonly most: number };

/** With fewer words, chance would find it. */
const fewestWords = 3;
const mostWords = 2_000;

const ellipsis = /[[(]?\s*(?:\u2026|\.{3,}|\.(?:\s\.){2,})\s*[\])]?/g;
const bracketed = /\[[^[\]]*\]/g;

export function readQuotation(text: string): ReadQuotation {
  const spans = quotedWords(text);
  if (spans.length < fewestWords) return { kind: 'too short', fewest: fewestWords };
  if (spans.length > mostWords) return { kind: 'too long', most: mostWords };
  const idBySpelling = new Map<string, number>();
  const ids = spans.map(({ start, end }) => {
    const spelling = spellingOf(text.slice(start, end));
    const id = idBySpelling.get(spelling) ?? idBySpelling.size;
    idBySpelling.set(spelling, id);
    return id;
  });
  const idByHash = new Map<number, number>();
  let seen = 0;
  visitQuotedWords(text, (_, __, hash) => {
    idByHash.set(hash, ids[seen] ?? 0);
    seen += 1;
  });
  const editorial = [...text.matchAll(bracketed)];
  const words = spans.map((span, index) => ({
    ...span,
    id: ids[index] ?? 0,
    isEditorial: editorial.some((found) => isInside(span, found)),
  }));
  const spellings = [...idBySpelling.keys()];
  const quotation = { text, words, spellings, idBySpelling, idByHash, runs: runsOf(text, spans) };
  return { kind: 'quotation', quotation };
}

function isInside({ start, end }: Span, found: RegExpExecArray): boolean {
  return start > found.index && end < found.index + found[0].length;
}

function runsOf(text: string, words: readonly Span[]): readonly Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (const { index } of text.matchAll(ellipsis)) {
    const next = words.findIndex((word) => word.start >= index);
    const end = next === -1 ? words.length : next;
    if (end > start) runs.push({ start, end });
    start = end;
  }
  if (start < words.length) runs.push({ start, end: words.length });
  return runs;
}
