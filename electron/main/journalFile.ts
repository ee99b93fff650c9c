// The notebook's journal and identity on disk, and the calls of the window that reach them.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Identity } from '#desktop/contract.ts';
import type { Base } from '#vault/identity.ts';
import { openVault } from '#vault/vault.ts';
import type { Hands } from './hands.ts';
import { nodeFiles } from './nodeFiles.ts';
import type { Handlers } from './registrar.ts';

export interface JournalFile {
  identity(): Identity;
  /** Lets the notebook begin with a snapshot, and points at the database that does: both or neither. */
  setBase(base: Base, database: string): Promise<void>;
  journalBytes(): number;
  readonly handlers: Pick<Handlers, 'appendJournal' | 'openJournal' | 'setDatabase'>;
  /** Resolves when everything that was asked for is on the disk, and the files are closed. */
  close(): Promise<void>;
}

/** Opens the notebook in a folder, made where it is absent. Rejects with a `VaultFault` when it cannot be trusted. */
export async function openJournalFile(folder: string, hands: Hands): Promise<JournalFile> {
  mkdirSync(folder, { recursive: true });
  const vault = await openVault(nodeFiles(folder), { newNotebookId: randomUUID(), clock: Date.now });
  return {
    identity: () => vault.identity(),
    setBase: (base, database) => vault.setBase(base, database),
    journalBytes: () => vault.journal.sizeBytes,
    handlers: {
      appendJournal: (entry) => vault.journal.append(entry),
      openJournal: (afterSeq) => ({ address: hands.offerStream(() => vault.journal.read(afterSeq)) }),
      async setDatabase(name) {
        await vault.setDatabase(name);
        return null;
      },
    },
    async close() {
      await vault.journal.idle();
      await vault.journal.close();
    },
  };
}
