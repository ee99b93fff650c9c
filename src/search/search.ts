// Search: everything that can be found, kept by document, asked by question; pure, synchronous and without storage.
import type { NounKind } from '#domain/id.ts';
import { admission } from './admission.ts';
import type {
  SearchDocument,
  Question,
  ReadableOf,
  Found,
  RelatedQuestion,
  Lit,
  Search,
} from './contract.ts';
import { facetValues, type FacetValue, type OpenOperator } from './facetValues.ts';
import type { Filed } from './filter.ts';
import { relatedFloor, relatedWordsFloor } from './fuse.ts';
import { litHit, placedHit, type SearchHit } from './hit.ts';
import { Intake } from './intake.ts';
import { newestFirst, type Dated } from './newest.ts';
import { rank, shown, type Accepts, type Ranked, type RankedDocument, type RankInput } from './rank.ts';
import { isRelevant, type Strongest } from './relevance.ts';
import { modelKnows } from './script.ts';
import type { TermWeights } from './snippet.ts';
import { VectorIndex } from './vectorIndex.ts';
import { WordsIndex } from './wordsIndex.ts';
import { WordsMatch } from './wordsMatch.ts';
import { wordsQuery, type AskedWords } from './wordsQuery.ts';

export type { SearchHit } from './hit.ts';
export type {
  SearchDocument,
  Question,
  Readable,
  ReadableOf,
  Found,
  RelatedQuestion,
  VectorIntake,
  Lit,
  Search,
} from './contract.ts';

/** Hits counted for the numbers beside filters. */
const countedHits = 200;
/** Documents whose share of the question's words is looked at. */
const weighed = 30;
/** Hits that a person sees at once. */
const seenFirst = 10;
const noWeights: TermWeights = new Map();
const nothingAtHand: ReadableOf = () => undefined;

export function createSearch(): Search {
  const words = new WordsIndex();
  /** By handle of the document in `words`. */
  const vectors = new VectorIndex({
    compare: (one, other) => words.compareKeys(words.numberFor(one), words.numberFor(other)),
  });

  function add({ vectors: packed = [], ...document }: SearchDocument): void {
    const { key } = document;
    // Those that its key had before.
    vectors.remove(words.add(document));
    packed.forEach((vector, index) => {
      if (vector) setVector(key, index, vector);
    });
  }

  function remove(key: string): void {
    vectors.remove(words.handleFor(key));
    words.remove(key);
  }

  function setVector(key: string, passageIndex: number, packed: Uint8Array): boolean {
    return words.knows(key, passageIndex) && vectors.set(words.handleFor(key), passageIndex, packed);
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
  function admitted(question: Question, unread: (document: number) => void = () => undefined): Accepts {
    const { phrases, excluded } = askedOf(question);
    const { accepts, filter = null, readableOf = nothingAtHand } = question;
    const admits = admission(words, {
      filter,
      phrases,
      excluded,
      filedAs: (document) => filedAs(document, readableOf),
      unread,
    });
    if (!accepts) return admits;
    return (document) => accepts(words.keyOf(document)) && (admits === null || admits(document));
  }

  function filedAs(document: number, readableOf: ReadableOf): Filed {
    const { part, document: local } = words.placeOf(document);
    const { segment } = part;
    return {
      kind: segment.kindOf(local),
      facets: segment.facetsOf(local),
      readable: () => readableOf(segment.keyOf(local)),
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

  function lit(
    ranked: readonly RankedDocument[],
    weights: TermWeights,
    readableOf: ReadableOf = nothingAtHand,
  ): Lit {
    const placed = ranked.map((each) => placedHit(each, words));
    const hits = () => placed.map((hit) => litHit(hit, readableOf(hit.key), weights));
    const unread = placed.flatMap(({ key }) => (readableOf(key) === undefined ? [key] : []));
    return { hits, unread };
  }

  function litShown(ranked: readonly Ranked[], input: RankInput, readableOf?: ReadableOf): Lit {
    return lit(
      ranked.map((each) => shown(each, input)),
      input.words.weights,
      readableOf,
    );
  }

  function ask(question: Question): readonly SearchHit[] {
    const input = inputFor(question);
    const ranked = rank(input, question.limit, ofKinds(question.kinds, admitted(question)));
    return litShown(ranked, input, question.readableOf).hits();
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
    const { kinds, limit, ahead = 0 } = question;
    const { text, phrases, excluded } = askedOf(question);
    const isConditional = (question.filter ?? null) !== null || excluded.length > 0;
    const unread = new Set<number>();
    const admits = admitted(question, (document) => unread.add(document));
    /** With what else has to be read before it is known which are hits: those among the first, and some that follow. */
    const withUnread = (
      first: readonly { readonly document: number }[],
      following: () => readonly { readonly document: number }[],
      hits: Lit,
    ) => {
      const open = first.filter(({ document }) => unread.has(document));
      const next = open.length > 0 && ahead > countedHits ? following() : [];
      const keys = [...open, ...next.filter(({ document }) => unread.has(document))].map(({ document }) =>
        words.keyOf(document),
      );
      return { ...hits, unread: [...new Set([...hits.unread, ...keys])], isProvisional: open.length > 0 };
    };
    if (text === '' && phrases.length === 0 && isConditional) {
      const all = dated(admits);
      const wanted =
        kinds === undefined ? all : all.filter(({ document }) => kinds.includes(kindOf(document)));
      const counted = list(all, countedHits);
      const listed = list(wanted, limit);
      return {
        ...withUnread(
          [...listed, ...counted],
          () => list(all, ahead),
          lit(listed, noWeights, question.readableOf),
        ),
        counts: countsOf(counted),
        isList: true,
        isWeak: false,
      };
    }
    const input = inputFor(question);
    const all = rank(input, Math.max(limit, countedHits), admits);
    const ranked = kinds === undefined ? all.slice(0, limit) : rank(input, limit, ofKinds(kinds, admits));
    // A phrase that occurs is relevant, and what is still being typed may become anything.
    const isOpen = input.ranking !== 'fused' || question.prefix === true || phrases.length > 0;
    const isWeak = !isOpen && all.length > 0 && !isRelevant(strongest(all, input, admits));
    return {
      ...withUnread(
        [...ranked, ...all],
        () => rank(input, ahead, admits),
        litShown(ranked, input, question.readableOf),
      ),
      counts: countsOf(all),
      isList: false,
      isWeak,
    };
  }

  function strongest(
    ranked: readonly Ranked[],
    { words: match, queryVector }: RankInput,
    accepts: Accepts,
  ): Strongest {
    const coverageOf = ({ document }: { readonly document: number }) => match.coverageOf(document);
    const hasMeaning = queryVector !== null && ranked.some(({ cosine }) => cosine !== null);
    return {
      first: ranked.slice(0, seenFirst).map((each) => ({ cosine: each.cosine, coverage: coverageOf(each) })),
      coverage: Math.max(0, ...match.best(weighed, accepts).map(coverageOf)),
      background: hasMeaning ? vectors.background(queryVector) : null,
    };
  }

  function related({ text, vector, exceptKey, limit, readableOf }: RelatedQuestion): Lit {
    const byMeaning = vector !== null && modelKnows(text);
    const ranking = byMeaning ? 'meaning' : 'words';
    const input = inputFor({ question: text, queryVector: vector, limit, ranking });
    const self = exceptKey === null ? -1 : words.numberOf(exceptKey);
    const floor = byMeaning ? relatedFloor : relatedWordsFloor;
    const ranked = rank(input, limit, (document) => document !== self);
    const near = ranked.filter(({ score, cosine }) => (byMeaning ? (cosine ?? 0) : score) >= floor);
    return litShown(near, input, readableOf);
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
    load: (blocks) => {
      const refused = words.load(blocks);
      vectors.reserve(words.passageCount, words.size);
      return refused;
    },
    intake: () => {
      const intake = new Intake(words);
      return {
        take: (print, packed, place, bytes) =>
          intake.take(print, (handle, passage) => vectors.setFrom(handle, passage, packed, place, bytes)),
        wants: (print) => intake.has(print),
      };
    },
    unembedded: () => words.unembedded((handle) => vectors.countOf(handle)),
    keys: () => words.keys(),
    passagesOf: (key) => words.passagesOf(key),
    hasVector: (key, passage) => vectors.has(words.handleFor(key), passage),
    size: () => ({ documents: words.size, passages: words.passageCount, vectors: vectors.size }),
  };
}

function askedOf({ question }: Question): AskedWords {
  return typeof question === 'string' ? { text: question, phrases: [], excluded: [] } : question;
}
