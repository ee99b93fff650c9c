// Search: everything that can be found, kept by document, asked by question; pure, synchronous and without storage.
import type { Facets } from '#domain/facets.ts';
import type { NounKind } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import { admission } from './admission.ts';
import { facetValues, type FacetValue, type OpenOperator } from './facetValues.ts';
import type { Filed, Filter } from './filter.ts';
import { relatedFloor, relatedWordsFloor, type Ranking } from './fuse.ts';
import { hitOf, type SearchHit } from './hit.ts';
import { newestFirst, type Dated } from './newest.ts';
import { rank, shown, type Accepts, type Ranked, type RankedDocument, type RankInput } from './rank.ts';
import { isRelevant, type Strongest } from './relevance.ts';
import { modelKnows } from './script.ts';
import type { TermWeights } from './snippet.ts';
import { VectorIndex } from './vectorIndex.ts';
import { WordsIndex, type BlockChange, type StoredBlock } from './wordsIndex.ts';
import { WordsMatch } from './wordsMatch.ts';
import { wordsQuery, type AskedWords } from './wordsQuery.ts';

export type { SearchHit } from './hit.ts';

export interface SearchDocument {
  readonly key: string;
  readonly kind: NounKind;
  readonly title: string;
  readonly text: string;
  /** Spans of the text, as cutPassages gives them. */
  readonly passages: readonly Span[];
  /** What can be asked of it besides its words; nothing when missing. */
  readonly facets?: Facets;
  /** As packVector packs them, one a passage; null or missing where there is none yet. */
  readonly vectors?: readonly (Uint8Array | null)[];
  /** Whatever tells versions of the document apart, from 0 to 2^32 - 1: `stampOf` gives it back. 0 when missing. */
  readonly stamp?: number;
}

export interface Question {
  readonly question: string | AskedWords;
  /** Of length 1; null while there is none: then words alone answer. */
  readonly queryVector: Float32Array | null;
  /** Of a question of several sentences, the vector of each; none when missing. */
  readonly sentenceVectors?: readonly Float32Array[];
  /** Only these kinds; all when missing. */
  readonly kinds?: readonly NounKind[];
  /** Only documents whose key this accepts. */
  readonly accepts?: (key: string) => boolean;
  /** Only documents that it lets pass; without words or phrases all of these are listed, the newest first. */
  readonly filter?: Filter | null;
  readonly limit: number;
  /** `fused` when missing. */
  readonly ranking?: Ranking;
  /** The question is still being typed: its last word may go on. */
  readonly prefix?: boolean;
}

export interface Found {
  readonly hits: readonly SearchHit[];
  /** How many of the first 200 hits are of each kind, whatever `kinds` the question names. */
  readonly counts: Readonly<Partial<Record<NounKind, number>>>;
  /** Nothing was asked by words: the hits are what passes the filter, the newest first, and no word speaks for them. */
  readonly isList: boolean;
  /** None of the hits can be called relevant: they are only the nearest there is. */
  readonly isWeak: boolean;
}

interface RelatedQuestion {
  readonly text: string;
  readonly vector: Float32Array | null;
  /** The document being written: never related to itself. */
  readonly exceptKey: string | null;
  readonly limit: number;
}

export interface SearchOptions {
  /** The text of a document, for lighting up hits. When missing, search keeps the texts it is given. */
  readonly textOf?: (key: string) => string | undefined;
}

export interface Search {
  /** Adds a document, in place of the one with the same key. */
  readonly add: (document: SearchDocument) => void;
  readonly remove: (key: string) => void;
  /** False when there is no such passage, or the model cannot know its language: then the vector is not taken. */
  readonly setVector: (key: string, passageIndex: number, packed: Uint8Array) => boolean;
  readonly ask: (question: Question) => readonly SearchHit[];
  /** The same hits, with how many there are of each kind. */
  readonly find: (question: Question) => Found;
  /** What the notebook holds near to a paragraph, best first; nothing rather than something far. */
  readonly related: (question: RelatedQuestion) => readonly SearchHit[];
  /** What documents have that can follow an operator, as far as it is typed. */
  readonly values: (operator: OpenOperator, typed: string, limit: number) => readonly FacetValue[];
  /** The stamp that the document was added with; null when there is no such document. */
  readonly stampOf: (key: string) => number | null;
  /** The stored parts that changed since this was last asked: all but texts and vectors. To be stored all or none. */
  readonly takeChanges: () => readonly BlockChange[];
  /** Says that these parts could not be stored: the next takeChanges brings them again. */
  readonly giveBack: (ids: Iterable<number>) => void;
  /**
   * Takes over stored parts, into a search that is empty; the ids of those that could not be read. What was in them
   * is not to be found: documents that have no stamp must be added anew.
   */
  readonly load: (blocks: readonly StoredBlock[]) => readonly number[];
  /** The text of a document as it is searched. */
  readonly textOf: (key: string) => string | undefined;
  readonly size: () => { readonly documents: number; readonly passages: number; readonly vectors: number };
}

/** Hits counted for the numbers beside filters. */
const countedHits = 200;
/** Documents whose share of the question's words is looked at. */
const weighed = 30;
const noWeights: TermWeights = new Map();

export function createSearch({ textOf }: SearchOptions = {}): Search {
  const words = new WordsIndex();
  const vectors = new VectorIndex();
  const texts = new Map<string, string>();
  const textBy = textOf ?? ((key: string) => texts.get(key));

  function add({ vectors: packed = [], ...document }: SearchDocument): void {
    const { key, text } = document;
    vectors.remove(key);
    words.add(document);
    if (!textOf) texts.set(key, text);
    packed.forEach((vector, index) => {
      if (vector) setVector(key, index, vector);
    });
  }

  function remove(key: string): void {
    words.remove(key);
    vectors.remove(key);
    texts.delete(key);
  }

  function setVector(key: string, passageIndex: number, packed: Uint8Array): boolean {
    return words.knows(key, passageIndex) && vectors.set(key, passageIndex, packed);
  }

  /** Everything that the ranking of a question stands on. */
  function inputFor(question: Question): RankInput {
    const { queryVector, sentenceVectors = [], ranking = 'fused', prefix = false } = question;
    const asked = askedOf(question);
    return {
      index: words,
      words: new WordsMatch(words, wordsQuery(asked, { prefix, languages: words.languages })),
      vectors,
      queryVector: modelKnows(asked.text) ? queryVector : null,
      sentenceVectors,
      ranking,
    };
  }

  /** What may be a hit, whatever kinds are asked for. */
  function admitted(question: Question): Accepts {
    const { phrases, excluded } = askedOf(question);
    const admits = admission(words, { filter: question.filter ?? null, phrases, excluded, filedAs });
    const { accepts } = question;
    if (!accepts) return admits;
    return (document) => accepts(words.keyOf(document)) && (admits === null || admits(document));
  }

  /** Names and titles are read out of their segments only where a condition is about them. */
  function filedAs(document: number): Filed {
    const { part, document: local } = words.placeOf(document);
    const { segment } = part;
    return {
      kind: segment.kindOf(local),
      facets: segment.facetsOf(local),
      get title() {
        return segment.titleOf(local);
      },
      text: () => textBy(segment.keyOf(local)) ?? '',
    };
  }

  function kindOf(document: number): NounKind {
    const { part, document: local } = words.placeOf(document);
    return part.segment.kindOf(local);
  }

  function ofKinds(kinds: readonly NounKind[] | undefined, accepts: Accepts): Accepts {
    if (kinds === undefined) return accepts;
    return (document) => kinds.includes(kindOf(document)) && (accepts === null || accepts(document));
  }

  /** What passes, the newest first; its first passage is shown, and no word of it is lit up. */
  function list(dated: readonly Dated[], limit: number): readonly RankedDocument[] {
    const newest = newestFirst(dated, (document) => words.keyOf(document), limit);
    return newest.map((document) => ({ document, score: 0, why: 'words', passage: 0, more: [] }));
  }

  function dated(accepts: Accepts): readonly Dated[] {
    const all: Dated[] = [];
    for (const document of words.documents()) {
      if (accepts !== null && !accepts(document)) continue;
      const { part, document: local } = words.placeOf(document);
      all.push({ document, day: part.segment.facetsOf(local).day });
    }
    return all;
  }

  function hitsOf(ranked: readonly RankedDocument[], weights: TermWeights): readonly SearchHit[] {
    return ranked.map((each) => hitOf(each, words, textBy, weights));
  }

  function shownHits(ranked: readonly Ranked[], input: RankInput): readonly SearchHit[] {
    return hitsOf(
      ranked.map((each) => shown(each, input)),
      input.words.weights,
    );
  }

  function ask(question: Question): readonly SearchHit[] {
    const input = inputFor(question);
    return shownHits(rank(input, question.limit, ofKinds(question.kinds, admitted(question))), input);
  }

  function countsOf(ranked: readonly { readonly document: number }[]): Found['counts'] {
    const counts: Partial<Record<NounKind, number>> = {};
    for (const { document } of ranked.slice(0, countedHits)) {
      const kind = kindOf(document);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  }

  function find(question: Question): Found {
    const { kinds, limit } = question;
    const { text, phrases, excluded } = askedOf(question);
    const isConditional = (question.filter ?? null) !== null || excluded.length > 0;
    if (text === '' && phrases.length === 0 && isConditional) {
      const all = dated(admitted(question));
      const wanted =
        kinds === undefined ? all : all.filter(({ document }) => kinds.includes(kindOf(document)));
      return {
        hits: hitsOf(list(wanted, limit), noWeights),
        counts: countsOf(list(all, countedHits)),
        isList: true,
        isWeak: false,
      };
    }
    const input = inputFor(question);
    const admits = admitted(question);
    const all = rank(input, Math.max(limit, countedHits), admits);
    const ranked = kinds === undefined ? all.slice(0, limit) : rank(input, limit, ofKinds(kinds, admits));
    // A phrase that occurs is relevant, and what is still being typed may become anything.
    const isOpen = input.ranking !== 'fused' || question.prefix === true || phrases.length > 0;
    const isWeak = !isOpen && all.length > 0 && !isRelevant(strongest(all, input, admits));
    return { hits: shownHits(ranked, input), counts: countsOf(all), isList: false, isWeak };
  }

  function strongest(ranked: readonly Ranked[], { words: match }: RankInput, accepts: Accepts): Strongest {
    const cosines = ranked.flatMap(({ cosine }) => cosine ?? []);
    if (cosines.length < ranked.length) return { cosine: null, coverage: 0 };
    const shares = match.best(weighed, accepts).map(({ document }) => match.coverageOf(document));
    return { cosine: Math.max(...cosines), coverage: Math.max(0, ...shares) };
  }

  function related({ text, vector, exceptKey, limit }: RelatedQuestion): readonly SearchHit[] {
    const byMeaning = vector !== null && modelKnows(text);
    const ranking = byMeaning ? 'meaning' : 'words';
    const input = inputFor({ question: text, queryVector: vector, limit, ranking });
    const self = exceptKey === null ? -1 : words.numberOf(exceptKey);
    const floor = byMeaning ? relatedFloor : relatedWordsFloor;
    const ranked = rank(input, limit, (document) => document !== self);
    return shownHits(
      ranked.filter(({ score, cosine }) => (byMeaning ? (cosine ?? 0) : score) >= floor),
      input,
    );
  }

  function values(operator: OpenOperator, typed: string, limit: number): readonly FacetValue[] {
    return facetValues(words.facets(), operator, typed, limit);
  }

  return {
    add,
    remove,
    setVector,
    ask,
    find,
    related,
    values,
    stampOf: (key) => words.stampOf(key),
    takeChanges: () => words.takeChanges(),
    giveBack: (ids) => {
      words.giveBack(ids);
    },
    load: (blocks) => words.load(blocks),
    textOf: textBy,
    size: () => ({ documents: words.size, passages: words.passageCount, vectors: vectors.size }),
  };
}

function askedOf({ question }: Question): AskedWords {
  return typeof question === 'string' ? { text: question, phrases: [], excluded: [] } : question;
}
