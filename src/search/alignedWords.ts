// The words of a quotation, and of a part of a text, as lines that can be set beside each other.
import type { Span } from '#domain/passages.ts';
import type { Line, QuotedLine } from './alignment.ts';
import type { Quotation, Run } from './quotation.ts';
import { isLineBreakHyphen, spellingOf } from './quotedWords.ts';

export interface Lines {
  readonly quoted: QuotedLine;
  readonly met: Line;
}

/** Numbers the spellings of both sides alike: the quotation's keep theirs, new ones follow. */
export function linesOf(quotation: Quotation, run: Run, text: string, met: readonly Span[]): Lines {
  const spellings = [...quotation.spellings];
  const ids = new Map(spellings.map((spelling, id) => [spelling, id]));
  const metIds = met.map(({ start, end }) => {
    const spelling = spellingOf(text.slice(start, end));
    const id = ids.get(spelling) ?? spellings.length;
    if (id === spellings.length) {
      ids.set(spelling, id);
      spellings.push(spelling);
    }
    return id;
  });
  const words = quotation.words.slice(run.start, run.end);
  const quotedIds = words.map(({ id }) => id);
  return {
    quoted: {
      ids: quotedIds,
      spellings,
      isEditorial: words.map(({ isEditorial }) => isEditorial),
      ...joinsOf(quotation.text, words, quotedIds, spellings, ids),
    },
    met: { ids: metIds, spellings, ...joinsOf(text, met, metIds, spellings, ids) },
  };
}

function joinsOf(
  text: string,
  words: readonly Span[],
  wordIds: readonly number[],
  spellings: readonly string[],
  ids: ReadonlyMap<string, number>,
): Pick<Line, 'joins' | 'parted'> {
  const spellingAt = (at: number): string => spellings[wordIds[at] ?? -1] ?? '';
  return {
    joins: words.map((_, at) =>
      at + 1 < words.length ? (ids.get(spellingAt(at) + spellingAt(at + 1)) ?? -1) : -1,
    ),
    parted: words.map(({ end }, at) => {
      const next = words[at + 1];
      return next !== undefined && isLineBreakHyphen(text.slice(end, next.start));
    }),
  };
}
