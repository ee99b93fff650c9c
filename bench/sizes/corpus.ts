// The texts and vectors that every engine gets: real ones, and beyond them as many made of them as a size wants. What is
// made depends on its number alone, so that every thread makes the same, and nobody has to keep it.
import { randomNumbers } from '../wordStream.ts';

export interface GivenPassage {
  readonly start: number;
  readonly end: number;
  /** Which of the given vectors is its own; null where the model knows not its language. */
  readonly vector: number | null;
}

export interface GivenDocument {
  readonly title: string;
  readonly text: string;
  readonly passages: readonly GivenPassage[];
}

export interface CorpusPassage {
  readonly start: number;
  readonly end: number;
  /** Stands for the SHA-256 of its text: 16 digits in hex. */
  readonly hash: string;
  readonly vector: number | null;
}

export interface CorpusDocument {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly passages: readonly CorpusPassage[];
}

export interface Corpus {
  /** How many documents it takes for so many passages, or for so many that have a vector. */
  readonly documentsFor: (count: number, of: 'passages' | 'vectors') => number;
  readonly document: (at: number) => CorpusDocument;
  /** How many passages a document has. */
  readonly passagesOf: (at: number) => number;
  /** Of length 1, for a passage of a document with so high a number: the given one, or one near to it. */
  readonly vectorOf: (at: number, passage: number) => Float32Array | null;
}

/** So many of a copy's words are exchanged. */
const exchanged = 0.25;
/** The length of what is added to a copy's vector, before it gets length 1 again. */
const noise = 0.5;
/** Words to draw from: as often in here as in the texts. */
const mostDrawn = 300_000;

const word = /[\p{L}\p{N}]+/gu;

export function makeCorpus(given: readonly GivenDocument[], vectors: readonly Float32Array[]): Corpus {
  const drawn = wordsOf(given);

  const copyOf = ({ title, text, passages }: GivenDocument, at: number): CorpusDocument => {
    const random = randomNumbers(at);
    const altered = (part: string): string =>
      part.replace(word, (before) =>
        random() < exchanged ? (drawn[Math.floor(random() * drawn.length)] ?? before) : before,
      );
    let written = '';
    let read = 0;
    const moved = passages.map(({ start, end, vector }, passage) => {
      written += text.slice(read, start);
      const from = written.length;
      written += altered(text.slice(start, end));
      read = end;
      return { start: from, end: written.length, hash: hashOf(at, passage), vector };
    });
    return { key: keyOf(at), title: altered(title), text: written + text.slice(read), passages: moved };
  };

  const originalOf = (at: number): GivenDocument => {
    const original = given[at % given.length];
    if (!original) throw new RangeError('there is no text to begin with');
    return original;
  };

  return {
    documentsFor: (wanted, of) => {
      const countIn = ({ passages }: GivenDocument): number =>
        of === 'passages' ? passages.length : passages.filter(({ vector }) => vector !== null).length;
      const inAll = given.reduce((sum, each) => sum + countIn(each), 0);
      if (inAll === 0) return 0;
      const rounds = Math.floor(wanted / inAll);
      let count = rounds * given.length;
      for (let have = rounds * inAll; have < wanted; count += 1) have += countIn(originalOf(count));
      return count;
    },
    document: (at) => {
      const original = originalOf(at);
      if (at >= given.length) return copyOf(original, at);
      return {
        ...original,
        key: keyOf(at),
        passages: original.passages.map((each, passage) => ({ ...each, hash: hashOf(at, passage) })),
      };
    },
    passagesOf: (at) => originalOf(at).passages.length,
    vectorOf: (at, passage) => {
      const number = originalOf(at).passages[passage]?.vector ?? null;
      const vector = number === null ? undefined : vectors[number];
      if (vector === undefined) return null;
      return at < given.length ? vector : near(vector, at * 1_009 + passage);
    },
  };
}

function wordsOf(given: readonly GivenDocument[]): readonly string[] {
  const drawn: string[] = [];
  // Evenly over all texts, so that no collection speaks for the others.
  const step = Math.max(1, Math.ceil(given.reduce((sum, { text }) => sum + text.length / 6, 0) / mostDrawn));
  let seen = 0;
  for (const { text } of given)
    for (const [found] of text.matchAll(word)) if ((seen += 1) % step === 0) drawn.push(found);
  return drawn;
}

function keyOf(at: number): string {
  return `source:${at}`;
}

/** Spread evenly, as a hash is. */
function hashOf(at: number, passage: number): string {
  const random = randomNumbers(at * 1_009 + passage);
  const part = (): string =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return part() + part();
}

/** In a direction of its own, at a cosine of about .9. */
function near(vector: Float32Array, seed: number): Float32Array {
  let state = seed >>> 0;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  for (let burned = 0; burned < 4; burned += 1) next();
  // Three even numbers in a row make one that is near enough to normal.
  const scale = (noise * 2) / Math.sqrt(vector.length);
  const moved = new Float32Array(vector.length);
  let squares = 0;
  for (let at = 0; at < moved.length; at += 1) {
    const value = (vector[at] ?? 0) + (next() + next() + next() - 1.5) * scale;
    moved[at] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  for (let at = 0; at < moved.length; at += 1) moved[at] = (moved[at] ?? 0) / length;
  return moved;
}
