// The vault: the journal and the identity of one notebook folder, opened together and kept in agreement.
import { type Ballast, openBallast } from './ballast.ts';
import { baseFile, listBases } from './base.ts';
import { VaultFault } from './fault.ts';
import type { Files } from './files.ts';
import {
  type Base,
  findIdentity,
  identityNames,
  mendIdentity,
  type SealedIdentity,
  writeIdentity,
} from './identity.ts';
import { type Journal, openJournal } from './journal.ts';
import type { ReadingOptions } from './openSnapshot.ts';
import { assertBeginning, type Dropped, dropSuperseded, sweepBases } from './superseded.ts';
import { verifySnapshot } from './verifySnapshot.ts';

export interface Identity {
  readonly notebookId: string;
  /** Name of the database that holds the working copy; a restore builds another and points here to it. */
  readonly database: string;
  /** The last entry of the journal; 0 when there is none. */
  readonly lastSeq: number;
  /** True once anything was ever written: an empty working copy is then a fault, not a new notebook. */
  readonly everHadData: boolean;
  /** Null while the notebook begins with the journal's first entry. */
  readonly base: Base | null;
}

export interface Vault {
  identity(): Identity;
  readonly journal: Journal;
  /** Given up by the journal itself when the disk is full. It must be taken up again, and at first, by whoever watches the disk. */
  readonly ballast: Ballast;
  /** Points the identity at another database. Rejects when that could not be written down. */
  setDatabase(name: string): Promise<void>;
  /** Lets the notebook begin elsewhere, and points at the database that does: both or neither. Rejects as above. */
  setBase(base: Base, database: string): Promise<void>;
  /**
   * Lets the same notebook begin later, with a base that is what it was then: the database stays. False, and nothing
   * is done, when it begins there or later by now. Rejects as above.
   */
  moveBase(base: Base): Promise<boolean>;
  /**
   * Removes what lies before the base: segments that it stands for whole, and earlier bases. Never at a start: after a
   * restore it is the way back. Null without a base. Rejects when a file cannot be removed; a later call goes on.
   */
  dropSuperseded(signal?: AbortSignal): Promise<Dropped | null>;
}

export interface VaultOptions {
  /** Used only where the folder has no identity that can be read. */
  readonly newNotebookId: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly segmentBytes?: number;
  readonly ballastBytes?: number;
  /** How a base is read when that is needed. */
  readonly reading?: Omit<ReadingOptions, 'signal'>;
}

/** Opens a notebook folder, a new one included. Throws a `VaultFault` when it cannot be trusted as it is. */
export async function openVault(files: Files, options: VaultOptions): Promise<Vault> {
  const { newNotebookId: _, reading = {}, ballastBytes = 16 * 2 ** 20, ...journalOptions } = options;
  const ballast = openBallast(files, ballastBytes);
  const found = await findIdentity(files);
  const known = found.identity ?? (await identityMadeAgain(files, options));
  if (known.base !== null) await assertBeginning(files, known.base);
  const journal = await openJournal(files, {
    ...journalOptions,
    baseSeq: known.base?.seq ?? 0,
    makeRoom: () => ballast.giveUp(),
  });
  let current: SealedIdentity = { ...known, everHadData: known.everHadData || journal.lastSeq > 0 };
  const mended = mendIdentity(files, found, current, options.clock());
  // Who the notebook is must be written down before it is used; a full disk must not keep a known one shut.
  await (found.identity === null ? mended : mended.catch(() => undefined));
  await sweepBases(files, found).catch(() => undefined); // a later start, then
  let changing: Promise<unknown> = Promise.resolve();

  /** One change after the other; each is judged against what the one before it left. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = changing.then(work);
    changing = done.catch(() => undefined); // whoever asked is told; the next change starts from what is
    return done;
  }

  async function writeChanged(difference: Partial<SealedIdentity>): Promise<void> {
    const next = { ...current, ...difference, generation: current.generation + 1 };
    await writeIdentity(files, next, identityNames);
    current = next;
  }

  function change(difference: Partial<SealedIdentity>): Promise<void> {
    return inTurn(() => writeChanged(difference));
  }

  return {
    identity: () => ({
      notebookId: current.notebookId,
      database: current.database,
      lastSeq: journal.lastSeq,
      everHadData: current.everHadData || journal.lastSeq > 0,
      base: current.base,
    }),
    journal: noticingData(
      journal,
      () => !current.everHadData,
      () => change({ everHadData: true }),
    ),
    ballast,
    setDatabase: (name) => change({ database: name }),
    setBase: (base, database) => change({ base, database }),
    moveBase: (base) =>
      inTurn(async () => {
        if (current.base !== null && current.base.seq >= base.seq) return false;
        await writeChanged({ base });
        return true;
      }),
    dropSuperseded: (signal) =>
      inTurn(async () => {
        if (current.base === null) return null;
        const how = { ...reading, ...(signal && { signal }) };
        return dropSuperseded(files, journal, current.base, how);
      }),
  };
}

/**
 * The identity of a folder that has none which can be read: of a new notebook, or as the newest base says. What the
 * database was called is not known then; it gets a new name, so that it is built from the base and no other is believed.
 */
async function identityMadeAgain(files: Files, options: VaultOptions): Promise<SealedIdentity> {
  const newest = (await listBases(files)).at(-1);
  if (newest === undefined) {
    const { newNotebookId: notebookId } = options;
    const database = `notebook-${notebookId}`;
    return { generation: 1, notebookId, database, everHadData: false, base: null };
  }
  const { snapshot, seq, notebookId } = newest;
  const verified = await verifySnapshot(files, baseFile(newest), options.reading);
  // An earlier one would be a notebook that somebody left behind: better none than that.
  if (verified.kind === 'refused') throw new VaultFault({ kind: 'damaged', file: baseFile(newest), at: 0 });
  const database = `notebook-${notebookId}-${options.clock()}`;
  return { generation: 1, notebookId, database, everHadData: true, base: { snapshot, seq } };
}

/** The same journal, which has it written down when the first entry is kept, before that is acknowledged. */
function noticingData(journal: Journal, isUnnoticed: () => boolean, notice: () => Promise<void>): Journal {
  return {
    async append(payload) {
      const answer = await journal.append(payload);
      // The entry is kept whatever becomes of the note about it: the next start sees it in the journal.
      if (answer.kind === 'kept' && isUnnoticed()) await notice().catch(() => undefined);
      return answer;
    },
    read: (afterSeq) => journal.read(afterSeq),
    bytesThrough: (seq) => journal.bytesThrough(seq),
    removeThrough: (seq) => journal.removeThrough(seq),
    get lastSeq() {
      return journal.lastSeq;
    },
    get sizeBytes() {
      return journal.sizeBytes;
    },
    get trouble() {
      return journal.trouble;
    },
    get cutAside() {
      return journal.cutAside;
    },
    idle: () => journal.idle(),
    close: () => journal.close(),
  };
}
