// Restoring a backup: the notebook as it is is backed up, the backup goes into a database of its own, and only when that
// was read back whole does the notebook begin with it. Until then nothing about the notebook has changed.
//
//   verify -> hold the door -> back up the present -> fill a new database -> mark the journal -> snapshot of the new
//   database, read back, beside the journal -> begin with it (one step, written down by main)
import { openFilling, type Filling } from '#store/fill.ts';
import { openStore } from '#store/openStore.ts';
import { databaseName } from '#store/tidy.ts';
import type { BackupOutcome, SnapshotDesk } from './backup.ts';
import { openBackup } from './backup.ts';
import { backupRecords } from './backupRecords.ts';
import { putting, throughSteps } from './fillFrom.ts';
import { openLedger } from './ledger.ts';
import { placeOf } from './lookingAtBackup.ts';
import type { Parts } from './records.ts';
import type { RestoreDesk } from './restoreDesk.ts';
import type { BackupSource, LongWork, RestoreOutcome } from './restoring.ts';

export interface RestoreParts extends Parts {
  readonly desk: RestoreDesk;
  readonly snapshotDesk: SnapshotDesk;
  readonly notebookId: string;
}

interface Restoring extends LongWork {
  readonly source: BackupSource;
  readonly partial: boolean;
}

export async function restoreBackup(parts: RestoreParts, restoring: Restoring): Promise<RestoreOutcome> {
  const release = await parts.door.hold();
  let filling: Filling | null = null;
  let isRestored = false;
  try {
    const name = databaseName(parts.notebookId, parts.machine.now());
    const opened = await openFilling(name, parts.notebookId);
    if (opened.kind === 'failed') return opened;
    filling = opened.filling;
    const outcome = await into(filling, parts, restoring);
    isRestored = outcome.kind === 'restored';
    return outcome;
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  } finally {
    // After a restore the door stays shut: what would come in belongs to the notebook that was.
    if (!isRestored) {
      await filling?.drop().catch(() => undefined); // or at the next start
      release();
    }
  }
}

async function into(filling: Filling, parts: RestoreParts, restoring: Restoring): Promise<RestoreOutcome> {
  const { desk, machine, store } = parts;
  const { source, partial, ...work } = restoring;
  const ledger = openLedger();
  const present: { notBackedUp: string | null } = { notBackedUp: null };
  const sent = desk.readBackup({
    from: placeOf(source),
    part: partial ? 'healthy' : 'whole',
    want: 'everything',
  });
  const ended = await throughSteps(backupRecords(sent, ledger), {
    ...work,
    phase: 'writing',
    onVerified: async () => {
      work.report?.({ phase: 'backing up', done: 0, total: 0 });
      present.notBackedUp = await backUp(parts, work);
      if (present.notBackedUp !== null) throw new Error(present.notBackedUp);
    },
    onBatch: putting(filling),
  });
  if (ended.kind !== 'stopped' && present.notBackedUp !== null)
    return { kind: 'not backed up', why: present.notBackedUp };
  if (ended.kind !== 'done') return ended;

  work.report?.({ phase: 'keeping', done: 0, total: 0 });
  // Backups of the notebook that was end before this entry, and so are told from those of the notebook that will be.
  const mark = await machine.journal.append('[]');
  if (mark.kind === 'failed') return { kind: 'failed', why: mark.why };
  await store.apply({ seq: mark.seq, operations: [] });
  await filling.finish(mark.seq, 'scratch');
  const kept = await snapshotOf(filling, parts, work);
  if (kept.kind === 'stopped') return kept;
  if (kept.kind !== 'kept') return { kind: 'failed', why: kept.why };
  if (work.signal?.aborted === true) return { kind: 'stopped' };
  await filling.finish(mark.seq, 'working copy');
  const set = await desk.setBase(filling.name);
  if (set.kind !== 'set') return { kind: 'failed', why: set.why };
  filling.close();
  return {
    kind: 'restored',
    counts: ledger.counts(),
    repaired: ledger.repaired.noticed(),
    unread: ledger.unread.noticed(),
  };
}

/** Null when the notebook as it is was backed up, or there is nothing to back up; otherwise why not. */
async function backUp(
  { store, snapshotDesk }: RestoreParts,
  { signal, report }: LongWork,
): Promise<string | null> {
  if ((await store.lastAppliedSeq()) === 0) return null;
  // One of its own: a backup that is under way began before the door was shut.
  const outcome = await openBackup(store, snapshotDesk).now('restore', signal, (progress) =>
    report?.({ ...progress, phase: 'backing up' }),
  );
  if (outcome.kind === 'kept') return null;
  return 'why' in outcome ? outcome.why : outcome.kind;
}

/** Takes the snapshot with which the notebook will begin, of what the new database holds. */
async function snapshotOf(
  filling: Filling,
  { notebookId, snapshotDesk }: RestoreParts,
  { signal, report }: LongWork,
): Promise<BackupOutcome> {
  const opened = await openStore(filling.name, notebookId);
  if (opened.kind !== 'open') return { kind: 'unreadable', why: opened.kind };
  try {
    const desk: SnapshotDesk = {
      ...snapshotDesk,
      beginSnapshot: (request) => snapshotDesk.beginSnapshot({ ...request, asBase: true }),
    };
    return await openBackup(opened.store, desk).now('restore', signal, (progress) =>
      report?.({ ...progress, phase: 'keeping' }),
    );
  } finally {
    opened.store.close();
  }
}
