// Looking at a backup before anything is changed: what is in it, and how it differs from the notebook as it is.
import { isSameValue } from '#domain/same.ts';
import { recordKinds } from '#store/recordsByKey.ts';
import type { Store } from '#store/store.ts';
import { backupRecords, type BackupStep, recordOf } from './backupRecords.ts';
import { aboutOf, throughSteps } from './fillFrom.ts';
import { openLedger } from './ledger.ts';
import type { RestoreDesk } from './restoreDesk.ts';
import type { BackupSource, Differences, LongWork, LookOutcome, RecordKind } from './restoring.ts';

export interface LookParts {
  readonly store: Store;
  readonly desk: RestoreDesk;
  readonly notebookId: string;
}

export async function lookAtBackup(
  { store, desk, notebookId }: LookParts,
  source: BackupSource,
  { partial = false, ...work }: LongWork & { readonly partial?: boolean } = {},
): Promise<LookOutcome> {
  const ledger = openLedger();
  const tally = differenceTally(store);
  const parts = desk.readBackup({
    from: placeOf(source),
    part: partial ? 'healthy' : 'whole',
    want: 'records',
  });
  const ended = await throughSteps(backupRecords(parts, ledger), {
    ...work,
    phase: 'reading',
    onBatch: (batch) => tally.compare(batch),
  });
  if (ended.kind !== 'done') return ended;
  return {
    kind: 'looked',
    source,
    about: aboutOf(ended.verified, notebookId),
    counts: ledger.counts(),
    differences: await tally.differences(),
    repaired: ledger.repaired.noticed(),
    unread: ledger.unread.noticed(),
    dangling: ledger.dangling(),
    leftOut: ended.verified.leftOut,
  };
}

/** The same place in main's terms. */
export function placeOf(source: BackupSource) {
  return source.kind === 'known'
    ? ({ kind: 'known', name: source.name } as const)
    : ({ kind: 'file', file: source.file } as const);
}

function differenceTally(store: Store) {
  const counts = new Map<RecordKind, { added: number; changed: number; same: number }>();
  return {
    async compare({ of, records }: Extract<BackupStep, { readonly kind: 'batch' }>): Promise<void> {
      if (of === 'piece') return;
      const count = counts.get(of) ?? { added: 0, changed: 0, same: 0 };
      counts.set(of, count);
      const present = await store.byKey(
        of,
        records.map(({ key }) => key),
      );
      for (const [at, { restored }] of records.entries()) {
        const here = present[at];
        if (here === undefined) count.added += 1;
        else if (isSameValue(here, recordOf(restored))) count.same += 1;
        else count.changed += 1;
      }
    },
    async differences(): Promise<Readonly<Partial<Record<RecordKind, Differences>>>> {
      const stock = await store.stock();
      const differences: Partial<Record<RecordKind, Differences>> = {};
      for (const kind of recordKinds) {
        if (kind === 'piece') continue; // its name is its content
        const { added, changed, same } = counts.get(kind) ?? { added: 0, changed: 0, same: 0 };
        const table = kind === 'body' ? 'bodies' : kind === 'setting' ? 'settings' : kind;
        const removed = Math.max(0, (stock[table] ?? 0) - changed - same);
        if (added + changed + removed > 0) differences[kind] = { added, changed, removed };
      }
      return differences;
    },
  };
}
