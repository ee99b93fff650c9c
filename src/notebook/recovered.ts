// What was found at a start and what was done about it, for a person to read.

/** Why the working copy could not be used as it was. */
export type RecoveryCause =
  /** It was not there, or empty. */
  | 'gone'
  /** The browser says that it lost some of it. */
  | 'data loss'
  /** It could not be opened or read. */
  | 'unreadable'
  /** It was another notebook's. */
  | 'another notebook'
  /** It ended before the entry that the notebook begins after. */
  | 'behind'
  /** It held more entries than the journal. */
  | 'ahead'
  /** Rows were missing. */
  | 'rows missing'
  /** The journal was not there, and the working copy of a notebook was. */
  | 'journal gone'
  /** It was never finished. */
  | 'half made'
  /** A check of everything found it wanting. */
  | 'found wanting';

export interface Recovered {
  /** Notes, sources, excerpts and all other records that were counted. */
  readonly checked: number;
  /** How many of them were not there when the notebook was opened, and are now. */
  readonly restored: number;
  /** How many are still not there. */
  readonly missing: number;
  /** Null when the working copy was whole: then nothing was built again. */
  readonly rebuilt: {
    readonly cause: RecoveryCause;
    /** What it was built from, before the journal's entries. */
    readonly from: 'journal' | 'base' | 'backup' | 'working copy';
    /** Name of the backup that stood in for the damaged base. */
    readonly backup: string | null;
    readonly entries: number;
  } | null;
}
