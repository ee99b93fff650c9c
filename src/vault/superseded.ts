// What a base makes superfluous: the entries that it stands for, the bases before it, and those never begun with.
import { baseFile, baseFolder, isUnfinishedBase, listBases, type NamedBase } from './base.ts';
import { VaultFault } from './fault.ts';
import type { Files } from './files.ts';
import { type Base, findIdentity, type FoundIdentity, writeIdentity } from './identity.ts';
import type { Journal } from './journal.ts';
import type { ReadingOptions } from './openSnapshot.ts';
import { firstSeqs } from './segments.ts';
import type { SnapshotFault } from './snapshotFault.ts';
import { verifySnapshot } from './verifySnapshot.ts';

export type Dropped =
  | { readonly kind: 'dropped'; readonly bytes: number }
  /** One copy of the identity does not say yet where the notebook begins: if the other were lost, it would be believed. */
  | { readonly kind: 'unsettled' }
  /** The base is not sound, so what it stands for stays. */
  | { readonly kind: 'refused'; readonly fault: SnapshotFault };

/**
 * Reads the base in full, then removes the segments and bases that it supersedes. Every step leaves a notebook that
 * opens. Rejects when a file cannot be removed; a later call goes on.
 */
export async function dropSuperseded(
  files: Files,
  journal: Journal,
  base: Base,
  options: ReadingOptions = {},
): Promise<Dropped> {
  if (!(await isSettled(files, base))) return { kind: 'unsettled' };
  const verified = await verifySnapshot(files, baseFile(base), options);
  if (verified.kind === 'refused') return verified;
  const bytes = journal.bytesThrough(base.seq);
  await journal.removeThrough(base.seq);
  for (const earlier of await basesBefore(files, base)) await files.remove(baseFile(earlier));
  return { kind: 'dropped', bytes };
}

/** True when both copies of the identity name this base; one that does not is written again first. */
async function isSettled(files: Files, base: Base): Promise<boolean> {
  const found = await findIdentity(files);
  if (found.identity?.base?.snapshot !== base.snapshot || found.unreadable.length > 0) return false;
  if (found.stale.length === 0) return true;
  await writeIdentity(files, found.identity, found.stale);
  return (await findIdentity(files)).stale.length === 0;
}

async function basesBefore(files: Files, base: Base): Promise<readonly NamedBase[]> {
  const bases = await listBases(files);
  const own = bases.findIndex(({ snapshot }) => snapshot === base.snapshot);
  return bases.slice(0, Math.max(0, own));
}

/**
 * Takes away, at a start, what was copied and never begun with. Only where both copies of the identity agree: a base
 * that comes after the one that is named may be what a lost copy named. A file that cannot be removed stays.
 */
export async function sweepBases(files: Files, found: FoundIdentity): Promise<void> {
  if (found.identity === null || found.stale.length > 0) return;
  const bases = await listBases(files);
  const own = found.identity.base?.snapshot;
  const begunWith = bases.findIndex(({ snapshot }) => snapshot === own);
  // One that is named and gone has no place in the order: nothing can be said of the others.
  const never = own !== undefined && begunWith === -1 ? [] : bases.slice(begunWith + 1);
  const unfinished = (await files.list(baseFolder)).filter(isUnfinishedBase);
  const names = [...never.map(({ snapshot }) => snapshot), ...unfinished];
  for (const snapshot of names) await files.remove(baseFile({ snapshot })).catch(() => undefined);
}

/** Throws when the entries before the base are gone and so is the base: what is left must not pass for all of it. */
export async function assertBeginning(files: Files, base: Base): Promise<void> {
  if ((await files.sizeOf(baseFile(base))) !== null) return;
  const [first] = await firstSeqs(files);
  if (first !== 1) throw new VaultFault({ kind: 'no beginning', file: baseFile(base) });
}
