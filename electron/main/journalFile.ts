// The notebook's journal and identity on disk, and the calls of the window that reach them.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Identity } from '#desktop/contract.ts';
import { openVault, type Vault } from '#vault/vault.ts';
import type { Hands } from './hands.ts';
import { nodeDigest } from './nodeDigest.ts';
import { nodeFiles } from './nodeFiles.ts';
import type { Handlers } from './registrar.ts';

export interface JournalFile {
  identity(): Identity;
  readonly vault: Vault;
  readonly handlers: Pick<Handlers, 'appendJournal' | 'openJournal' | 'setDatabase'>;
  /** Resolves when everything that was asked for is on the disk, and the files are closed. */
  /** Has someone told when the disk refused an entry. */
  watchRefused(refused: () => void): void;
  close(): Promise<void>;
}

/** Opens the notebook in a folder, made where it is absent. Rejects with a `VaultFault` when it cannot be trusted. */
export async function openJournalFile(folder: string, hands: Hands): Promise<JournalFile> {
  mkdirSync(folder, { recursive: true });
  const vault = await openVault(nodeFiles(folder), {
    newNotebookId: randomUUID(),
    clock: Date.now,
    reading: { newDigest: nodeDigest },
  });
  let refused: () => void = () => undefined;
  return {
    identity: () => vault.identity(),
    vault,
    handlers: {
      async appendJournal(entry) {
        const answer = await vault.journal.append(entry);
        if (answer.kind === 'failed') refused();
        return answer;
      },
      openJournal: (afterSeq) => ({ address: hands.offerStream(() => vault.journal.read(afterSeq)) }),
      async setDatabase(name) {
        await vault.setDatabase(name);
        return null;
      },
    },
    watchRefused(told) {
      refused = told;
    },
    async close() {
      await vault.journal.idle();
      await vault.journal.close();
    },
  };
}
