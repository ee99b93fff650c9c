// Rehearsing a restore: a backup goes into a scratch database and is read back from it, record by record.
import { isSameValue } from '#domain/same.ts';
import { type Filling, openFilling } from '#store/fill.ts';
import { databaseName } from '#store/tidy.ts';
import { backupRecords, recordOf } from './backupRecords.ts';
import { aboutOf, miscounted, putting, type StepsEnded, throughSteps } from './fillFrom.ts';
import { noticeList, openLedger } from './ledger.ts';
import { placeOf } from './lookingAtBackup.ts';
import type { Machine } from './machine.ts';
import type { RestoreDesk } from './restoreDesk.ts';
import type { BackupSource, LongWork, RehearseOutcome } from './restoring.ts';

export interface RehearsalParts {
  readonly machine: Machine;
  readonly desk: RestoreDesk;
  readonly notebookId: string;
}

export async function rehearseRestore(
  parts: RehearsalParts,
  source: BackupSource | 'newest',
  work: LongWork = {},
): Promise<RehearseOutcome> {
  const chosen = source === 'newest' ? await newestOf(parts.desk) : source;
  if (chosen === null) return { kind: 'no backup' };
  const name = databaseName(parts.notebookId, parts.machine.now());
  const opened = await openFilling(name, parts.notebookId);
  if (opened.kind === 'failed') return opened;
  try {
    const outcome = await rehearseIn(opened.filling, parts, chosen, work);
    if (outcome.kind === 'rehearsed') await remember(parts.desk, chosen, outcome);
    return outcome;
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  } finally {
    await opened.filling.drop().catch(() => undefined); // or at the next start
  }
}

async function newestOf(desk: RestoreDesk): Promise<BackupSource | null> {
  const { snapshots } = await desk.snapshots();
  const newest = snapshots.find(({ own }) => own);
  return newest === undefined ? null : { kind: 'known', name: newest.name };
}

async function rehearseIn(
  filling: Filling,
  { desk, notebookId }: RehearsalParts,
  source: BackupSource,
  work: LongWork,
): Promise<RehearseOutcome> {
  const ledger = openLedger();
  const reading = { from: placeOf(source), part: 'whole', want: 'records' } as const;
  const filled = await throughSteps(backupRecords(desk.readBackup(reading), ledger), {
    ...work,
    phase: 'writing',
    onBatch: putting(filling),
  });
  if (filled.kind !== 'done') return filled;
  const stock = await filling.finish(0, 'scratch');

  const different = noticeList();
  const compared: StepsEnded = await throughSteps(backupRecords(desk.readBackup(reading), openLedger()), {
    ...work,
    phase: 'comparing',
    onBatch: async ({ of, records }) => {
      const found = await filling.byKey(
        of,
        records.map(({ key }) => key),
      );
      for (const [at, { key, restored }] of records.entries())
        if (!isSameValue(found[at], recordOf(restored)))
          different.add({ kind: of, id: key, why: found[at] === undefined ? 'missing' : 'different' });
    },
  });
  if (compared.kind !== 'done') return compared;
  const counts = ledger.counts();
  for (const [kind, why] of miscounted(stock, counts)) different.add({ kind, id: '', why });
  return {
    kind: 'rehearsed',
    source,
    about: aboutOf(filled.verified, notebookId),
    counts,
    different: different.noticed(),
    repaired: ledger.repaired.noticed(),
    unread: ledger.unread.noticed(),
    dangling: ledger.dangling(),
  };
}

async function remember(
  desk: RestoreDesk,
  { name }: BackupSource,
  { counts, different }: Extract<RehearseOutcome, { readonly kind: 'rehearsed' }>,
): Promise<void> {
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
  await desk.rememberRehearsal({ backup: name, records, different: different.count });
}
