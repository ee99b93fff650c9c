// How well documents and passages answer a question by words.
import { askedTerms, type AskedTerm } from './askedTerms.ts';
import { k1, lengthFactor, saturated } from './bm25.ts';
import { stride } from './kernel/reach.ts';
import { firstPassagePlace } from './places.ts';
import { addScores, Cursor } from './postings.ts';
import type { ScoreBoard } from './scoreBoard.ts';
import { TopRows } from './topRows.ts';
import type { WordsIndex } from './wordsIndex.ts';
import type { WordsQuery } from './wordsQuery.ts';

/** Whatever is above 0: no score of a word is as small. */
const leastScore = 2 ** -126;

export interface WordsHit {
  /** Its number in the index. */
  readonly document: number;
  /** BM25 of the whole document. */
  readonly score: number;
}

export interface PassageMatch {
  /** The passage's place in its document, the first being 0. */
  readonly passage: number;
  /** BM25 of the passage among all passages. */
  readonly score: number;
}

export interface DocumentMatch {
  /** The document's passages that hold a term of the question, in order. */
  readonly passages: readonly PassageMatch[];
  /** Whether a term of the question stands in its title or tags. */
  readonly inFields: boolean;
}

interface TermCounts {
  readonly weight: number;
  readonly fields: number;
  readonly counts: ReadonlyMap<number, number>;
}

/**
 * One question's scores over all documents. Holds until the index changes or another question is asked of it: the
 * room for scores is lent.
 */
export class WordsMatch {
  /** The highest score that any document could reach. */
  readonly highest: number;
  /** The same for a passage. */
  readonly highestPassage: number;
  private readonly index: WordsIndex;
  private readonly asked: readonly AskedTerm[];
  private readonly board: ScoreBoard;
  private readonly scores: Float32Array;

  constructor(index: WordsIndex, query: WordsQuery) {
    this.index = index;
    const { asked, highest, highestPassage } = askedTerms(index, query);
    this.asked = asked;
    this.highest = highest;
    this.highestPassage = highestPassage;
    this.board = index.lendBoard();
    this.scores = this.board.scores;
    const mean = index.meanDocumentLength;
    index.parts.forEach((part, at) => {
      const factors = part.factorsFor(mean);
      for (const { runs, documentWeight } of asked) {
        const run = runs[at];
        if (run) addScores(part.segment, run, documentWeight, factors, this.scores, part.base);
      }
    });
  }

  /** The documents with the highest scores among those accepted, best first. */
  best(limit: number, accepts: ((document: number) => boolean) | null = null): readonly WordsHit[] {
    if (this.asked.length === 0) return [];
    const { index, board, scores } = this;
    const { numbers } = index;
    const best = new TopRows(limit, (one, other) => index.compareKeys(one, other) < 0);
    const worth = (): number => Math.max(best.bar, leastScore);
    for (let group = board.next(0, worth()); group < numbers; group = board.next(group + stride, worth())) {
      for (let document = group; document < Math.min(group + stride, numbers); document += 1) {
        const score = scores[document] ?? 0;
        if (score >= worth() && index.isThere(document) && (accepts === null || accepts(document)))
          best.offer(document, score);
      }
    }
    return best.sorted().map(({ row, score }) => ({ document: row, score }));
  }

  /** 0 when no term of the question occurs in the document. */
  scoreOf(document: number): number {
    return this.scores[document] ?? 0;
  }

  /** The share of the question's terms that the document holds, each weighed by its rarity: 0 to 1. */
  coverageOf(document: number): number {
    if (this.scoreOf(document) === 0) return 0;
    const { part, document: local } = this.index.placeOf(document);
    const at = this.index.parts.indexOf(part);
    let held = 0;
    for (const { runs, documentWeight } of this.asked) {
      const run = runs[at];
      if (!run) continue;
      const cursor = new Cursor(part.segment, run);
      if (cursor.seek(part.segment, run, local) && cursor.document === local) held += documentWeight;
    }
    return Math.min(1, (held * (k1 + 1)) / this.highest);
  }

  /** Where in a document the question's terms stand. */
  matchOf(document: number): DocumentMatch {
    if (this.scoreOf(document) === 0) return { passages: [], inFields: false };
    const { index } = this;
    const { part, document: local } = index.placeOf(document);
    const { segment } = part;
    const at = index.parts.indexOf(part);
    const mean = index.meanPassageLength;
    const [first] = segment.passagesOf(local);
    const scores = new Map<number, number>();
    let inFields = false;
    for (const { runs, passageWeight } of this.asked) {
      const run = runs[at];
      if (!run) continue;
      const cursor = new Cursor(segment, run);
      if (!cursor.seek(segment, run, local) || cursor.document !== local) continue;
      cursor.readPlaces();
      for (let each = 0; each < cursor.where.placeCount; each += 1) {
        const passage = (cursor.where.places[each] ?? 0) - firstPassagePlace;
        if (passage < 0) {
          inFields = true;
          continue;
        }
        const factor = lengthFactor(segment.passageLengths[first + passage] ?? 0, mean);
        const score = passageWeight * saturated(cursor.where.counts[each] ?? 0, factor);
        scores.set(passage, (scores.get(passage) ?? 0) + score);
      }
    }
    const inOrder = [...scores].sort(([one], [other]) => one - other);
    return { passages: inOrder.map(([passage, score]) => ({ passage, score })), inFields };
  }

  /**
   * BM25 of the document's best passage together with title and tags, as if that were the whole of it; the same scale as
   * scoreOf.
   */
  bestPassageOf(document: number): number {
    if (this.scoreOf(document) === 0) return 0;
    const { index } = this;
    const { part, document: local } = index.placeOf(document);
    const { segment } = part;
    const found = this.countsIn(document);
    const lengths = segment.passageLengths.subarray(...segment.passagesOf(local));
    let inFields = segment.lengths[local] ?? 0;
    for (const length of lengths) inFields -= length;
    const meanInFields =
      index.meanDocumentLength - (index.meanPassageLength * index.passageCount) / index.size;
    const mean = index.meanPassageLength + Math.max(0, meanInFields);
    // A passage that holds no term may still be the best by the title alone: the first stands for those.
    const passages = new Set([0, ...found.flatMap(({ counts }) => [...counts.keys()])]);
    let best = 0;
    for (const passage of passages) {
      const factor = lengthFactor(Math.max(0, inFields) + (lengths[passage] ?? 0), mean);
      let score = 0;
      for (const { weight, fields, counts } of found)
        score += weight * saturated(fields + (counts.get(passage) ?? 0), factor);
      best = Math.max(best, score);
    }
    return best;
  }

  /** How often each term that the document holds stands in its fields and in each of its passages. */
  private countsIn(document: number): readonly TermCounts[] {
    const { part, document: local } = this.index.placeOf(document);
    const { segment } = part;
    const at = this.index.parts.indexOf(part);
    const found: TermCounts[] = [];
    for (const { runs, documentWeight } of this.asked) {
      const run = runs[at];
      if (!run) continue;
      const cursor = new Cursor(segment, run);
      if (!cursor.seek(segment, run, local) || cursor.document !== local) continue;
      cursor.readPlaces();
      const counts = new Map<number, number>();
      let fields = 0;
      for (let each = 0; each < cursor.where.placeCount; each += 1) {
        const passage = (cursor.where.places[each] ?? 0) - firstPassagePlace;
        const count = cursor.where.counts[each] ?? 0;
        if (passage < 0) fields += count;
        else counts.set(passage, count);
      }
      found.push({ weight: documentWeight, fields, counts });
    }
    return found;
  }

  /** The terms asked for, completions among them, by name. */
  get weights(): ReadonlyMap<string, number> {
    return new Map(this.asked.map(({ spelling, documentWeight }) => [spelling, documentWeight]));
  }
}
