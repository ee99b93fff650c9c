// Sentences of a text, for choosing words to quote without a pointer.
import type { Span } from '#domain/passages.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** The sentences between two offsets, without the white space around them. A line break ends one. */
export function sentencesIn(text: string, { start, end }: Span): readonly Span[] {
  const found: Span[] = [];
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    for (const { segment, index } of segmenter.segment(line)) {
      const words = segment.trim();
      if (words === '') continue;
      const from = at + index + segment.length - segment.trimStart().length;
      found.push({ start: from, end: from + words.length });
    }
    at += line.length + 1;
  }
  return found;
}

/** The sentence to go to from what is selected; with `extend`, what is selected and that sentence. */
export function sentenceAfter(
  text: string,
  selected: Span,
  step: 'next' | 'previous',
  extend: boolean,
): Span | null {
  const reachChars = 20_000;
  if (step === 'next') {
    const area = { start: lineStart(text, selected.end), end: selected.end + reachChars };
    const next = sentencesIn(text, area).find(({ start }) => start >= selected.end);
    if (!next) return null;
    return extend ? { start: Math.min(selected.start, next.start), end: next.end } : next;
  }
  const area = { start: lineStart(text, Math.max(0, selected.start - reachChars)), end: selected.start };
  const previous = sentencesIn(text, area).at(-1);
  if (!previous) return null;
  return extend ? { start: previous.start, end: selected.end } : previous;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
