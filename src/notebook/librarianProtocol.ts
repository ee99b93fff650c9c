// What the window and the librarian say to each other: typed, with a request's id on every answer.
import type { Span } from '#domain/passages.ts';
import type { FacetValue, OpenOperator } from '#search/facetValues.ts';
import type { PendingMark, SearchableKind } from '#store/store.ts';
import type { IndexRoom } from './disk.ts';
import type { QuotationAnswer, QuotationRequest } from './quotations.ts';

export type Ranking = 'words' | 'meaning' | 'fused';
export type Why = 'words' | 'meaning' | 'both';

export interface Question {
  /** As it was typed, in the query language. */
  readonly text: string;
  /** Only these kinds; all when absent. */
  readonly kinds?: readonly SearchableKind[];
  readonly limit: number;
  readonly ranking: Ranking;
  /** The last word may be the beginning of one, as while typing. */
  readonly prefix?: boolean;
  /** Once the hits are there, the sentences of the first are compared with the question, and told in one more answer. */
  readonly sentences?: boolean;
}

export interface Hit {
  readonly kind: SearchableKind;
  readonly id: string;
  readonly title: string;
  /** The passage, and where it stands in the record's searchable text. */
  readonly passage: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly why: Why;
  /** The words of the passage that match, as they are written there. */
  readonly words: readonly string[];
  /** Where they stand, in the passage. */
  readonly marks: readonly Span[];
  /** The sentence of the passage nearest to the question, in the passage: by words, or by meaning too where asked. */
  readonly sentence: Span | null;
  /** Other passages of the same record that match, best first. */
  readonly more: readonly Span[];
}

export interface Findings {
  /** How these hits were ranked: by words alone when the model is not there or not ready. */
  readonly mode: Ranking;
  readonly hits: readonly Hit[];
  /** How many hits there are of each kind, whatever the filter. */
  readonly counts: Readonly<Partial<Record<SearchableKind, number>>>;
  readonly passages: number;
  /** None of the hits can be called relevant: they are only the nearest there is. Never said of hits by words alone. */
  readonly isWeak: boolean;
  /** Nothing was asked by words: these are all that passes the filters, the newest first, and no word speaks for them. */
  readonly isList: boolean;
}

/** What can follow an operator, as far as it is typed: the values that most records have. */
export interface ValuesRequest {
  readonly operator: OpenOperator;
  readonly typed: string;
  readonly limit: number;
}

export type MeaningState =
  | { readonly kind: 'asleep' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'unavailable'; readonly why: string };

/** Keys are arriving; the machine runs on its battery. */
export type CalmReason = 'typing' | 'battery';

export interface IndexingProgress {
  /** Records whose passages or vectors are not up to date yet. */
  readonly waiting: number;
  /** Of these, records that are not even found by words yet. */
  readonly uncut: number;
  /** Records brought up to date since the work began; `done + waiting` is the whole. */
  readonly done: number;
  /** Passages embedded a second, measured over the last while; null before there is a measure. */
  readonly passagesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly embedded: number;
  readonly paused: boolean;
  /** Whether it was made sure that the index lacks nothing but what waits. */
  readonly isChecked: boolean;
  /** What it makes way for just now, besides keys; null where it works with all it has. */
  readonly slowedBy: 'battery' | 'other work' | null;
}

export interface RelatedRequest {
  readonly text: string;
  /** The record being written, left out. */
  readonly except: { readonly kind: SearchableKind; readonly id: string } | null;
  readonly limit: number;
}

export type ToLibrarian =
  /** This database will most likely be opened: what is derived from it can be read by then. */
  | { readonly kind: 'prepare'; readonly database: string }
  | { readonly kind: 'open'; readonly database: string; readonly cores: number }
  /** Something was applied: look for pending marks. */
  | { readonly kind: 'wake' }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'related'; readonly id: number; readonly request: RelatedRequest }
  | { readonly kind: 'values'; readonly id: number; readonly request: ValuesRequest }
  | { readonly kind: 'findQuotation'; readonly id: number; readonly request: QuotationRequest }
  | { readonly kind: 'embed'; readonly id: number; readonly texts: readonly string[] }
  | { readonly kind: 'abort'; readonly id: number }
  /** Why indexing holds back, or no longer: one embedder at most works on passages while there is a reason. */
  | { readonly kind: 'calm'; readonly reason: CalmReason; readonly calm: boolean }
  | { readonly kind: 'pause'; readonly paused: boolean }
  /** What the disk lets the index write. */
  | { readonly kind: 'room'; readonly room: IndexRoom }
  /** Vectors known from before, by the hash of their text: they are not computed again. */
  | { readonly kind: 'lend'; readonly id: number; readonly vectors: readonly LentVector[] }
  | { readonly kind: 'borrow'; readonly id: number };

export interface LentVector {
  readonly hash: string;
  readonly packed: Uint8Array;
}

export type FromLibrarian =
  | { readonly kind: 'opened'; readonly passages: number }
  | { readonly kind: 'openFailed'; readonly why: string }
  /**
   * Hits by words come first, then all; where sentences were asked for, the same once more with other sentences. The
   * last answer of a question has `last` set.
   */
  | { readonly kind: 'found'; readonly id: number; readonly findings: Findings; readonly last: boolean }
  /** Where a quotation stands: so far, then wherever it does. */
  | {
      readonly kind: 'quotation';
      readonly id: number;
      readonly answer: QuotationAnswer;
      readonly last: boolean;
    }
  | { readonly kind: 'values'; readonly id: number; readonly values: readonly FacetValue[] }
  | { readonly kind: 'vectors'; readonly id: number; readonly vectors: readonly (Float32Array | null)[] }
  | { readonly kind: 'lent'; readonly id: number; readonly vectors: readonly LentVector[] }
  | { readonly kind: 'failed'; readonly id: number; readonly why: string }
  /** Up to date: the notebook takes these marks away, unless the records were touched since. */
  | { readonly kind: 'indexed'; readonly marks: readonly PendingMark[] }
  | { readonly kind: 'progress'; readonly progress: IndexingProgress }
  | { readonly kind: 'meaning'; readonly state: MeaningState };
