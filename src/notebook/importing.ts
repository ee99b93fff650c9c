// Bringing files in: each is read by an importer, recognised if it came before, and committed whole or not at all.
import type { ImportAs, Refusal } from '#exchange/imported.ts';
import type { Answer, BytesFrom } from '#exchange/importerProtocol.ts';
import type { Loss, LossKind } from '#exchange/loss.ts';
import { citekeys } from './citekeys.ts';
import { startImport } from './importRun.ts';
import type { OriginalsDesk } from './originals.ts';
import type { Parts } from './records.ts';

export type { ImportAs, Loss, LossKind, Refusal };

/** A file on offer: its bytes lie at a one-use address, or in a File that was dropped. */
export interface Candidate {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
  readonly from: BytesFrom;
}

export interface ImportOffer {
  readonly root: string;
  readonly files: readonly Candidate[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

/** Reads one file on a thread of its own. */
export type ImportRunner = (file: Candidate, as: ImportAs, signal: AbortSignal) => Promise<Answer>;

export type Outcome =
  | 'imported'
  /** Came before from this place with these bytes. */
  | 'unchanged'
  /** Came before from this place with other bytes: taken over when the person says so. */
  | 'changed'
  /** As `changed`, but the record was edited here since: left alone. */
  | 'edited here'
  /** Was `changed`, until the person took the new version over. */
  | 'updated'
  /** Came before and lies in the trash: left there. */
  | 'in trash'
  | 'refused'
  | 'failed';

export interface ReportRow {
  readonly path: string;
  readonly outcome: Outcome;
  readonly record?: { readonly kind: 'note' | 'source'; readonly id: string };
  /** Why it was refused or failed. */
  readonly reason?: string;
  readonly losses: readonly Loss[];
  /** The record that has the same bytes and came from another path. */
  readonly duplicateOf?: { readonly kind: 'note' | 'source'; readonly id: string };
}

export interface ImportProgress {
  readonly state: 'running' | 'paused' | 'finished' | 'cancelled' | 'stopped';
  readonly done: number;
  readonly total: number;
  readonly imported: number;
  readonly filesPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** Why it stopped, or why a new version could not be taken over: the disk, or the working copy. */
  readonly trouble?: string;
}

export interface ImportRun {
  /** Where the files came from. */
  readonly root: string;
  readonly progress: () => ImportProgress;
  readonly watch: (listener: (progress: ImportProgress) => void) => () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** What was imported stays; the rest is left. */
  readonly cancel: () => void;
  /** Every file that was come to, once, in the order of their paths. Never rejects. */
  readonly report: Promise<readonly ReportRow[]>;
  /** The same as it stands now; another list only when something changed. */
  readonly rows: () => readonly ReportRow[];
  /** Takes over the new bytes of files whose outcome is `changed`. Resolves with how many were. */
  readonly update: (paths: readonly string[]) => Promise<number>;
}

export interface Importing {
  /** One run at a time: a second waits until the first has ended, so that it knows every file of it. */
  readonly start: (offer: ImportOffer, as: ImportAs) => ImportRun;
}

/** An import of more files than these is preceded by a backup. */
const manyFiles = 50;

export function openImporting(
  parts: Parts,
  readFile: ImportRunner,
  backUp: () => Promise<unknown>,
  hasRoom: () => boolean,
  originals: OriginalsDesk | undefined,
): Importing {
  const keys = citekeys(parts);
  let last: Promise<unknown> = Promise.resolve();
  return {
    start: (offer, as) => {
      // An import only adds: one that comes before a backup can be taken is better than none.
      const before = (): Promise<unknown> => backUp().catch(() => undefined);
      const earlier = offer.files.length > manyFiles ? last.then(before) : last;
      const run = startImport(
        { parts, makeCitekey: keys.make, readFile, hasRoom, originals },
        offer,
        as,
        earlier,
      );
      last = run.report;
      return run;
    },
  };
}
