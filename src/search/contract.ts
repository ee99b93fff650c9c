// What search is asked and what it answers.
import type { NounKind } from '#domain/id.ts';
import type { Print } from '#domain/print.ts';
import type { FacetValue, OpenOperator } from './facetValues.ts';
import type { Filter } from './filter.ts';
import type { Ranking } from './fuse.ts';
import type { SearchHit } from './hit.ts';
import type { WordsDocument } from './tail.ts';
import type { BlockChange, IndexedPassage, StoredBlock } from './wordsIndex.ts';
import type { AskedWords } from './wordsQuery.ts';

export interface SearchDocument extends WordsDocument {
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
  /** What of documents is at hand; nothing when missing. */
  readonly readableOf?: ReadableOf;
  /** Where reading decides what is a hit, `unread` names what has to be read of so many of the best, not of the first alone. */
  readonly ahead?: number;
}

/** What there is to read of a document: search keeps none of it. */
export interface Readable {
  readonly title: string;
  readonly text: string;
}

/** Undefined where it is not at hand. */
export type ReadableOf = (key: string) => Readable | undefined;

export interface Found {
  /** Lit up with what is at hand when it is called. */
  readonly hits: () => readonly SearchHit[];
  /** Documents that were not at hand: their hits have no title and are not lit up. */
  readonly unread: readonly string[];
  /** Some of these are hits only if their titles or texts say so: ask again when they are at hand. */
  readonly isProvisional: boolean;
  /** How many of the first 200 hits are of each kind, whatever `kinds` the question names. */
  readonly counts: Readonly<Partial<Record<NounKind, number>>>;
  /** Nothing was asked by words: the hits are what passes the filter, the newest first, and no word speaks for them. */
  readonly isList: boolean;
  /** None of the hits can be called relevant: they are only the nearest there is. */
  readonly isWeak: boolean;
}

export interface RelatedQuestion {
  readonly text: string;
  readonly vector: Float32Array | null;
  /** The document being written: never related to itself. */
  readonly exceptKey: string | null;
  readonly limit: number;
  readonly readableOf?: ReadableOf;
}

export interface VectorIntake {
  /**
   * Sets the vector of all passages whose text has this print; how many there are. It lies, as packVector packs it, in
   * words from a place on.
   */
  readonly take: (print: Print, words: Int32Array, place: number, bytes: number) => number;
  readonly wants: (print: Print) => boolean;
}

/** Hits, and what must be read before they can be lit up. */
export type Lit = Pick<Found, 'hits' | 'unread'>;

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
  readonly related: (question: RelatedQuestion) => Lit;
  /** What documents have that can follow an operator, as far as it is typed. */
  readonly values: (operator: OpenOperator, typed: string, limit: number) => readonly FacetValue[];
  /** The stamp that the document was added with; null when there is no such document. */
  readonly stampOf: (key: string) => number | null;
  /** The stored parts that changed since this was last asked: all but titles, texts and vectors. To be stored all or none. */
  readonly takeChanges: () => readonly BlockChange[];
  /** Says that these parts could not be stored: the next takeChanges brings them again. */
  readonly giveBack: (ids: Iterable<number>) => void;
  /**
   * Takes over stored parts, into a search that is empty; the ids of those that could not be read. What was in them
   * is not to be found: documents that have no stamp must be added anew.
   */
  readonly load: (blocks: readonly StoredBlock[]) => readonly number[];
  /** For giving stored vectors back to the passages they were made of; holds until documents change. */
  readonly intake: () => VectorIntake;
  /** Documents with a passage that could have a vector and has none. */
  readonly unembedded: () => Iterable<string>;
  readonly keys: () => Iterable<string>;
  /** The passages of a document; none where there is no such document. */
  readonly passagesOf: (key: string) => readonly IndexedPassage[];
  readonly hasVector: (key: string, passageIndex: number) => boolean;
  readonly size: () => { readonly documents: number; readonly passages: number; readonly vectors: number };
}
