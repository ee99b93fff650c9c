// The part of a hit's passage that is shown: from the sentence nearest to the question on, with its marks.
import type { Span } from '#domain/passages.ts';

export interface ShownPassage {
  readonly text: string;
  readonly marks: readonly Span[];
}

const leadMark = '… ';

/** Marks count in the text that is given back. */
export function shownPassage(passage: string, sentence: Span | null, marks: readonly Span[]): ShownPassage {
  const from = sentence?.start ?? 0;
  if (from <= 0) return { text: passage, marks };
  const by = leadMark.length - from;
  return {
    text: leadMark + passage.slice(from),
    marks: marks
      .filter(({ start }) => start >= from)
      .map(({ start, end }) => ({ start: start + by, end: end + by })),
  };
}
