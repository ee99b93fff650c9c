// How well documents and passages answer a question by words.
import { Best } from './best.ts';
import { k1, lengthFactor, rarity, saturated } from './bm25.ts';
import { placeIn } from './postings.ts';
import { askedTerms, type AskedTerm } from './askedTerms.ts';
import { titleWeight, type WordsIndex } from './wordsIndex.ts';
import type { WordsQuery } from './wordsQuery.ts';

export interface WordsHit {
  readonly key: string;
  /** BM25 of the whole document. */
  readonly score: number;
}

export interface PassageMatch {
  /** The passage's place in its document, the first being 0. */
  readonly passage: number;
  /** BM25 of the passage among all passages. */
  readonly score: number;
}

/** One question's scores over all documents. Holds until the index changes. */
export class WordsMatch {
  /** The highest score that any document could reach: (k1 + 1) times the sum of the terms' rarities. */
  readonly highest: number;
  /** The same for a passage. */
  readonly highestPassage: number;
  private readonly index: WordsIndex;
  private readonly asked: readonly AskedTerm[];
  private readonly scores: Float64Array;
  private readonly matched: number[] = [];

  constructor(index: WordsIndex, query: WordsQuery) {
    this.index = index;
    const { asked, unknown } = askedTerms(index, query);
    this.asked = asked;
    const sum = (weights: readonly number[]) => weights.reduce((total, weight) => total + weight, 0);
    const documentWeights = asked.map(({ documentWeight }) => documentWeight);
    const passageWeights = asked.map(({ passageWeight }) => passageWeight);
    this.highest = (k1 + 1) * (sum(documentWeights) + unknown * rarity(index.size, 0));
    this.highestPassage = (k1 + 1) * (sum(passageWeights) + unknown * rarity(index.passageCount, 0));
    this.scores = new Float64Array(index.documentCount);
    for (const term of asked) this.scoreDocuments(term);
  }

  /** The documents with the highest scores among those accepted, best first. */
  best(limit: number, accepts: (key: string) => boolean = () => true): readonly WordsHit[] {
    const best = new Best<{ readonly score: number; readonly name: string }>(limit);
    for (const document of this.matched) {
      const score = this.scores[document] ?? 0;
      if (score < best.bar) continue;
      const name = this.index.keyOf(document);
      if (name !== null && accepts(name)) best.offer({ score, name });
    }
    return best.sorted().map(({ name, score }) => ({ key: name, score }));
  }

  /** 0 when no term of the question occurs in the document. */
  scoreOf(key: string): number {
    const document = this.index.numberOf(key);
    return document === undefined ? 0 : (this.scores[document] ?? 0);
  }

  /** The share of the question's terms that the document holds, each weighed by its rarity: 0 to 1. */
  coverageOf(key: string): number {
    const document = this.index.numberOf(key);
    if (document === undefined || this.highest === 0) return 0;
    let held = 0;
    for (const { id, documentWeight } of this.asked) {
      let count = 0;
      this.eachIn(id, this.index.firstTextOf(document), this.index.endOfTexts(document), () => (count += 1));
      held += count > 0 ? documentWeight : 0;
    }
    return Math.min(1, (held * (k1 + 1)) / this.highest);
  }

  /** The document's passages that hold a term of the question, in order. */
  passagesOf(key: string): readonly PassageMatch[] {
    const document = this.index.numberOf(key);
    if (document === undefined || (this.scores[document] ?? 0) === 0) return [];
    const first = this.index.firstTextOf(document);
    const scores = new Map<number, number>();
    for (const { id, passageWeight } of this.asked) {
      this.eachIn(id, first + 1, this.index.endOfTexts(document), (text, count) => {
        const factor = lengthFactor(this.index.textLengthOf(text), this.index.meanPassageLength);
        scores.set(text, (scores.get(text) ?? 0) + passageWeight * saturated(count, factor));
      });
    }
    const inOrder = [...scores].sort(([one], [other]) => one - other);
    return inOrder.map(([text, score]) => ({ passage: text - first - 1, score }));
  }

  /** Whether a term of the question occurs in the document's title. */
  matchesTitle(key: string): boolean {
    const document = this.index.numberOf(key);
    if (document === undefined || (this.scores[document] ?? 0) === 0) return false;
    const title = this.index.firstTextOf(document);
    let found = false;
    for (const { id } of this.asked) this.eachIn(id, title, title + 1, () => (found = true));
    return found;
  }

  /** The terms asked for, completions among them, by name. */
  get weights(): ReadonlyMap<string, number> {
    return new Map(
      this.asked.map(({ id, documentWeight }) => [this.index.dictionary.termOf(id), documentWeight]),
    );
  }

  private scoreDocuments({ id, documentWeight }: AskedTerm): void {
    const { index, scores, matched } = this;
    const mean = index.meanDocumentLength;
    let document = -1;
    let count = 0;
    const settle = () => {
      if (count === 0 || index.keyOf(document) === null) return;
      const before = scores[document] ?? 0;
      if (before === 0) matched.push(document);
      scores[document] =
        before + documentWeight * saturated(count, lengthFactor(index.lengthOf(document), mean));
    };
    for (const { texts, counts, from, to } of index.postings.runsOf(id)) {
      for (let at = from; at < to; at += 1) {
        const text = texts[at] ?? 0;
        const holder = index.documentOf(text);
        if (holder !== document) {
          settle();
          document = holder;
          count = 0;
        }
        const found = counts[at] ?? 0;
        count += text === index.firstTextOf(holder) ? titleWeight * found : found;
      }
    }
    settle();
  }

  private eachIn(
    term: number,
    first: number,
    end: number,
    visit: (text: number, count: number) => void,
  ): void {
    for (const run of this.index.postings.runsOf(term)) {
      for (let at = placeIn(run, first); at < run.to && (run.texts[at] ?? 0) < end; at += 1) {
        visit(run.texts[at] ?? 0, run.counts[at] ?? 0);
      }
    }
  }
}
