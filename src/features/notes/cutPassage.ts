// The part of a passage that a card has room for: around the sentence that is nearest, else around the first mark.
import type { Span } from '#domain/passages.ts';
import type { Mark } from '#ui/highlight.ts';

export interface CutPassage {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** At most `maxChars` characters of the passage, cut between words, with its marks moved along. */
export function cutPassage(
  passage: string,
  words: readonly Span[],
  sentence: Span | null,
  maxChars: number,
): CutPassage {
  const focus = sentence ?? words[0] ?? { start: 0, end: 0 };
  const start = passage.length <= maxChars ? 0 : wordStart(passage, roomAround(passage, focus, maxChars));
  const whole = passage.slice(start, start + maxChars);
  const isCut = start + maxChars < passage.length;
  const end = start + (isCut ? Math.max(whole.lastIndexOf(' '), Math.floor(maxChars / 2)) : whole.length);
  const before = start > 0 ? '… ' : '';
  const text = `${before}${passage.slice(start, end)}${end < passage.length ? ' …' : ''}`.toWellFormed();
  const moved = (span: Span, kind: Mark['kind']): Mark => ({
    start: Math.max(span.start, start) - start + before.length,
    end: Math.min(span.end, end) - start + before.length,
    kind,
  });
  const marks = [
    ...(sentence ? [moved(sentence, 'near')] : []),
    ...words.map((span) => moved(span, 'word')),
  ].filter((mark) => mark.start < mark.end);
  return { text, marks };
}

/** Where to begin so that the focus is seen, with a little of what stands before it. */
function roomAround(passage: string, { start, end }: Span, maxChars: number): number {
  const spare = Math.max(0, maxChars - (end - start));
  return Math.max(0, Math.min(start - Math.floor(spare / 3), passage.length - maxChars));
}

function wordStart(passage: string, near: number): number {
  if (near === 0) return 0;
  const space = passage.indexOf(' ', near);
  return space < 0 || space - near > 30 ? near : space + 1;
}
