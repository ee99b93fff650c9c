// Bringing a notebook back from a backup, trying that out, and checking that nothing is missing: what screens ask for.
import type { NounKind } from '#domain/id.ts';
import type { SnapshotFault } from '#vault/snapshotFault.ts';

/** Everything that a backup has records of. */
export type RecordKind = NounKind | 'body' | 'piece' | 'setting';
export type Counts = Readonly<Partial<Record<RecordKind, number>>>;

/** A backup in the folder of backups, or a file that the person chose; never a path. */
export type BackupSource =
  | { readonly kind: 'known'; readonly name: string }
  /** `file` is good until the program ends. */
  | { readonly kind: 'file'; readonly file: number; readonly name: string };

export interface KnownBackup {
  readonly source: BackupSource;
  readonly createdAt: string;
  readonly sizeBytes: number;
  /** Pieces and revisions are not counted. */
  readonly records: number;
  readonly reason: string;
  /** Of this notebook; the folder may hold those of others. */
  readonly isOwn: boolean;
}

export interface BackupList {
  /** Shown to the person. */
  readonly folder: string;
  /** Newest first. */
  readonly backups: readonly KnownBackup[];
  readonly unusable: readonly {
    readonly name: string;
    readonly why: string;
    readonly entry: string | null;
  }[];
  readonly trouble: 'disk full' | 'disk error' | 'folder missing' | null;
}

/** Why a backup is not accepted, and in which of its entries. */
export type BackupFault = SnapshotFault;

export type RestorePhase =
  /** The file is read and held against its hashes. Bytes. */
  | 'verifying'
  /** Records. */
  | 'reading'
  | 'backing up'
  /** Attached files are stored. Bytes. */
  | 'attachments'
  /** Attached files are read and held against their names. */
  | 'files'
  /** Records. */
  | 'writing'
  /** The result is read back and put where the notebook begins. */
  | 'keeping'
  /** Records. */
  | 'comparing'
  /** Entries of the journal. */
  | 'journal'
  /** Backups that are verified, one after the other. */
  | 'backups';

export interface RestoreProgress {
  readonly phase: RestorePhase;
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
}

export interface LongWork {
  readonly signal?: AbortSignal;
  readonly report?: (progress: RestoreProgress) => void;
}

/** Something about one record that a person may want to know. */
export interface RecordNotice {
  readonly kind: RecordKind | 'attached file' | 'unknown kind';
  readonly id: string;
  readonly why: string;
}

/** How many there are, and the first of them. */
export interface Noticed {
  readonly count: number;
  readonly first: readonly RecordNotice[];
}

export interface Differences {
  /** In the backup and not in the notebook. */
  readonly added: number;
  readonly changed: number;
  /** In the notebook and not in the backup. */
  readonly removed: number;
}

export interface BackupAbout {
  readonly createdAt: string;
  readonly notebookId: string;
  /** Of this notebook; one of another computer is not, and may be restored all the same. */
  readonly isOwn: boolean;
  readonly program: string;
  readonly reason: string;
  readonly sizeBytes: number;
  readonly attachments: number;
}

export interface Looked {
  readonly kind: 'looked';
  readonly source: BackupSource;
  readonly about: BackupAbout;
  /** What would be restored. */
  readonly counts: Counts;
  /** Against the notebook as it is now. Pieces are not compared: texts are. */
  readonly differences: Readonly<Partial<Record<RecordKind, Differences>>>;
  /** Records that are not quite as they should be, and are restored with a repair. */
  readonly repaired: Noticed;
  /** Records that cannot be read: they stay in the backup and are not restored. */
  readonly unread: Noticed;
  /** References to records, pieces or attached files that are not there: they are restored as they are. */
  readonly dangling: Noticed;
  /** Set when only the healthy entries were looked at: those that were left out. */
  readonly leftOut: readonly string[];
}

export interface BackupRefused {
  readonly kind: 'refused';
  readonly fault: BackupFault;
  /** The damaged entry, where it is one. */
  readonly entry: string | null;
  /** What the healthy entries hold; null when nothing can be told from it. */
  readonly partial: { readonly counts: Counts; readonly attachments: number } | null;
}

export type LookOutcome =
  Looked | BackupRefused | { readonly kind: 'failed'; readonly why: string } | { readonly kind: 'stopped' };

export type RestoreOutcome =
  /** The notebook is another now: the window must be loaded again. */
  | {
      readonly kind: 'restored';
      readonly counts: Counts;
      readonly repaired: Noticed;
      readonly unread: Noticed;
    }
  | BackupRefused
  /** The notebook as it is now could not be backed up; nothing was changed. `why` is what the backup said. */
  | { readonly kind: 'not backed up'; readonly why: string }
  /** Nothing was changed. */
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'stopped' };

export type RehearseOutcome =
  | {
      readonly kind: 'rehearsed';
      readonly source: BackupSource;
      readonly about: BackupAbout;
      /** Records that were restored into a database of their own and read back. */
      readonly counts: Counts;
      /** Records that did not come back as they are in the backup. */
      readonly different: Noticed;
      readonly repaired: Noticed;
      readonly unread: Noticed;
      readonly dangling: Noticed;
    }
  | { readonly kind: 'no backup' }
  | BackupRefused
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'stopped' };

export type Finding =
  /** The working copy lacks a record of the journal, has one that differs, or one that the journal does not know. */
  | { readonly kind: 'missing' | 'different' | 'unknown'; readonly record: RecordNotice }
  /** A reference to a piece or attached file that is not there. */
  | { readonly kind: 'dangling'; readonly record: RecordNotice }
  /** An attached file whose bytes are not those that it is named for. */
  | { readonly kind: 'attached file'; readonly sha256: string; readonly why: string }
  | { readonly kind: 'backup'; readonly name: string; readonly fault: BackupFault }
  /** An operation in the journal that this version cannot read; it stays there. */
  | { readonly kind: 'unread entry'; readonly seq: number; readonly why: string };

export type CheckOutcome =
  | {
      readonly kind: 'checked';
      readonly entries: number;
      readonly counts: Counts;
      readonly attachments: number;
      readonly backups: number;
      readonly findingCount: number;
      /** The first of them. */
      readonly findings: readonly Finding[];
      /** True when building the working copy again (`mend`) would help. */
      readonly isMendable: boolean;
    }
  /** The journal, or what the notebook begins with, could not be read to its end. */
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'stopped' };

export interface Rehearsal {
  readonly at: string;
  readonly backup: string;
  readonly records: number;
  /** Records that did not come back as they were. */
  readonly different: number;
}

export interface SafetyFigures {
  /** Null when nothing was ever saved. */
  readonly lastSavedAt: string | null;
  /** The newest backup of this notebook; each was read back and verified when it was written. */
  readonly lastBackup: KnownBackup | null;
  readonly lastRehearsal: Rehearsal | null;
  readonly freeBytes: number | null;
  readonly journalBytes: number;
}

export interface Restoring {
  readonly list: () => Promise<BackupList>;
  /** Opens the desktop's dialog. Null when the person cancelled. */
  readonly chooseFile: () => Promise<BackupSource | null>;
  /** Verifies a backup and says what restoring it would do. Changes nothing. With `partial`, only what is healthy. */
  readonly look: (
    source: BackupSource,
    options?: LongWork & { readonly partial?: boolean },
  ) => Promise<LookOutcome>;
  /** Backs up the notebook as it is, then makes it what the backup says. Saving waits meanwhile. */
  readonly restore: (
    source: BackupSource,
    options?: LongWork & { readonly partial?: boolean },
  ) => Promise<RestoreOutcome>;
  /** Restores a backup, the newest of this notebook unless one is named, into a scratch database and compares it. */
  readonly rehearse: (source: BackupSource | 'newest', options?: LongWork) => Promise<RehearseOutcome>;
  /** Reads everything there is and holds it against the journal. Changes nothing. */
  readonly check: (options?: LongWork) => Promise<CheckOutcome>;
  /** Has the working copy built again from the journal when the window is next loaded, which the caller does. */
  readonly mend: () => Promise<void>;
  readonly safety: () => Promise<SafetyFigures>;
}
