// What screens ask for about backups and safety, put together. One long piece of work at a time.
import type { Identity } from '#desktop/contract.ts';
import type { KnownSnapshot } from '#desktop/snapshots.ts';
import type { SnapshotDesk } from './backup.ts';
import { checkEverything } from './checkEverything.ts';
import { lookAtBackup } from './lookingAtBackup.ts';
import type { Parts } from './records.ts';
import { rehearseRestore } from './rehearseRestore.ts';
import { restoreBackup } from './restoreBackup.ts';
import type { RestoreDesk } from './restoreDesk.ts';
import type { KnownBackup, Restoring } from './restoring.ts';

export interface RestoringParts extends Parts {
  readonly desk: RestoreDesk;
  readonly snapshotDesk: SnapshotDesk;
  readonly identity: Identity;
}

export function openRestoring(parts: RestoringParts): Restoring {
  const { desk, store, door, identity } = parts;
  const { notebookId } = identity;
  let busy: Promise<unknown> = Promise.resolve();
  /** When something was last saved since the notebook was opened. */
  let savedAt: string | null = null;
  door.watch(() => {
    savedAt = parts.machine.now().toISOString();
  });

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = busy.then(work);
    busy = done.catch(() => undefined); // whoever asked is told
    return done;
  }

  return {
    list: async () => {
      const { folder, snapshots, unusable, trouble } = await desk.snapshots();
      return { folder, unusable, trouble, backups: snapshots.map(known) };
    },
    chooseFile: async () => {
      const chosen = await desk.chooseBackup();
      return chosen === null ? null : { kind: 'file', ...chosen };
    },
    look: (source, options) => inTurn(() => lookAtBackup({ store, desk, notebookId }, source, options)),
    restore: (source, { partial = false, ...work } = {}) =>
      inTurn(() => restoreBackup({ ...parts, notebookId }, { source, partial, ...work })),
    rehearse: (source, work) => inTurn(() => rehearseRestore({ ...parts, notebookId }, source, work)),
    check: (work) => inTurn(() => checkEverything(parts, work)),
    mend: () => store.doubt('a check found differences'),
    safety: async () => {
      const [{ freeBytes, journalBytes, rehearsal }, { snapshots }] = await Promise.all([
        desk.safety(),
        desk.snapshots(),
      ]);
      const last = snapshots.find(({ own }) => own);
      return {
        lastSavedAt: savedAt ?? (await store.lastUpdatedAt()),
        lastBackup: last === undefined ? null : known(last),
        lastRehearsal: rehearsal,
        freeBytes,
        journalBytes,
      };
    },
  };
}

function known({ name, own, createdAt, sizeBytes, records, reason }: KnownSnapshot): KnownBackup {
  return { source: { kind: 'known', name }, createdAt, sizeBytes, records, reason, isOwn: own };
}
