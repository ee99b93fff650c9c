// Ranks documents for a question, each with the passage that answers it best.
import type { Lean } from './centre.ts';
import { meaningFloor, placing, scoreBy, whyBy, type Evidence, type Ranking, type Why } from './fuse.ts';
import { evenedOut } from './neighbours.ts';
import { fewAccepted } from './few.ts';
import type { Near, VectorIndex } from './vectorIndex.ts';
import type { WordsIndex } from './wordsIndex.ts';
import type { WordsHit, WordsMatch } from './wordsMatch.ts';

interface RankedPassage {
  readonly passage: number;
  readonly score: number;
  readonly why: Why;
}

/** A document in its place; what to show of it is worked out only for those that are shown. */
export interface Ranked {
  /** Its number in the index. */
  readonly document: number;
  /** 0 to 1: its place among the others. */
  readonly score: number;
  readonly nearness: Nearness;
  /** Of its nearest passage to the question itself; null where meaning has no say. */
  readonly cosine: number | null;
}

export interface RankedDocument {
  readonly document: number;
  readonly score: number;
  readonly why: Why;
  /** The passage to show. */
  readonly passage: number;
  /** The document's other passages that something speaks for, best first. */
  readonly more: readonly RankedPassage[];
}

export interface RankInput {
  readonly index: WordsIndex;
  readonly words: WordsMatch;
  readonly vectors: VectorIndex;
  /** Of length 1; null when the question has no vector or the model cannot know it. */
  readonly queryVector: Float32Array | null;
  /** Of a question of several sentences, the vector of each. */
  readonly sentenceVectors: readonly Float32Array[];
  readonly ranking: Ranking;
}

/** Which documents may be hits, by number; null when all may. */
export type Accepts = ((document: number) => boolean) | null;

/** Looked at by words beyond the hits wanted: one far down by words may come up by meaning, and the reverse. */
const moreCandidates = 100;
const mostMore = 5;
/** Of so many documents each vector is looked at; of more, a scan of all is quicker. */
const mostLookedUp = 3_000;

/** So many of the best are compared with each other. */
const compared = 30;
/** So many have their best passage weighed by words: less than the document as a whole, by this much. */
const weighed = 60;
const passageShare = 0.5;

/**
 * [R1] A document's score: BM25 of the whole of it, and of its best passage, and how near its nearest passage is.
 * [R2] The passage shown is the one that words and meaning together speak for most, by the same ranking.
 * [R3] A document that nothing speaks for is no hit, whatever its place.
 * [R4] Why is said of the passage shown: words also where only the title or the rest of the document has them and
 *      the passage is not there for its meaning.
 * [R5] Equal scores are in order of key.
 * [R6] In a fused ranking the best speak for those that say the same.
 * [R7] How near a passage is: to the question, and where that has several sentences also to the nearest of them.
 * [R8] Words that stand together in a passage count for more than words strewn over the document.
 */
export function rank(input: RankInput, limit: number, accepts: Accepts): readonly Ranked[] {
  const gaze = gazeOf(input);
  if (gaze === null) return byWordsAlone(input, limit, accepts);
  const { ranking, words, index } = input;
  const wanted = limit + moreCandidates;
  const byWords = ranking === 'meaning' ? [] : words.best(wanted, accepts);
  const reached = byWords[0]?.score ?? 0;
  const candidates: Ranked[] = [];
  for (const document of candidatesFor(input, gaze, wanted, byWords, accepts)) {
    const found = words.scoreOf(document);
    const nearness = nearnessOf(index.handleOf(document), gaze, input.vectors);
    const cosine = mostOf(nearness, 'cosine');
    const evidence = { words: share(found, words.highest), cosine };
    if (whyBy(ranking, evidence) === null) continue;
    const meaning = mostOf(nearness, 'lean');
    const score =
      ranking === 'fused'
        ? placing({ words: found, allowed: words.highest, reached, meaning })
        : scoreBy(ranking, { words: evidence.words, cosine: meaning });
    candidates.push({ document, score, nearness, cosine });
  }
  const goesFirst = (one: Ranked, other: Ranked) =>
    other.score - one.score || index.compareKeys(one.document, other.document);
  const sorted = candidates.sort(goesFirst).slice(0, Math.max(limit, weighed));
  const ordered = ranking === 'fused' ? withNeighbours(withPassages(sorted, input), input) : sorted;
  return ordered.slice(0, limit);
}

/** The order by words is known; only the scale is another in a fused ranking. */
function byWordsAlone({ words, ranking }: RankInput, limit: number, accepts: Accepts): readonly Ranked[] {
  if (ranking === 'meaning') return [];
  const hits = words.best(limit, accepts);
  const reached = (limit > 0 ? hits : words.best(1, accepts))[0]?.score ?? 0;
  return hits.map(({ document, score }) => ({
    document,
    score:
      ranking === 'fused'
        ? placing({ words: score, allowed: words.highest, reached, meaning: null })
        : share(score, words.highest),
    nearness: null,
    cosine: null,
  }));
}

function withPassages(sorted: readonly Ranked[], { index, words }: RankInput): readonly Ranked[] {
  const first = sorted.slice(0, weighed).map((candidate) => {
    const whole = words.scoreOf(candidate.document);
    const passage = words.bestPassageOf(candidate.document);
    return { candidate, words: (whole + passageShare * passage) / (1 + passageShare) };
  });
  const reached = Math.max(0, ...first.map((each) => each.words));
  const placed = first.map(({ candidate, words: found }) => {
    const meaning = mostOf(candidate.nearness, 'lean');
    return { ...candidate, score: placing({ words: found, allowed: words.highest, reached, meaning }) };
  });
  placed.sort((one, other) => other.score - one.score || index.compareKeys(one.document, other.document));
  return [...placed, ...sorted.slice(weighed)];
}

function withNeighbours(sorted: readonly Ranked[], { index, vectors }: RankInput): readonly Ranked[] {
  const first = sorted.slice(0, compared);
  const scores = evenedOut(
    first.map(({ document, score, nearness }) => {
      const nearest = nearness?.reduce((one, other) => (other.lean > one.lean ? other : one));
      return { score, vector: nearest ? vectors.vectorOf(index.handleOf(document), nearest.passage) : null };
    }),
  );
  const evened = first.map((candidate, at) => ({ ...candidate, score: scores[at] ?? candidate.score }));
  evened.sort((one, other) => other.score - one.score || index.compareKeys(one.document, other.document));
  const least = evened.at(-1)?.score ?? 0;
  const rest = sorted.slice(compared).map((each) => ({ ...each, score: Math.min(each.score, least) }));
  return [...evened, ...rest];
}

interface NearPassage {
  readonly passage: number;
  /** To the question. */
  readonly cosine: number;
  /** To the question and the nearest of its sentences, turned away from what all texts have in common; 0 to 1. */
  readonly lean: number;
}

/** Null where meaning has no say for the document. */
type Nearness = readonly NearPassage[] | null;

/** What passages are compared with: the question, and itself and its sentences as meaning ranks by them. */
interface Gaze {
  readonly query: Float32Array;
  readonly whole: Lean;
  readonly sentences: readonly Lean[];
  /** The vectors of all three, in this order. */
  readonly queries: readonly Float32Array[];
}

function gazeOf({ queryVector, sentenceVectors, ranking, vectors }: RankInput): Gaze | null {
  if (ranking === 'words' || !queryVector) return null;
  const whole = vectors.lean(queryVector);
  const sentences = sentenceVectors.map((vector) => vectors.lean(vector));
  const queries = [queryVector, ...[whole, ...sentences].map(({ vector }) => vector)];
  return { query: queryVector, whole, sentences, queries };
}

function candidatesFor(
  { index, vectors }: RankInput,
  { query }: Gaze,
  wanted: number,
  byWords: readonly WordsHit[],
  accepts: Accepts,
): ReadonlySet<number> {
  const found = new Set(byWords.map(({ document }) => document));
  const near = { limit: 2 * wanted, floor: meaningFloor, ...acceptance(index, accepts) };
  for (const handle of vectors.documentsNear(query, near)) found.add(index.numberFor(handle));
  return found;
}

/** Looked up where few may be hits; otherwise all vectors are scanned. */
function acceptance(index: WordsIndex, accepts: Accepts): Pick<Near, 'among' | 'accepts'> {
  if (accepts === null) return {};
  const few = fewAccepted(index, accepts);
  if (few === null) return { accepts: (handle) => accepts(index.numberFor(handle)) };
  const handles = few.map((document) => index.handleOf(document));
  if (few.length <= mostLookedUp) return { among: handles };
  const accepted = new Set(handles);
  return { accepts: (handle) => accepted.has(handle) };
}

/** The products of a document's passages with the question and all that it is turned into, each row read once. */
function nearnessOf(handle: number, { whole, sentences, queries }: Gaze, vectors: VectorIndex): Nearness {
  const near: NearPassage[] = [];
  vectors.eachNearness(handle, queries, (passage, cosines) => {
    const toIt = clamped((cosines[1] ?? 0) + whole.offset);
    let toNearest = sentences.length === 0 ? toIt : 0;
    sentences.forEach(({ offset }, at) => {
      toNearest = Math.max(toNearest, clamped((cosines[2 + at] ?? 0) + offset));
    });
    near.push({ passage, cosine: cosines[0] ?? 0, lean: (toIt + toNearest) / 2 });
  });
  return near.length === 0 ? null : near.reverse();
}

function clamped(nearness: number): number {
  return Math.max(0, Math.min(1, nearness));
}

function mostOf(nearness: Nearness, which: 'cosine' | 'lean'): number | null {
  return nearness && nearness.reduce((most, each) => Math.max(most, each[which]), -Infinity);
}

/** What to show of a document that was ranked. */
export function shown({ document, score, nearness }: Ranked, { words, ranking }: RankInput): RankedDocument {
  const evidence = new Map<number, Evidence>();
  for (const { passage, cosine } of nearness ?? []) {
    evidence.set(passage, { words: 0, cosine: cosine >= meaningFloor ? cosine : null });
  }
  const { passages, inFields } = words.matchOf(document);
  for (const match of passages) {
    const cosine = evidence.get(match.passage)?.cosine ?? null;
    evidence.set(match.passage, { words: share(match.score, words.highestPassage), cosine });
  }
  const ranked: RankedPassage[] = [];
  for (const [passage, of] of evidence) {
    const why = whyBy(ranking, of);
    if (why !== null) ranked.push({ passage, score: scoreBy(ranking, withoutMeaningAsNone(of)), why });
  }
  ranked.sort((one, other) => other.score - one.score || one.passage - other.passage);
  const [first, ...more] = ranked;
  const why = withTitle(first?.why ?? 'words', ranking !== 'meaning' && inFields);
  return { document, score, why, passage: first?.passage ?? 0, more: more.slice(0, mostMore) };
}

/** Among the passages of one document a missing cosine counts as 0, or those without one would come first. */
function withoutMeaningAsNone({ words, cosine }: Evidence): Evidence {
  return { words, cosine: cosine ?? 0 };
}

function withTitle(why: Why, inTitle: boolean): Why {
  return inTitle && why === 'meaning' ? 'both' : why;
}

function share(score: number, highest: number): number {
  return highest > 0 ? Math.min(1, score / highest) : 0;
}
