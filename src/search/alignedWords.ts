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
  const others = new Map<string, number>();
  const idOf = (spelling: string): number =>
    quotation.idBySpelling.get(spelling) ?? others.get(spelling) ?? -1;
  const metIds = Int32Array.from(met, ({ start, end }) => {
    const spelling = spellingOf(text.slice(start, end));
    const known = idOf(spelling);
    if (known !== -1) return known;
    others.set(spelling, spellings.length);
    return spellings.push(spelling) - 1;
  });
  const words = quotation.words.slice(run.start, run.end);
  const quotedIds = Int32Array.from(words, ({ id }) => id);
  const joinsOf = (of: string, spans: readonly Span[], ids: Int32Array): Pick<Line, 'joins' | 'parted'> => ({
    joins: Int32Array.from(spans, (_, at) =>
      at + 1 < spans.length
        ? idOf((spellings[ids[at] ?? -1] ?? '') + (spellings[ids[at + 1] ?? -1] ?? ''))
        : -1,
    ),
    parted: spans.map(({ end }, at) => {
      const next = spans[at + 1];
      return next !== undefined && isLineBreakHyphen(of.slice(end, next.start));
    }),
  });
  return {
    quoted: {
      ids: quotedIds,
      spellings,
      isEditorial: words.map(({ isEditorial }) => isEditorial),
      ...joinsOf(quotation.text, words, quotedIds),
    },
    met: { ids: metIds, spellings, ...joinsOf(text, met, metIds) },
  };
}
