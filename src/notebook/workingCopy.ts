// Opening the working copy and, where it is gone, behind, damaged or another's, building it again: from what the
// notebook begins with and the journal. Nothing that may still be of use is deleted in the process.
import type { Identity } from '#desktop/contract.ts';
import { type Filling, openFilling, recordsIn } from '#store/fill.ts';
import { isMigrationDue } from '#store/dueMigration.ts';
import { inTime } from '#store/inTime.ts';
import type { Migration } from '#store/migrate.ts';
import { openNewerStore } from '#store/openNewerStore.ts';
import { openStore } from '#store/openStore.ts';
import { countedTables, type Stock } from '#store/row.ts';
import { findStrayCopy } from '#store/strayCopy.ts';
import type { OpenedStore, Reader, Store } from '#store/store.ts';
import { canStore, databaseName } from '#store/tidy.ts';
import { openBackup, type SnapshotDesk } from './backup.ts';
import { backupRecords } from './backupRecords.ts';
import { putting, type StepsEnded, throughSteps } from './fillFrom.ts';
import { openLedger } from './ledger.ts';
import type { Machine } from './machine.ts';
import { catchUp, type Rebuilt } from './rebuild.ts';
import type { Recovered, RecoveryCause } from './recovered.ts';
import type { RestoreDesk } from './restoreDesk.ts';
import type { RestoreProgress } from './restoring.ts';

export interface WorkingCopyParts {
  readonly machine: Machine;
  readonly identity: Identity;
  readonly restoreDesk: RestoreDesk;
  readonly recovering: (progress: RestoreProgress) => void;
  /** Whether every database that the browser holds is of this profile: only then is one that nothing names taken up. */
  readonly ownsStorage: boolean;
  readonly snapshotDesk: SnapshotDesk;
  /** Those that were released, unless others are given. */
  readonly migrations?: readonly Migration[] | undefined;
  /** How long the browser may take to open its databases; half a minute, unless it is said. */
  readonly patienceMs?: number | undefined;
}

/** Opening takes a second or two even where the databases are large and the disk is slow. */
const usualPatienceMs = 30_000;

export type OpenedWorkingCopy =
  | {
      readonly kind: 'open';
      readonly database: string;
      readonly store: Store;
      /** A working copy that knows more than the journal: what it knows more must be saved again. */
      readonly ahead: Reader | null;
      readonly rebuilt: Rebuilt;
      readonly recovered: Recovered;
    }
  | { readonly kind: 'newer' }
  /** Nothing that is left can bring the notebook back; there may be backups in this folder. */
  | { readonly kind: 'lost'; readonly why: string; readonly folder: string }
  /** `isStorageSound` false: no database can be opened or made. */
  | { readonly kind: 'failed'; readonly why: string; readonly isStorageSound?: false };

/**
 * Where not even a new database can be made, or the browser never answers, its storage is broken as a whole: it is set
 * aside, and everything comes from the journal.
 */
export async function openWorkingCopy(parts: WorkingCopyParts): Promise<OpenedWorkingCopy> {
  const opened = await openOnce(parts);
  if (opened.kind !== 'failed' || opened.isStorageSound !== false) return opened;
  await parts.restoreDesk.renewStorage();
  return openOnce(parts);
}

async function openOnce(parts: WorkingCopyParts): Promise<OpenedWorkingCopy> {
  const { machine, identity, recovering } = parts;
  const patienceMs = parts.patienceMs ?? usualPatienceMs;
  if ((await answered(isMigrationDue(identity.database, parts.migrations), patienceMs)) === true)
    await backUpBeforeMigrating(parts);
  const opening = openStore(identity.database, identity.notebookId, parts.migrations);
  const found = (await answered(opening, patienceMs)) ?? { kind: 'failed', why: noAnswer };
  if (found.kind === 'failed') {
    closeLater(opening);
    if ((await answered(canStore(), patienceMs)) !== true)
      return { kind: 'failed', why: found.why, isStorageSound: false };
  }
  if (found.kind === 'newer') return found;
  if (found.kind === 'blocked')
    return { kind: 'failed', why: 'another window holds an older version of the database open' };
  const cause = await causeIn(found, identity);
  const copy = found.kind === 'open' ? found : null;
  if (copy !== null && (cause === null || isFirstFilling(cause, identity))) {
    const { store } = copy;
    const rebuilt = await caughtUp(machine, store, identity, recovering);
    if ('why' in rebuilt) return rebuilt;
    const checked = recordsIn(await store.stock());
    const { database } = identity;
    const stray = parts.ownsStorage && isUntouched(identity) ? await findStrayCopy(database) : null;
    if (stray !== null) return takingUp(stray, { database, store, rebuilt });
    const recovered =
      cause === null || identity.lastSeq === 0
        ? { checked, restored: 0, missing: 0, rebuilt: null }
        : recoveredAs(cause, checked, rebuilt.entries);
    return { kind: 'open', database, store, ahead: null, rebuilt, recovered };
  }
  const why = found.kind === 'failed' ? found.why : null;
  const built = await buildAgain(parts, cause ?? 'unreadable', copy, why);
  const isAhead = cause === 'ahead' && built.kind === 'open';
  if (!isAhead) copy?.store.close();
  return isAhead ? { ...built, ahead: copy?.store ?? null } : built;
}

const noAnswer = 'the browser does not answer for its databases';

/** Null where it fails, or takes longer: a browser whose storage was damaged may drop what it was asked. */
function answered<T>(asked: Promise<T>, patienceMs: number): Promise<T | null> {
  return inTime(asked, patienceMs).catch(() => null);
}

/** Whatever is opened after all would be in the way. */
function closeLater(opening: Promise<OpenedStore>): void {
  opening.then(
    (opened) => (opened.kind === 'open' ? opened.store.close() : undefined),
    () => undefined,
  );
}

/**
 * What a change of its rows finds is backed up as it was. A backup that fails keeps nobody from the notebook: it is told
 * as any other that fails, and the journal holds all of it.
 */
async function backUpBeforeMigrating({ identity, snapshotDesk }: WorkingCopyParts): Promise<void> {
  const opened = await openNewerStore(identity.database);
  if (opened.kind !== 'open') return;
  await openBackup(opened.store, snapshotDesk)
    .now('migration')
    .catch(() => undefined);
  opened.store.close();
}

/** Why this working copy cannot be used; null when it can. */
async function causeIn(found: OpenedStore, identity: Identity): Promise<RecoveryCause | null> {
  if (found.kind !== 'open') return 'unreadable';
  const { store, isNew, notebookId, soundness } = found;
  if (notebookId !== identity.notebookId) return 'another notebook';
  if (soundness.isHalfMade) return 'half made';
  if (soundness.dataLoss !== null) return 'data loss';
  if (isNew) return identity.everHadData ? 'gone' : null;
  if (soundness.doubt !== null) return 'found wanting';
  const appliedSeq = await store.lastAppliedSeq();
  if (appliedSeq > identity.lastSeq) return 'ahead';
  if (appliedSeq < (identity.base?.seq ?? 0)) return 'behind';
  return isSameStock(soundness.expected, soundness.found) ? null : 'rows missing';
}

/** An empty database takes the journal from its first entry: one that is cut short goes on at the next start. */
function isFirstFilling(cause: RecoveryCause, { base, lastSeq }: Identity): boolean {
  return cause === 'gone' && base === null && lastSeq > 0;
}

/** Nothing was ever saved, as far as the journal's folder tells. */
function isUntouched({ everHadData, lastSeq, base }: Identity): boolean {
  return !everHadData && lastSeq === 0 && base === null;
}

/** The journal's folder is gone and a working copy is not: all that it holds is saved anew. */
async function takingUp(
  stray: Reader,
  opened: { readonly database: string; readonly store: Store; readonly rebuilt: Rebuilt },
): Promise<OpenedWorkingCopy> {
  const checked = recordsIn(await stray.stock());
  const rebuilt = { cause: 'journal gone', from: 'working copy', backup: null, entries: 0 } as const;
  return {
    kind: 'open',
    ...opened,
    ahead: stray,
    recovered: { checked, restored: checked, missing: 0, rebuilt },
  };
}

/** A table that is not named has no rows. */
function isSameStock(one: Stock, other: Stock): boolean {
  return countedTables.every((table) => (one[table] ?? 0) === (other[table] ?? 0));
}

async function caughtUp(
  machine: Machine,
  store: Store,
  { lastSeq }: Identity,
  recovering: (progress: RestoreProgress) => void,
): Promise<Rebuilt | { readonly kind: 'failed'; readonly why: string }> {
  try {
    return await catchUp(machine, store, lastSeq, (progress) => {
      recovering({ phase: 'journal', ...progress });
    });
  } catch (error) {
    store.close();
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

type Begun =
  | {
      readonly kind: 'begun';
      readonly from: 'journal' | 'base' | 'backup';
      readonly backup: string | null;
      /** Records of it that could not be read. */
      readonly unread: number;
    }
  | Extract<OpenedWorkingCopy, { readonly kind: 'lost' | 'failed' }>;

/** Builds another working copy beside the one that cannot be used. */
async function buildAgain(
  parts: WorkingCopyParts,
  cause: RecoveryCause,
  copy: Extract<OpenedStore, { readonly kind: 'open' }> | null,
  unreadable: string | null,
): Promise<OpenedWorkingCopy> {
  const { machine, identity, recovering } = parts;
  const database = databaseName(identity.notebookId, machine.now());
  const begun = await begin(parts, database, cause);
  if (begun.kind !== 'begun') return begun;
  const fresh = await openStore(database, identity.notebookId);
  if (fresh.kind === 'newer') return fresh;
  // Where no database can be made, the first one's complaint says more.
  if (fresh.kind === 'failed') return { kind: 'failed', why: unreadable ?? fresh.why };
  if (fresh.kind === 'blocked') return { kind: 'failed', why: 'another window holds the database open' };
  const { store } = fresh;
  const rebuilt = await caughtUp(machine, store, identity, recovering);
  if ('why' in rebuilt) return rebuilt;
  const checked = recordsIn(await store.stock());
  const was = cause === 'another notebook' ? null : copy;
  const { from, backup, unread } = begun;
  const recovered: Recovered = {
    checked,
    restored: Math.max(0, checked - recordsIn(was?.soundness.found ?? {})),
    missing: unread + (was === null ? 0 : await stillMissing(was, identity, checked)),
    rebuilt: { cause, from, backup, entries: rebuilt.entries },
  };
  return { kind: 'open', database, store, ahead: null, rebuilt, recovered };
}

/** Records that the former working copy should have had, at the same entry, and this one has not. */
async function stillMissing(
  { store, soundness }: Extract<OpenedStore, { readonly kind: 'open' }>,
  { lastSeq }: Identity,
  checked: number,
): Promise<number> {
  const isAsFar = (await store.lastAppliedSeq().catch(() => null)) === lastSeq;
  return isAsFar ? Math.max(0, recordsIn(soundness.expected) - checked) : 0;
}

/** Fills a new database with what comes before the journal's entries. */
async function begin(parts: WorkingCopyParts, database: string, cause: RecoveryCause): Promise<Begun> {
  const { identity, restoreDesk } = parts;
  const { base, lastSeq, everHadData } = identity;
  if (base === null) {
    const isEmptied = everHadData && lastSeq === 0 && cause !== 'ahead';
    if (isEmptied) return lost(restoreDesk, 'the journal is empty');
    return { kind: 'begun', from: 'journal', backup: null, unread: 0 };
  }
  const fromBase = await fillFrom(parts, database, { kind: 'base' }, base.seq);
  if (fromBase.kind === 'begun') return { ...fromBase, from: 'base', backup: null };
  const { snapshots } = await restoreDesk.snapshots();
  for (const { name, own, lastSeq: seq } of snapshots) {
    // One that ends before the base may be of the notebook that was, before a restore.
    if (!own || seq < base.seq || seq > lastSeq) continue;
    const filled = await fillFrom(parts, database, { kind: 'known', name }, seq);
    if (filled.kind === 'begun') return { ...filled, from: 'backup', backup: name };
  }
  return lost(restoreDesk, fromBase.why);
}

async function lost(desk: RestoreDesk, why: string): Promise<Begun> {
  return { kind: 'lost', why, folder: (await desk.snapshots()).folder };
}

async function fillFrom(
  { identity, restoreDesk, recovering }: WorkingCopyParts,
  database: string,
  from: Parameters<RestoreDesk['readBackup']>[0]['from'],
  seq: number,
): Promise<
  { readonly kind: 'begun'; readonly unread: number } | { readonly kind: 'not'; readonly why: string }
> {
  const opened = await openFilling(database, identity.notebookId);
  if (opened.kind === 'failed') return { kind: 'not', why: opened.why };
  const { filling } = opened;
  const ledger = openLedger();
  const ended = await filled(filling, seq, () =>
    throughSteps(backupRecords(restoreDesk.readBackup({ from, part: 'whole', want: 'records' }), ledger), {
      phase: 'writing',
      report: recovering,
      onBatch: putting(filling),
    }),
  );
  if (ended === null) return { kind: 'begun', unread: ledger.unread.noticed().count };
  await filling.drop().catch(() => undefined); // or at the next start
  return { kind: 'not', why: ended };
}

/** Null when it was filled to its end; otherwise why not. */
async function filled(
  filling: Filling,
  seq: number,
  fill: () => Promise<StepsEnded>,
): Promise<string | null> {
  try {
    const ended = await fill();
    if (ended.kind === 'refused') return ended.fault.kind;
    if (ended.kind !== 'done') return ended.kind === 'failed' ? ended.why : ended.kind;
    await filling.finish(seq, 'working copy');
    filling.close();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function recoveredAs(cause: RecoveryCause, checked: number, entries: number): Recovered {
  return {
    checked,
    restored: checked,
    missing: 0,
    rebuilt: { cause, from: 'journal', backup: null, entries },
  };
}
