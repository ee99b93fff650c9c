// Ranks documents for a question, each with the passage that answers it best.
import { Best } from './best.ts';
import { meaningFloor, scoreBy, whyBy, type Evidence, type Ranking, type Why } from './fuse.ts';
import type { VectorIndex } from './vectorIndex.ts';
import type { WordsMatch } from './wordsMatch.ts';

interface RankedPassage {
  readonly passage: number;
  readonly score: number;
  readonly why: Why;
}

export interface RankedDocument {
  readonly key: string;
  /** 0 to 1; the same evidence gives the same score whatever was asked. */
  readonly score: number;
  readonly why: Why;
  /** The passage to show. */
  readonly passage: number;
  /** The document's other passages that something speaks for, best first. */
  readonly more: readonly RankedPassage[];
}

export interface RankInput {
  readonly words: WordsMatch;
  readonly vectors: VectorIndex;
  /** Of length 1; null when the question has no vector or the model cannot know it. */
  readonly queryVector: Float32Array | null;
  readonly ranking: Ranking;
  readonly accepts: (key: string) => boolean;
  readonly limit: number;
}

/** Documents looked at for each hit wanted: one far down by words may come up by meaning, and the reverse. */
const candidatesPerHit = 5;
const fewestCandidates = 100;
const mostMore = 5;

/**
 * [R1] A document's score: BM25 of the whole document, and the cosine of its nearest passage.
 * [R2] The passage shown is the one that words and meaning together speak for most, by the same ranking.
 * [R3] A document that nothing speaks for is no hit, whatever its place.
 * [R4] Why is said of the passage shown: words also where only the title or the rest of the document has them and
 *      the passage is not there for its meaning.
 * [R5] Equal scores are in order of key.
 */
export function rank(input: RankInput): readonly RankedDocument[] {
  const { ranking, limit } = input;
  const best = new Best<{ readonly score: number; readonly name: string; readonly nearness: Nearness }>(
    limit,
  );
  for (const key of candidates(input)) {
    const nearness = nearnessOf(key, input);
    const evidence = {
      words: share(input.words.scoreOf(key), input.words.highest),
      cosine: nearest(nearness),
    };
    if (whyBy(ranking, evidence) !== null)
      best.offer({ score: scoreBy(ranking, evidence), name: key, nearness });
  }
  return best.sorted().map(({ name, score, nearness }) => shown(name, score, nearness, input));
}

/** Cosines by passage; null where meaning has no say for the document. */
type Nearness = ReadonlyMap<number, number> | null;

function candidates({
  words,
  vectors,
  queryVector,
  ranking,
  accepts,
  limit,
}: RankInput): ReadonlySet<string> {
  const wanted = Math.max(fewestCandidates, limit * candidatesPerHit);
  const keys = new Set<string>();
  if (ranking !== 'meaning') for (const { key } of words.best(wanted, accepts)) keys.add(key);
  if (ranking === 'words' || !queryVector) return keys;
  for (const { key, cosine } of vectors.nearest(queryVector, 2 * wanted, accepts)) {
    if (cosine >= meaningFloor) keys.add(key);
  }
  return keys;
}

function nearnessOf(key: string, { vectors, queryVector, ranking }: RankInput): Nearness {
  if (ranking === 'words' || !queryVector) return null;
  const near = vectors.nearnessOf(key, queryVector);
  return near.length === 0 ? null : new Map(near.map(({ passage, cosine }) => [passage, cosine]));
}

function nearest(nearness: Nearness): number | null {
  return nearness === null ? null : Math.max(...nearness.values());
}

function shown(
  key: string,
  score: number,
  nearness: Nearness,
  { words, ranking }: RankInput,
): RankedDocument {
  const evidence = new Map<number, Evidence>();
  for (const [passage, cosine] of nearness ?? []) {
    evidence.set(passage, { words: 0, cosine: cosine >= meaningFloor ? cosine : null });
  }
  for (const match of words.passagesOf(key)) {
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
  const why = withTitle(first?.why ?? 'words', ranking !== 'meaning' && words.matchesTitle(key));
  return { key, score, why, passage: first?.passage ?? 0, more: more.slice(0, mostMore) };
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
