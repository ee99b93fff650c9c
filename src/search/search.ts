// Search: everything that can be found, kept by document, asked by question; pure, synchronous and without storage.
import { noFacets, type Facets } from '#domain/facets.ts';
import type { NounKind } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import { admission } from './admission.ts';
import { Catalogue, type Entry } from './catalogue.ts';
import { FacetPool } from './facets.ts';
import { facetValues, type FacetValue, type OpenOperator } from './facetValues.ts';
import type { Filed, Filter } from './filter.ts';
import { relatedFloor, relatedWordsFloor, type Ranking, type Why } from './fuse.ts';
import { newestFirst } from './newest.ts';
import { rank, type RankedDocument } from './rank.ts';
import { isRelevant, type Strongest } from './relevance.ts';
import { modelKnows } from './script.ts';
import { parseSearchBlock, writeSearchBlock } from './searchBlock.ts';
import { snippetOf, type TermWeights } from './snippet.ts';
import { VectorIndex } from './vectorIndex.ts';
import type { BlockDocument } from './wordsBlock.ts';
import { WordsIndex } from './wordsIndex.ts';
import { WordsMatch } from './wordsMatch.ts';
import { wordsQuery, type AskedWords } from './wordsQuery.ts';

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

interface FoundPassage extends Span {
  readonly passageIndex: number;
  readonly score: number;
  readonly why: Why;
}

export interface SearchHit extends FoundPassage {
  readonly key: string;
  readonly kind: NounKind;
  readonly title: string;
  /** The question's words as passage and title write them; of the rest of the document when they have none. */
  readonly words: readonly string[];
  /** Where those words are in the passage: offsets from the passage's start. */
  readonly marks: readonly Span[];
  /** The sentence of the passage nearest to the question by words, by the same offsets; null when there is none. */
  readonly sentence: Span | null;
  /** The document's other passages that answer, best first. */
  readonly more: readonly FoundPassage[];
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

/** A stored part of the index; `bytes` null when nothing is left of it. */
interface BlockChange {
  readonly id: number;
  readonly bytes: Uint8Array | null;
}

interface StoredBlock {
  readonly id: number;
  readonly bytes: Uint8Array;
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
  /** The stored parts that changed since this was last asked: all but texts and vectors. */
  readonly takeChanges: () => readonly BlockChange[];
  /** Says that these parts could not be stored: the next takeChanges brings them again. */
  readonly giveBack: (ids: Iterable<number>) => void;
  /** Takes over stored parts; the ids of those that could not be read, whose documents must be added anew. */
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
  const catalogue = new Catalogue();
  const pool = new FacetPool();
  const texts = new Map<string, string>();
  const textBy = textOf ?? ((key: string) => texts.get(key));

  function add(document: SearchDocument): void {
    const { key, kind, title, text, passages, facets = noFacets, vectors: packed = [] } = document;
    const pieces = passages.map(({ start, end }) => text.slice(start, end));
    vectors.remove(key);
    words.add({ key, title, passages: pieces });
    catalogue.set(key, { kind, title, passages, known: pieces.map(modelKnows), facets: pool.share(facets) });
    if (!textOf) texts.set(key, text);
    packed.forEach((vector, index) => {
      if (vector) setVector(key, index, vector);
    });
  }

  function remove(key: string): void {
    words.remove(key);
    vectors.remove(key);
    catalogue.remove(key);
    texts.delete(key);
  }

  function setVector(key: string, passageIndex: number, packed: Uint8Array): boolean {
    if (catalogue.get(key)?.known[passageIndex] !== true) return false;
    return vectors.set(key, passageIndex, packed);
  }

  function best(question: Question, limit: number, accepts: (key: string) => boolean) {
    const { text, phrases } = asked(question.question);
    const admits = admitted(question);
    const match = new WordsMatch(words, wordsQuery([...phrases, text].join(' '), question.prefix ?? false));
    const isAllowed = (key: string) => accepts(key) && admits(key);
    const ranked = rank({
      words: match,
      vectors,
      queryVector: modelKnows(text) ? question.queryVector : null,
      sentenceVectors: question.sentenceVectors ?? [],
      ranking: question.ranking ?? 'fused',
      accepts: isAllowed,
      limit,
    });
    // A phrase that occurs is relevant, and what is still being typed may become anything.
    const isOpen = question.ranking === 'words' || question.ranking === 'meaning' || question.prefix === true;
    const isWeak = !isOpen && phrases.length === 0 && !isRelevant(strongest(ranked, match, isAllowed));
    return { ranked, weights: match.weights, isWeak: ranked.length > 0 && isWeak };
  }

  function strongest(
    ranked: readonly RankedDocument[],
    match: WordsMatch,
    isAllowed: (key: string) => boolean,
  ): Strongest {
    const cosines = ranked.flatMap(({ cosine }) => cosine ?? []);
    return {
      cosine: cosines.length < ranked.length ? null : Math.max(...cosines),
      coverage: Math.max(0, ...match.best(weighed, isAllowed).map(({ key }) => match.coverageOf(key))),
    };
  }

  function admitted(question: Question): (key: string) => boolean {
    const { phrases, excluded } = asked(question.question);
    const admits = admission({ filter: question.filter ?? null, phrases, excluded, filedAs });
    return (key) => (question.accepts?.(key) ?? true) && admits(key);
  }

  function filedAs(key: string): Filed | null {
    const entry = catalogue.get(key);
    return entry ? { ...entry, text: () => textBy(key) ?? '' } : null;
  }

  /** Everything that passes, the newest first; its first passage is shown, and no word of it is lit up. */
  function list(question: Question): readonly RankedDocument[] {
    const admits = admitted(question);
    const keys = newestFirst([...catalogue.all()].filter(([key]) => admits(key)));
    return keys.map((key) => ({ key, score: 0, why: 'words', cosine: null, passage: 0, more: [] }));
  }

  function hitsOf(ranked: readonly RankedDocument[], weights: TermWeights): readonly SearchHit[] {
    return ranked.flatMap((document) => {
      const entry = catalogue.get(document.key);
      return entry ? [hitOf(document, entry, weights)] : [];
    });
  }

  function hitOf(document: RankedDocument, entry: Entry, weights: TermWeights): SearchHit {
    const { key, score, why, passage } = document;
    const text = textBy(key) ?? '';
    const span = entry.passages[passage] ?? { start: 0, end: 0 };
    const inPassage = snippetOf(text.slice(span.start, span.end), weights);
    const inTitle = snippetOf(entry.title, weights);
    const nearby = [...new Set([...inPassage.words, ...inTitle.words])];
    return {
      key,
      kind: entry.kind,
      title: entry.title,
      passageIndex: passage,
      ...span,
      score,
      why,
      words: why === 'meaning' ? [] : nearby,
      marks: inPassage.marks,
      sentence: inPassage.sentence,
      more: document.more.map((other) => ({
        passageIndex: other.passage,
        ...(entry.passages[other.passage] ?? { start: 0, end: 0 }),
        score: other.score,
        why: other.why,
      })),
    };
  }

  function ofKinds(kinds: readonly NounKind[] | undefined): (key: string) => boolean {
    return (key) => {
      const entry = catalogue.get(key);
      return entry !== undefined && (kinds === undefined || kinds.includes(entry.kind));
    };
  }

  function ask(question: Question): readonly SearchHit[] {
    const { ranked, weights } = best(question, question.limit, ofKinds(question.kinds));
    return hitsOf(ranked, weights);
  }

  function find(question: Question): Found {
    const { text, phrases, excluded } = asked(question.question);
    const isConditional = (question.filter ?? null) !== null || excluded.length > 0;
    const isList = text === '' && phrases.length === 0 && isConditional;
    const { ranked, weights, isWeak } = isList
      ? { ranked: list(question), weights: noWeights, isWeak: false }
      : best(question, Math.max(question.limit, countedHits), ofKinds(undefined));
    const counts: Partial<Record<NounKind, number>> = {};
    for (const { key } of ranked.slice(0, countedHits)) {
      const kind = catalogue.get(key)?.kind;
      if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + 1;
    }
    if (question.kinds !== undefined && !isList) return { hits: ask(question), counts, isList, isWeak };
    const isWanted = ofKinds(question.kinds);
    const shown = ranked.filter(({ key }) => isWanted(key)).slice(0, question.limit);
    return { hits: hitsOf(shown, weights), counts, isList, isWeak };
  }

  function related({ text, vector, exceptKey, limit }: RelatedQuestion): readonly SearchHit[] {
    const byMeaning = vector !== null && modelKnows(text);
    const wanted: Question = {
      question: text,
      queryVector: vector,
      limit,
      ranking: byMeaning ? 'meaning' : 'words',
    };
    const floor = byMeaning ? relatedFloor : relatedWordsFloor;
    const { ranked, weights } = best(wanted, limit, (key) => key !== exceptKey);
    const near = ranked.filter(({ score, cosine }) => (byMeaning ? (cosine ?? 0) : score) >= floor);
    return hitsOf(near, weights);
  }

  function values(operator: OpenOperator, typed: string, limit: number): readonly FacetValue[] {
    const facets = Array.from(catalogue.all().values(), (entry) => entry.facets);
    return facetValues(facets, operator, typed, limit);
  }

  function takeChanges(): readonly BlockChange[] {
    return catalogue.takeChanged().map(({ block, keys }) => {
      if (keys.length === 0) return { id: block, bytes: null };
      const entries = keys.flatMap((key) => {
        const entry = catalogue.get(key);
        return entry ? [[key, entry] as const] : [];
      });
      return { id: block, bytes: writeSearchBlock({ entries, words: words.writeBlock(keys) }) };
    });
  }

  function load(blocks: readonly StoredBlock[]): readonly number[] {
    const refused: number[] = [];
    const read: BlockDocument[] = [];
    for (const { id, bytes } of blocks) {
      const block = readable(bytes);
      if (block === null) refused.push(id);
      else {
        for (const document of block.documents) read.push(document);
        catalogue.restore(
          id,
          block.entries.map(([key, entry]) => [key, { ...entry, facets: pool.share(entry.facets) }]),
        );
      }
    }
    words.addRead(read);
    return refused;
  }

  /** A block that is damaged or of another version is no failure of search: its documents can be added anew. */
  function readable(bytes: Uint8Array) {
    try {
      const block = parseSearchBlock(bytes);
      const documents = block && words.readBlock(block.words);
      return block && documents ? { entries: block.entries, documents } : null;
    } catch (error) {
      if (error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError)
        return null;
      throw error;
    }
  }

  const giveBack = (ids: Iterable<number>) => {
    catalogue.giveBack(ids);
  };
  const size = () => ({ documents: words.size, passages: words.passageCount, vectors: vectors.size });
  return {
    add,
    remove,
    setVector,
    ask,
    find,
    related,
    values,
    takeChanges,
    giveBack,
    load,
    textOf: textBy,
    size,
  };
}

function asked(question: string | AskedWords): AskedWords {
  return typeof question === 'string' ? { text: question, phrases: [], excluded: [] } : question;
}
