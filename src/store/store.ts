// What the store promises: the working copy of the notebook, written by one queue of journal entries, and the derived
// data beside it. Readers are typed so that they cannot write.
import type { Attachment } from '#domain/attachment.ts';
import type { Document } from '#domain/document.ts';
import type { NounKind } from '#domain/id.ts';
import type { Operation, RecordOf, Setting } from '#domain/operation.ts';
import type { Repair } from '#domain/parseDocument.ts';
import type { Revision } from '#domain/revision.ts';
import type { Excerpt } from '#domain/excerpt.ts';
import type { Judgement } from '#domain/judgement.ts';
import type { Link } from '#domain/link.ts';
import type { Print } from '#domain/print.ts';
import type { ImportedOrigin } from '#domain/record.ts';
import type { VectorRun } from './block.ts';
import type { Stock } from './row.ts';

/** Kinds that are cut into passages and searched. */
export const searchableKinds = ['note', 'source', 'excerpt', 'scorecard', 'judgement'] as const;
export type SearchableKind = (typeof searchableKinds)[number];

/** A record whose passages are not (or no longer) those of its text. */
export interface PendingMark {
  readonly kind: SearchableKind;
  readonly id: string;
  /** Sequence number of the entry that last touched the record or its body. */
  readonly seq: number;
}

export interface StoredBody {
  readonly revision: number;
  readonly pieces: readonly string[];
  readonly document: Document;
  readonly repairs: readonly Repair[];
}

export interface ImportedRecord {
  readonly kind: 'note' | 'source';
  readonly id: string;
  readonly revision: number;
  readonly deleted: boolean;
  readonly origin: ImportedOrigin;
}

export interface Reader {
  readonly get: <const K extends NounKind>(kind: K, id: string) => Promise<RecordOf[K] | undefined>;
  /** In the order of the ids; undefined where there is none. */
  readonly getMany: <const K extends NounKind>(
    kind: K,
    ids: readonly string[],
  ) => Promise<readonly (RecordOf[K] | undefined)[]>;
  /** Heads of one kind that are not deleted (or only the deleted ones), by `updatedAt`, newest first. No bodies. */
  readonly heads: <const K extends NounKind>(
    kind: K,
    which?: 'kept' | 'deleted',
  ) => Promise<readonly RecordOf[K][]>;
  readonly count: (kind: NounKind, which?: 'kept' | 'deleted') => Promise<number>;
  /** The text of a note or source, put together from its pieces. */
  readonly body: (owner: string) => Promise<StoredBody | undefined>;
  readonly bodyPieces: (owner: string) => Promise<readonly string[]>;
  readonly pieces: (hashes: readonly string[]) => Promise<readonly (string | undefined)[]>;
  readonly excerptsOf: (sourceId: string) => Promise<readonly Excerpt[]>;
  readonly judgementsOf: (scorecardId: string) => Promise<readonly Judgement[]>;
  /** Kept revisions of a note or source, oldest first. */
  readonly revisionsOf: (owner: string) => Promise<readonly Revision[]>;
  /** How many kept revisions each note and source has that has any. */
  readonly revisionCounts: () => Promise<ReadonlyMap<string, number>>;
  readonly linksFrom: (id: string) => Promise<readonly Link[]>;
  readonly linksTo: (id: string) => Promise<readonly Link[]>;
  /** Everything ever imported from one root, deleted records included. */
  readonly importedFrom: (root: string) => Promise<readonly ImportedRecord[]>;
  readonly importedAs: (sha256: string) => Promise<readonly ImportedRecord[]>;
  readonly settings: () => Promise<readonly Setting[]>;
  readonly pending: (limit: number) => Promise<readonly PendingMark[]>;
  readonly pendingCount: () => Promise<number>;
  readonly lastAppliedSeq: () => Promise<number>;
  /** Records by their keys (id, owner, hash, name); undefined where there is none. */
  readonly byKey: (
    kind: RecordPage['kind'],
    keys: readonly string[],
  ) => Promise<readonly (object | undefined)[]>;
  /** How many rows each table should have. */
  readonly stock: () => Promise<Stock>;
  /** When a record last changed, ISO; null where there is none. */
  readonly lastUpdatedAt: () => Promise<string | null>;
  readonly close: () => void;
}

/** Some records of one kind, as they are stored. */
export interface RecordPage {
  readonly kind: NounKind | 'body' | 'piece' | 'setting';
  readonly records: readonly object[];
}

/** One frame of the journal, read. */
export interface Entry {
  readonly seq: number;
  readonly operations: readonly Operation[];
}

export type StoreTrouble =
  | { readonly kind: 'disk full' }
  /** It was told to wait: what room there is is the journal's. */
  | { readonly kind: 'no room' }
  /** The browser closed the database under us: it may have been deleted. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'broken'; readonly why: string };

export interface Store extends Reader {
  /**
   * Applies entries strictly in sequence order, each in one transaction with `lastAppliedSeq` and its pending marks.
   * An entry that comes early waits for those before it; one that was applied is skipped. Resolves when applied;
   * rejects with a `StoreFault` when the queue stopped.
   */
  readonly apply: (entry: Entry) => Promise<void>;
  /** Tries again after the queue stopped. */
  readonly resume: () => void;
  /** Applies nothing more until it is resumed; what is kept meanwhile waits. Does nothing while the queue is stopped. */
  readonly wait: () => void;
  /**
   * Lets no entry be applied until the returned function is called: what is read meanwhile is all of one moment.
   * Resolves when what was being written is written. Entries wait; they are saved.
   */
  readonly hold: () => Promise<() => void>;
  /** Every record of every kind, kind after kind. Of one moment while the queue is held. */
  readonly everyRecord: () => AsyncIterable<RecordPage>;
  /** Pieces that no body and no kept revision names. */
  readonly unnamedPieces: () => Promise<ReadonlySet<string>>;
  /** Attached files that nothing needs: no source has them, and no text of a source was read from their bytes. */
  readonly unneededAttachments: () => Promise<readonly Attachment[]>;
  /** Notes that this working copy was found wanting: the next start builds another. */
  readonly doubt: (why: string) => Promise<void>;
  /** Removes marks whose record was not touched since (same `seq`). */
  readonly clearMarks: (marks: readonly PendingMark[]) => Promise<void>;
  /** Told when the queue stops, and null when it runs again. Returns its own undo. */
  readonly watchTrouble: (listener: (trouble: StoreTrouble | null) => void) => () => void;
}

export type OpenedStore =
  | {
      readonly kind: 'open';
      readonly store: Store;
      readonly isNew: boolean;
      readonly notebookId: string;
      readonly soundness: Soundness;
    }
  /** Written by a newer version of the program. */
  | { readonly kind: 'newer' }
  /** Another window holds an older version of it open. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'failed'; readonly why: string };

/** What can be told of a working copy when it is opened. */
export interface Soundness {
  /** Rows that there should be and rows that there are; the same in a database that did not count until now. */
  readonly expected: Stock;
  readonly found: Stock;
  /** It was never filled to its end. */
  readonly isHalfMade: boolean;
  /** Why an earlier check found it wanting. */
  readonly doubt: string | null;
  /** What the browser said that it lost. */
  readonly dataLoss: string | null;
}

/** The text of one searchable record as it was last cut: what hits are shown of. Where passages are, the index knows. */
export interface DerivedDocument {
  /** `kind:id`. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
}

/** A part of the index as search stores it. */
export interface IndexPart {
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** What is rebuilt when it is lost: passages and vectors. One interface, so that a file may take its place. */
export interface DerivedStore {
  /** Every document, in batches. */
  readonly documents: () => AsyncIterable<readonly DerivedDocument[]>;
  /** In the order of the keys; undefined where there is none. */
  readonly getDocuments: (keys: readonly string[]) => Promise<readonly (DerivedDocument | undefined)[]>;
  readonly putDocuments: (documents: readonly DerivedDocument[]) => Promise<void>;
  readonly removeDocuments: (keys: readonly string[]) => Promise<void>;
  readonly documentKeys: () => Promise<readonly string[]>;
  /** Stored parts of the index. One whose checksum fails is left out and removed. */
  readonly indexParts: () => AsyncIterable<IndexPart>;
  /** Puts parts and takes away those without bytes, all or none. */
  readonly putIndexParts: (
    parts: readonly { readonly id: number; readonly bytes: Uint8Array | null }[],
  ) => Promise<void>;
  /**
   * Every vector, in runs that are good until the next is asked for: text hash and packed bytes. What was torn or
   * damaged is left out.
   */
  readonly vectors: () => Iterable<VectorRun>;
  /** In the order of the hashes; undefined where there is none. */
  readonly getVectors: (hashes: readonly string[]) => readonly (Uint8Array | undefined)[];
  /** Adds vectors that are not there yet. */
  readonly putVectors: (
    vectors: readonly { readonly hash: string; readonly packed: Uint8Array }[],
  ) => Promise<void>;
  /** Rewrites what holds vectors that are not wanted any more. */
  readonly keepVectors: (wants: (print: Print) => boolean) => Promise<void>;
  readonly close: () => void;
}
