// Restoring a backup: the notebook as it is is backed up, the backup goes into a database of its own, and only when that
// was read back whole does the notebook begin with it. Until then nothing about the notebook has changed.
//
//   verify -> hold the door -> back up the present -> mark the journal -> each record into a new database and into a
//   snapshot beside the journal -> count the one, read back the other -> begin with both (one step, written down by main)
import type { SnapshotEnded } from '#desktop/snapshots.ts';
import { openFilling, type Filling } from '#store/fill.ts';
import { databaseName } from '#store/tidy.ts';
import { openBackup, type SnapshotDesk } from './backup.ts';
import { backupRecords } from './backupRecords.ts';
import { miscounted, putting, throughSteps } from './fillFrom.ts';
import { beginGiving, type Giving } from './givingSnapshot.ts';
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
  const { source, partial, ...work } = restoring;
  const ledger = openLedger();
  const sent = parts.desk.readBackup({
    from: placeOf(source),
    part: partial ? 'healthy' : 'whole',
    want: 'everything',
  });
  const put = putting(filling);
  const present: { notBackedUp: string | null } = { notBackedUp: null };
  const beginning: { base: Base | null } = { base: null };
  try {
    const ended = await throughSteps(backupRecords(sent, ledger), {
      ...work,
      phase: 'writing',
      onVerified: async () => {
        work.report?.({ phase: 'backing up', done: 0, total: 0 });
        present.notBackedUp = await backUp(parts, work);
        if (present.notBackedUp !== null) throw new Error(present.notBackedUp);
        beginning.base = await beginBase(parts);
      },
      onBatch: async (batch) => {
        const { base } = beginning;
        const lines = batch.records.map(({ line }) => line);
        const [isTaken] = await Promise.all([base?.giving.give(batch.of, lines), put(batch)]);
        if (isTaken !== true) throw new Error(whyNot(await base?.giving.finish()));
      },
    });
    if (ended.kind !== 'stopped' && present.notBackedUp !== null)
      return { kind: 'not backed up', why: present.notBackedUp };
    const { base } = beginning;
    if (ended.kind !== 'done' || base === null)
      return ended.kind === 'done' ? { kind: 'failed', why: 'nothing was verified' } : ended;

    work.report?.({ phase: 'keeping', done: 0, total: 0 });
    const [missing] = miscounted(await filling.finish(base.seq, 'scratch'), ledger.counts());
    if (missing !== undefined) return { kind: 'failed', why: `${missing[0]}: ${missing[1]}` };
    beginning.base = null;
    const kept = await finished(base, work.signal);
    if (work.signal?.aborted === true) return { kind: 'stopped' };
    if (kept.kind !== 'kept') return { kind: 'failed', why: whyNot(kept) };
    await filling.finish(base.seq, 'working copy');
    const set = await parts.desk.setBase(filling.name);
    if (set.kind !== 'set') return { kind: 'failed', why: set.why };
  } finally {
    await beginning.base?.giving.drop();
  }
  filling.close();
  return {
    kind: 'restored',
    counts: ledger.counts(),
    repaired: ledger.repaired.noticed(),
    unread: ledger.unread.noticed(),
  };
}

/** It is read back, which may take long: whoever stops it does not wait for that. */
async function finished({ giving }: Base, signal: AbortSignal | undefined): Promise<SnapshotEnded> {
  const drop = (): void => void giving.drop().catch(() => undefined); // the outcome says what became of it
  if (signal?.aborted === true) drop();
  signal?.addEventListener('abort', drop, { once: true });
  return giving.finish().finally(() => signal?.removeEventListener('abort', drop));
}

function whyNot(ended: SnapshotEnded | undefined): string {
  if (ended === undefined) return 'nothing was verified';
  return 'why' in ended ? ended.why : ended.kind;
}

/** The snapshot with which the notebook will begin. */
interface Base {
  readonly giving: Giving;
  /** The entry of the journal that it stands at. */
  readonly seq: number;
}

/** Backups of the notebook that was end before the mark, and so are told from those of the notebook that will be. */
async function beginBase({ machine, store, snapshotDesk }: RestoreParts): Promise<Base> {
  const mark = await machine.journal.append('[]');
  if (mark.kind === 'failed') throw new Error(mark.why);
  const { seq } = mark;
  await store.apply({ seq, operations: [] });
  const begun = await beginGiving(snapshotDesk, { reason: 'restore', lastSeq: seq, asBase: true });
  if (begun.kind === 'refused') throw new Error(begun.why);
  return { giving: begun.giving, seq };
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
