// The vault: the journal and the identity of one notebook folder, opened together and kept in agreement.
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
  /** Points the identity at another database. Rejects when that could not be written down. */
  setDatabase(name: string): Promise<void>;
  /** Lets the notebook begin elsewhere, and points at the database that does: both or neither. Rejects as above. */
  setBase(base: Base, database: string): Promise<void>;
}

export interface VaultOptions {
  /** Used only where the folder has no identity that can be read. */
  readonly newNotebookId: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly segmentBytes?: number;
}

/** Opens a notebook folder, a new one included. Throws a `VaultFault` when it cannot be trusted as it is. */
export async function openVault(files: Files, options: VaultOptions): Promise<Vault> {
  const { newNotebookId, ...journalOptions } = options;
  const journal = await openJournal(files, journalOptions);
  const found = await findIdentity(files);
  let current: SealedIdentity = found.identity ?? {
    generation: 1,
    notebookId: newNotebookId,
    database: `notebook-${newNotebookId}`,
    everHadData: journal.lastSeq > 0,
    base: null,
  };
  const mended = mendIdentity(files, found, current, options.clock());
  // Who the notebook is must be written down before it is used; a full disk must not keep a known one shut.
  await (found.identity === null ? mended : mended.catch(() => undefined));
  let changing = Promise.resolve();

  /** One change after the other; each is judged against what the one before it left. */
  function change(difference: Partial<SealedIdentity>): Promise<void> {
    const made = changing.then(async () => {
      const next = { ...current, ...difference, generation: current.generation + 1 };
      await writeIdentity(files, next, identityNames);
      current = next;
    });
    changing = made.catch(() => undefined); // whoever asked is told; the next change starts from what is
    return made;
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
    setDatabase: (name) => change({ database: name }),
    setBase: (base, database) => change({ base, database }),
  };
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
