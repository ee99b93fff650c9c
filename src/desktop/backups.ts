// What the window and main say to each other about reading backups and beginning with one. Main reads and verifies the
// files; the window understands the records.
import { fail, field, oneOf, only, type Parse, text, wholeNumber } from './parse.ts';

/** Which snapshot: one in the folder of snapshots, a file chosen in a dialog, or the one the notebook begins with. */
export type BackupPlace =
  | { readonly kind: 'known'; readonly name: string }
  | { readonly kind: 'file'; readonly file: number }
  | { readonly kind: 'base' };

export interface BackupReading {
  readonly from: BackupPlace;
  /** Whether a snapshot with damaged entries is refused, or read without them. */
  readonly part: 'whole' | 'healthy';
  /** Only whether it is sound; its records too; or also its attached files, into the notebook's folder. */
  readonly want: 'soundness' | 'records' | 'everything';
}

/** A file that the person chose; the number is good until the program ends. */
export interface ChosenBackup {
  readonly file: number;
  readonly name: string;
}

export interface BackupAddress {
  readonly address: string;
}

export type BaseSet =
  | { readonly kind: 'set' }
  /** What was read back was not sound, or something was saved since. Nothing was changed. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: 'disk full' | 'disk error' };

export interface RehearsalDone {
  readonly backup: string;
  readonly records: number;
  readonly different: number;
}

export interface SafetyFacts {
  readonly freeBytes: number | null;
  readonly journalBytes: number;
  readonly rehearsal: (RehearsalDone & { readonly at: string }) | null;
}

const snapshotName = /^commonplace-[0-9TZ-]{10,40}\.zip$/;

const backupPlace: Parse<BackupPlace> = (value) => {
  const kind = oneOf('known', 'file', 'base')(field(value, 'kind'));
  if (kind === 'base') {
    only(value, ['kind']);
    return { kind };
  }
  if (kind === 'file') {
    only(value, ['kind', 'file']);
    return { kind, file: wholeNumber(field(value, 'file')) };
  }
  only(value, ['kind', 'name']);
  const name = text(60)(field(value, 'name'));
  return snapshotName.test(name) ? { kind, name } : fail('name of a snapshot expected');
};

export const backupReading: Parse<BackupReading> = (value) => {
  only(value, ['from', 'part', 'want']);
  return {
    from: backupPlace(field(value, 'from')),
    part: oneOf('whole', 'healthy')(field(value, 'part')),
    want: oneOf('soundness', 'records', 'everything')(field(value, 'want')),
  };
};

export const rehearsalDone: Parse<RehearsalDone> = (value) => {
  only(value, ['backup', 'records', 'different']);
  return {
    backup: text(255)(field(value, 'backup')),
    records: wholeNumber(field(value, 'records')),
    different: wholeNumber(field(value, 'different')),
  };
};
