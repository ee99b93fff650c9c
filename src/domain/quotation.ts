// Finding a quotation again in a text. An excerpt is anchored where its exact words stand, or it needs review; it is
// never moved to words that are merely alike.
import type { Anchor, TextQuoteSelector } from './excerpt.ts';

/** Characters of context kept on either side (W3C Web Annotation leaves the length open). */
const contextChars = 32;

/** Describes the words between two offsets so that they can be found again. */
export function selectQuotation(text: string, start: number, end: number): TextQuoteSelector {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - contextChars), start).toWellFormed(),
    suffix: text.slice(end, end + contextChars).toWellFormed(),
  };
}

/**
 * Finds the quotation. Words that occur once are found there. Of several places, the one place whose context is the
 * same on both sides is taken; when none or more than one is, a person must look.
 */
export function findQuotation(text: string, selector: TextQuoteSelector): Anchor {
  const { exact } = selector;
  if (exact === '') return { kind: 'needs review' };
  const places: number[] = [];
  for (let at = text.indexOf(exact); at !== -1 && places.length < 10_000; at = text.indexOf(exact, at + 1))
    places.push(at);
  const fitting =
    places.length === 1
      ? places
      : places.filter((at) => {
          const here = selectQuotation(text, at, at + exact.length);
          return here.prefix === selector.prefix && here.suffix === selector.suffix;
        });
  const [start] = fitting;
  return start !== undefined && fitting.length === 1
    ? { kind: 'anchored', start, end: start + exact.length }
    : { kind: 'needs review' };
}
