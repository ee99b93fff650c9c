// Checking everything: the journal is read to its end into a scratch database and held against the working copy record
// by record, both ways; texts against their hashes; backups and attached files against theirs. Nothing is changed.
import type { Identity } from '#desktop/contract.ts';
import { hexOf } from '#domain/hex.ts';
import { isSameValue } from '#domain/same.ts';
import { type Filling, openFilling } from '#store/fill.ts';
import { openStore } from '#store/openStore.ts';
import { keyOf } from '#store/recordsByKey.ts';
import type { RecordPage, Store } from '#store/store.ts';
import { databaseName } from '#store/tidy.ts';
import { asRestored, backupRecords } from './backupRecords.ts';
import { longBreath } from './breath.ts';
import { putting, throughSteps } from './fillFrom.ts';
import { type Ledger, openLedger } from './ledger.ts';
import type { Parts } from './records.ts';
import { catchUp } from './rebuild.ts';
import type { RestoreDesk } from './restoreDesk.ts';
import type { CheckOutcome, Counts, Finding, LongWork, RecordKind } from './restoring.ts';

export interface CheckParts extends Parts {
  readonly desk: RestoreDesk;
  readonly identity: Identity;
}

const mostFindings = 200;
/** How many of the newest backups are read. */
const backupsRead = 3;

interface Findings {
  add(finding: Finding): void;
  readonly list: readonly Finding[];
  count(): number;
  isMendable(): boolean;
}

function openFindings(): Findings {
  const list: Finding[] = [];
  let count = 0;
  let isMendable = false;
  return {
    add(finding) {
      count += 1;
      if (list.length < mostFindings) list.push(finding);
      if (finding.kind === 'missing' || finding.kind === 'different' || finding.kind === 'unknown')
        isMendable = true;
    },
    list,
    count: () => count,
    isMendable: () => isMendable,
  };
}

class Stopped extends Error {
  override readonly name = 'Stopped';
}

export async function checkEverything(parts: CheckParts, work: LongWork = {}): Promise<CheckOutcome> {
  const { machine, identity } = parts;
  const findings = openFindings();
  const name = databaseName(identity.notebookId, machine.now());
  const opened = await openFilling(name, identity.notebookId);
  if (opened.kind === 'failed') return opened;
  const scratch = opened.filling;
  try {
    const ledger = openLedger();
    const compared = await againstJournal(parts, scratch, ledger, findings, work);
    const attachments = await attachedFiles(parts, ledger, findings, work);
    for (const record of ledger.dangling().first) findings.add({ kind: 'dangling', record });
    const backups = await newestBackups(parts, findings, work);
    return {
      kind: 'checked',
      ...compared,
      attachments,
      backups,
      findingCount: findings.count(),
      findings: findings.list,
      isMendable: findings.isMendable(),
    };
  } catch (error) {
    if (error instanceof Stopped || work.signal?.aborted === true) return { kind: 'stopped' };
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  } finally {
    await scratch.drop().catch(() => undefined); // or at the next start
  }
}

async function againstJournal(
  parts: CheckParts,
  scratch: Filling,
  ledger: Ledger,
  findings: Findings,
  work: LongWork,
): Promise<{ readonly entries: number; readonly counts: Counts }> {
  const { machine, store, door, desk, identity } = parts;
  const { base } = identity;
  if (base !== null) {
    const reading = { from: { kind: 'base' }, part: 'whole', want: 'records' } as const;
    const ended = await throughSteps(backupRecords(desk.readBackup(reading), openLedger()), {
      ...work,
      phase: 'reading',
      onBatch: putting(scratch),
    });
    if (ended.kind === 'stopped') throw new Stopped();
    if (ended.kind !== 'done') throw new Error(ended.kind === 'failed' ? ended.why : ended.fault.kind);
  }
  await scratch.finish(base?.seq ?? 0, 'scratch');
  const opened = await openStore(scratch.name, identity.notebookId);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const expected = opened.store;
  const pair = { expected, present: store };
  try {
    const upTo = await store.lastAppliedSeq();
    const read = await catchUp(machine, expected, upTo, (progress) => {
      if (work.signal?.aborted === true) throw new Stopped();
      work.report?.({ phase: 'journal', ...progress });
    });
    for (const { seq, why } of read.unread) findings.add({ kind: 'unread entry', seq, why });
    const { counts, suspects } = await compare(pair, ledger, findings, work);
    // Saving went on meanwhile: what differs is looked at again, at one moment.
    await door.settled();
    const release = await store.hold();
    try {
      await catchUp(machine, expected, await store.lastAppliedSeq());
      for (const [kind, keys] of suspects) await lookAgain(kind, [...keys], pair, findings);
    } finally {
      release();
    }
    return { entries: read.entries, counts };
  } finally {
    expected.close();
  }
}

interface Pair {
  /** What the journal says. */
  readonly expected: Store;
  /** What the working copy holds. */
  readonly present: Store;
}

type Suspects = ReadonlyMap<RecordKind, ReadonlySet<string>>;

/** Both ways: what should be there, and what is. Answers with the keys where they differ. */
async function compare(
  { expected, present }: Pair,
  ledger: Ledger,
  findings: Findings,
  work: LongWork,
): Promise<{ readonly counts: Counts; readonly suspects: Suspects }> {
  const suspects = new Map<RecordKind, Set<string>>();
  const counts: Partial<Record<RecordKind, number>> = {};
  const suspect = (kind: RecordKind, key: string): void => {
    suspects.set(kind, (suspects.get(kind) ?? new Set()).add(key));
  };
  const stock = await expected.stock();
  const { parts: _parts, ...rows } = stock;
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0) * 2;
  let done = 0;
  const step = async (page: RecordPage): Promise<void> => {
    if (work.signal?.aborted === true) throw new Stopped();
    done += page.records.length;
    work.report?.({ phase: 'comparing', done, total: Math.max(total, done) });
    await longBreath();
  };
  for await (const page of expected.everyRecord()) {
    const keys = page.records.map((record) => keyOf(page.kind, record));
    const found = await present.byKey(page.kind, keys).catch(() => []); // rows that cannot be read are missing
    counts[page.kind] = (counts[page.kind] ?? 0) + keys.length;
    for (const [at, record] of page.records.entries())
      if (!isSameValue(record, found[at])) suspect(page.kind, keys[at] ?? '');
    await step(page);
  }
  try {
    for await (const page of present.everyRecord()) {
      const keys = page.records.map((record) => keyOf(page.kind, record));
      const known = await expected.byKey(page.kind, keys);
      for (const [at, key] of keys.entries()) if (known[at] === undefined) suspect(page.kind, key);
      for (const [at, record] of page.records.entries())
        ledger.take(page.kind, keys[at] ?? '', asRestored(page.kind, record));
      if (page.kind === 'piece') for (const key of await falselyNamed(page.records)) suspect(page.kind, key);
      await step(page);
    }
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const why = error instanceof Error ? error.message : String(error);
    findings.add({ kind: 'different', record: { kind: 'unknown kind', id: '', why } });
  }
  return { counts, suspects };
}

/** Keys of pieces whose content is not that of their name. */
async function falselyNamed(pieces: readonly object[]): Promise<readonly string[]> {
  const hashes = await Promise.all(pieces.map((piece) => hashOf(String(Reflect.get(piece, 'content')))));
  return pieces.map((piece) => keyOf('piece', piece)).filter((key, at) => hashes[at] !== key);
}

async function lookAgain(
  kind: RecordKind,
  keys: readonly string[],
  { expected, present }: Pair,
  findings: Findings,
): Promise<void> {
  for (let at = 0; at < keys.length; at += 100) {
    const some = keys.slice(at, at + 100);
    const should = await expected.byKey(kind, some);
    const is = await present.byKey(kind, some).catch(() => []);
    for (const [index, id] of some.entries()) {
      const [wanted, found] = [should[index], is[index]];
      if (isSameValue(wanted, found)) {
        if (kind !== 'piece' || found === undefined || (await falselyNamed([found])).length === 0) continue;
        findings.add({ kind: 'different', record: { kind, id, why: 'the text is not that of its name' } });
      } else if (found === undefined) {
        findings.add({ kind: 'missing', record: { kind, id, why: 'not in the working copy' } });
      } else if (wanted === undefined) {
        findings.add({ kind: 'unknown', record: { kind, id, why: 'not in the journal' } });
      } else {
        findings.add({ kind: 'different', record: { kind, id, why: 'not what the journal says' } });
      }
    }
  }
}

/** Answers with how many attached files were read. */
async function attachedFiles(
  { desk, store }: CheckParts,
  ledger: Ledger,
  findings: Findings,
  { signal, report }: LongWork,
): Promise<number> {
  let done = 0;
  const total = (await store.count('attachment')) + (await store.count('attachment', 'deleted'));
  for await (const part of desk.readAttachments()) {
    if (signal?.aborted === true) throw new Stopped();
    if (part.kind === 'failed') throw new Error(part.why);
    if (part.kind !== 'attached') continue;
    done += part.sound.length + part.damaged.length;
    report?.({ phase: 'files', done, total: Math.max(done, total) });
    ledger.attached([...part.sound, ...part.damaged]);
    for (const sha256 of part.damaged)
      findings.add({ kind: 'attached file', sha256, why: 'its bytes are not those of its name' });
  }
  return done;
}

/** Answers with how many backups were read. */
async function newestBackups(
  { desk }: CheckParts,
  findings: Findings,
  { signal, report }: LongWork,
): Promise<number> {
  const { snapshots } = await desk.snapshots();
  const newest = snapshots.filter(({ own }) => own).slice(0, backupsRead);
  for (const [done, { name }] of newest.entries()) {
    report?.({ phase: 'backups', done, total: newest.length });
    const reading = { from: { kind: 'known', name }, part: 'whole', want: 'soundness' } as const;
    for await (const part of desk.readBackup(reading)) {
      if (signal?.aborted === true) throw new Stopped();
      // The bytes of one after the other: a large backup is not one long step.
      if (part.kind === 'verifying') report?.({ phase: 'verifying', done: part.done, total: part.total });
      if (part.kind === 'refused') findings.add({ kind: 'backup', name, fault: part.fault });
    }
  }
  return newest.length;
}

async function hashOf(content: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content));
  return hexOf(new Uint8Array(bytes));
}
