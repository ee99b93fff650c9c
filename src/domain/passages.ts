// Cuts a text into passages: pieces of about 130 words that search ranks, shows and embeds.

/** A piece of a text as UTF-16 offsets, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface PassageOptions {
  /** A passage holds at most this many words (2 or more), unless a kept span alone is longer. */
  readonly maxWords?: number;
  /** Spans that no cut may fall into: quotations. They may touch or overlap each other. */
  readonly keep?: readonly Span[];
}

/** Sentences packed to at most 130 words: measured again in decision 0018. */
export const passageWords = 130;

/** Letters that stand for half a word each: Han, Kana, Hangul and the scripts written without spaces. */
const denseLetter =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** A run without spaces counts as one word for each beginning 16 units, so that a long address is not "one word". */
const unitsPerWord = 16;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

interface Piece extends Span {
  readonly weight: number;
  /** A paragraph starts with this piece. */
  readonly opens: boolean;
}

/**
 * The passages of a text, in order.
 * [P1] They cover the text: only white space lies before, between and after them, and none overlap.
 * [P2] A passage starts and ends with something visible and is never empty.
 * [P3] No passage has more than `maxWords` words, unless a kept span forces it.
 * [P4] No cut falls inside a kept span, a surrogate pair, or a sentence that fits a passage.
 * [P5] A passage of at least half the size ends early at a paragraph that would not fit whole.
 */
export function cutPassages(text: string, options: PassageOptions = {}): readonly Span[] {
  const maxWords = Math.max(2, options.maxWords ?? passageWords);
  const pieces = [...joined(piecesOf(text, maxWords), merged(options.keep ?? []))];
  const passages: Span[] = [];
  let start = -1;
  let end = 0;
  let weight = 0;
  const close = () => {
    if (start >= 0) passages.push({ start, end });
    start = -1;
    weight = 0;
  };
  pieces.forEach((piece, index) => {
    const full = weight + piece.weight > maxWords;
    const better =
      piece.opens && weight * 2 >= maxWords && weight + paragraphWeight(pieces, index) > maxWords;
    if (full || better) close();
    if (start < 0) start = piece.start;
    end = piece.end;
    weight += piece.weight;
  });
  close();
  return passages;
}

/**
 * The exact string that is embedded for a passage: the title, a line break, the passage. Without a title, or where
 * the passage already begins with it (a note whose first line is its title), the passage alone.
 */
export function embeddedText(title: string, passageText: string): string {
  const heading = title.trim();
  const body = passageText.trim();
  if (heading === '' || body.toLowerCase().startsWith(heading.toLowerCase())) return body;
  return body === '' ? heading : `${heading}\n${body}`;
}

/** How long a text is, in words; letters of dense scripts count half, runs without spaces by their length. */
export function wordsIn(text: string): number {
  let count = 0;
  for (const [run] of text.matchAll(/\S+/g)) {
    const dense = run.match(denseLetter)?.length ?? 0;
    count += dense / 2 + Math.ceil(Math.max(0, run.length - dense) / unitsPerWord);
  }
  return count;
}

/** Sentences without the white space around them; a sentence that fits no passage falls into words. */
function* piecesOf(text: string, maxWords: number): Generator<Piece> {
  let opens = true;
  for (const { segment, index } of sentences.segment(text)) {
    const sentence = trimmed(segment, index);
    if (sentence) {
      const weight = wordsIn(segment);
      if (weight <= maxWords) yield { ...sentence, weight, opens };
      else
        yield* wordPieces(
          text.slice(sentence.start, sentence.end),
          sentence.start,
          opens,
          2 * (maxWords - 1),
        );
      opens = false;
    }
    if (/[\n\r\u2028\u2029]$/.test(segment)) opens = true;
  }
}

/** The words of a long sentence, punctuation with the word before it; a run too long for any passage in parts. */
function* wordPieces(sentence: string, offset: number, opens: boolean, maxUnits: number): Generator<Piece> {
  let first = opens;
  let run = '';
  let runStart = offset;
  const flush = function* () {
    let from = 0;
    while (from < run.length) {
      let to = Math.min(run.length, from + maxUnits);
      if (to < run.length && splitsPair(run, to)) to -= 1;
      const part = run.slice(from, to);
      yield { start: runStart + from, end: runStart + to, weight: wordsIn(part), opens: first };
      first = false;
      from = to;
    }
  };
  for (const { segment, index, isWordLike } of words.segment(sentence)) {
    const space = segment.trim() === '';
    if (space || isWordLike === true) {
      yield* flush();
      run = '';
      runStart = offset + index;
      if (space) continue;
    } else if (run === '') runStart = offset + index;
    run += segment;
    if (run.length > maxUnits) {
      yield* flush();
      run = '';
    }
  }
  yield* flush();
}

/** Pieces with every boundary removed that lies inside a kept span. */
function* joined(pieces: Iterable<Piece>, keep: readonly Span[]): Generator<Piece> {
  let held: Piece | null = null;
  let at = 0;
  for (const piece of pieces) {
    if (held === null) {
      held = piece;
      continue;
    }
    while (at < keep.length && (keep[at]?.end ?? 0) <= held.end) at += 1;
    const span = keep[at];
    if (span && span.start < held.end && span.end > piece.start) {
      held = { ...held, end: piece.end, weight: held.weight + piece.weight };
    } else {
      yield held;
      held = piece;
    }
  }
  if (held) yield held;
}

/** The weight from a paragraph's first piece to its last. */
function paragraphWeight(pieces: readonly Piece[], first: number): number {
  let weight = pieces[first]?.weight ?? 0;
  for (let index = first + 1; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece || piece.opens) break;
    weight += piece.weight;
  }
  return weight;
}

/** Spans in order, overlapping ones as one; empty ones dropped. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start < last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else result.push(span);
  }
  return result;
}

function trimmed(segment: string, offset: number): Span | null {
  const start = segment.length - segment.trimStart().length;
  const end = segment.trimEnd().length;
  return end > start ? { start: offset + start, end: offset + end } : null;
}

function splitsPair(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');
}
