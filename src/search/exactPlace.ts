// Where a quotation stands in a text as it is, character for character.
import type { Span } from '#domain/passages.ts';
import type { Quotation } from './quotation.ts';
import { cutAfter, cutBefore } from './quotationEdges.ts';

/** Characters around the word that is looked for first. */
const needleChars = 32;
/** Characters compared before it is given up: a text and a quotation of the same few words could take for ever. */
const mostCompared = 100_000_000;

/**
 * The first place; null when there is none where neither end cuts something in two. The quotation's rarest word, with
 * what stands around it, is looked for, and only where that stands the rest is compared.
 */
export function exactPlace(quotation: Quotation, text: string): Span | null {
  const { text: quoted } = quotation;
  const offset = Math.max(0, rarest(quotation).start - needleChars / 2);
  const needle = quoted.slice(offset, offset + needleChars);
  let compared = 0;
  for (
    let found = text.indexOf(needle, offset);
    found !== -1 && compared < mostCompared;
    found = text.indexOf(needle, found + 1)
  ) {
    const start = found - offset;
    const end = start + quoted.length;
    compared += quoted.length;
    if (text.startsWith(quoted, start) && !cutBefore(text, start) && !cutAfter(text, end))
      return { start, end };
  }
  return null;
}

/** Of the words that the quotation has least often, the longest. */
function rarest({ words, spellings }: Quotation): Span {
  const times = new Uint32Array(spellings.length);
  for (const { id } of words) times[id] = (times[id] ?? 0) + 1;
  const rate = ({ id, start, end }: Quotation['words'][number]): number =>
    (end - start) / (times[id] ?? 1) ** 2;
  return words.reduce((best, word) => (rate(word) > rate(best) ? word : best));
}
