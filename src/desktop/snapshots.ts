// What the window and main say to each other about snapshots. The window gives records as lines of text under the name
// of their kind; main writes them to a file, reads it back, and looks into none of them.
import { field, fail, oneOf, only, type Parse, text, wholeNumber } from './parse.ts';

const snapshotReasons = ['asked', 'schedule', 'quit', 'import', 'migration', 'restore', 'delete'] as const;
export type SnapshotReason = (typeof snapshotReasons)[number];

export interface SnapshotRequest {
  readonly reason: SnapshotReason;
  /** The last entry of the journal that is in the records that will be given. */
  readonly lastSeq: number;
  /** Set when it is to be where the notebook begins (`setBase`): it goes to the notebook's own folder. */
  readonly asBase?: boolean;
}

/** Records of one kind: all batches of a kind come one after the other. */
export interface SnapshotLines {
  /** Which snapshot, as `beginSnapshot` said. */
  readonly snapshot: number;
  readonly kind: string;
  /** JSON objects, one a line, each line ended. */
  readonly lines: string;
}

export type SnapshotBegun =
  | { readonly kind: 'begun'; readonly snapshot: number }
  /** Says that it holds more than was ever saved, or the notebook is a temporary one. */
  | { readonly kind: 'refused'; readonly why: 'ahead of the journal' | 'temporary notebook' };

/** Answered when the lines were taken over: until then no more should be given. */
export type LinesTaken = { readonly kind: 'taken' } | { readonly kind: 'ended' };

/** `folder missing`: the folder that the person chose is not there; it may be on a disk that is not connected. */
export type SnapshotTrouble = 'disk full' | 'disk error' | 'folder missing';

/** What is known of backups while their folder is not there. */
export interface RememberedBackups {
  readonly last: { readonly createdAt: string; readonly lastSeq: number } | null;
  /** The first attempt in a row that failed; null while the last one did not. */
  readonly failingSince: string | null;
}

/** An older snapshot that stays because the one after it has far fewer records. */
export interface PinnedSnapshot {
  readonly older: string;
  readonly newer: string;
  readonly from: number;
  readonly to: number;
}

export type SnapshotEnded =
  | {
      readonly kind: 'kept';
      readonly name: string;
      readonly createdAt: string;
      readonly sizeBytes: number;
      readonly records: number;
      /** Set when it has far fewer records than the one before, which now stays until that is no longer so. */
      readonly shrunk: { readonly from: number; readonly to: number } | null;
    }
  | { readonly kind: 'failed'; readonly why: SnapshotTrouble }
  /** What was written was not what was read back; `entry` is where. Nothing was kept. */
  | { readonly kind: 'refused'; readonly why: string; readonly entry: string | null }
  /** It was dropped, or another was begun. */
  | { readonly kind: 'stopped' };

export interface KnownSnapshot {
  readonly name: string;
  readonly createdAt: string;
  readonly lastSeq: number;
  readonly records: number;
  readonly sizeBytes: number;
  readonly reason: string;
  /** Of this notebook; the folder may hold those of others. */
  readonly own: boolean;
}

export interface SnapshotFolder {
  /** Shown to the person; the window never sends it back. */
  readonly folder: string;
  /** Newest first. */
  readonly snapshots: readonly KnownSnapshot[];
  readonly unusable: readonly {
    readonly name: string;
    readonly why: string;
    readonly entry: string | null;
  }[];
  readonly pinned: readonly PinnedSnapshot[];
  readonly remembered: RememberedBackups;
  /** Set when the folder cannot be read. */
  readonly trouble: SnapshotTrouble | null;
}

/** Most characters of lines in one call. */
const maxSnapshotChars = 1 << 26;

export const snapshotRequest: Parse<SnapshotRequest> = (value) => {
  only(value, ['reason', 'lastSeq', 'asBase']);
  return {
    reason: oneOf(...snapshotReasons)(field(value, 'reason')),
    lastSeq: wholeNumber(field(value, 'lastSeq')),
    ...(field(value, 'asBase') === true && { asBase: true }),
  };
};

export const snapshotLines: Parse<SnapshotLines> = (value) => {
  only(value, ['snapshot', 'kind', 'lines']);
  const kind = text(40)(field(value, 'kind'));
  if (!/^[a-z]+$/.test(kind)) fail('plain kind expected');
  const lines = text(maxSnapshotChars)(field(value, 'lines'));
  if (lines !== '' && !lines.endsWith('\n')) fail('whole lines expected');
  return { snapshot: wholeNumber(field(value, 'snapshot')), kind, lines };
};
