// Bringing files in: each is read by an importer, recognised if it came before, and committed whole or not at all.
import type { Operation } from '#domain/operation.ts';
import { maxOperations } from '#domain/operation.ts';
import type { ImportedOrigin } from '#domain/record.ts';
import type { Csl } from '#domain/source.ts';
import type { ImportAs, ImportedFile } from '#exchange/imported.ts';
import type { Answer, BytesFrom } from '#exchange/importerProtocol.ts';
import type { Loss } from '#exchange/loss.ts';
import type { ImportedRecord } from '#store/store.ts';
import { bodyChange } from './bodies.ts';
import { citekeys } from './citekeys.ts';
import { openGate } from './gate.ts';
import { composeNote } from './notes.ts';
import type { Parts } from './records.ts';
import { nextRevision, put } from './records.ts';
import { composeSource } from './sources.ts';

export type { ImportAs, Loss };

/** A file on offer: its bytes lie at a one-use address, or in a File that was dropped. */
export interface Candidate {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
  readonly from: BytesFrom;
}

export interface ImportOffer {
  readonly root: string;
  readonly files: readonly Candidate[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

/** Reads one file on a thread of its own. */
export type ImportRunner = (file: Candidate, as: ImportAs, signal: AbortSignal) => Promise<Answer>;

export type Outcome =
  | 'imported'
  /** Came before from this place with these bytes. */
  | 'unchanged'
  /** Came before from this place with other bytes: taken over when the person says so. */
  | 'changed'
  /** As `changed`, but the record was edited here since: left alone. */
  | 'edited here'
  /** Came before and lies in the trash: left there. */
  | 'in trash'
  | 'refused'
  | 'failed';

export interface ReportRow {
  readonly path: string;
  readonly outcome: Outcome;
  readonly record?: { readonly kind: 'note' | 'source'; readonly id: string };
  /** Why it was refused or failed. */
  readonly reason?: string;
  readonly losses: readonly Loss[];
  /** The record that has the same bytes and came from another path. */
  readonly duplicateOf?: { readonly kind: 'note' | 'source'; readonly id: string };
}

export interface ImportProgress {
  readonly state: 'running' | 'paused' | 'finished' | 'cancelled' | 'stopped';
  readonly done: number;
  readonly total: number;
  readonly imported: number;
  readonly filesPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** Why it stopped: the journal could not take more. */
  readonly trouble?: string;
}

export interface ImportRun {
  readonly progress: () => ImportProgress;
  readonly watch: (listener: (progress: ImportProgress) => void) => () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** What was imported stays; the rest is left. */
  readonly cancel: () => void;
  /** Every file once, in the order of their paths. */
  readonly report: Promise<readonly ReportRow[]>;
  /** Takes over the new bytes of files whose outcome is `changed`. Resolves with how many were. */
  readonly update: (paths: readonly string[]) => Promise<number>;
}

export interface Importing {
  readonly start: (offer: ImportOffer, as: ImportAs) => ImportRun;
}

/** Files read at a time. */
const width = 2;
/** A group of files is committed when it has this much, so that no task on this thread grows long. */
const groupOperations = 200;
const groupChars = 200_000;

export function openImporting(parts: Parts, readFile: ImportRunner): Importing {
  const keys = citekeys(parts.store);
  return { start: (offer, as) => startImport(parts, keys.make, readFile, offer, as) };
}

interface Composed {
  readonly row: ReportRow;
  readonly operations: readonly Operation[];
}

interface Update {
  readonly record: ImportedRecord;
  readonly file: ImportedFile;
  readonly origin: ImportedOrigin;
}

function startImport(
  parts: Parts,
  makeCitekey: (csl: Omit<Csl, 'id'>) => Promise<string>,
  readFile: ImportRunner,
  offer: ImportOffer,
  as: ImportAs,
): ImportRun {
  const { machine, store, door } = parts;
  const { root } = offer;
  const cancelled = new AbortController();
  const gate = openGate();
  const listeners = new Set<(progress: ImportProgress) => void>();
  const rows = new Map<string, ReportRow>();
  const updates = new Map<string, Update>();
  const bytesSeen = new Map<
    string,
    { readonly kind: 'note' | 'source'; readonly id: string; readonly path: string }
  >();
  const startedMs = machine.now().getTime();
  let pausedMs = 0;
  let pausedAtMs = 0;
  let state: ImportProgress['state'] = 'running';
  let trouble: string | undefined;
  let done = 0;
  let imported = 0;
  let group: Composed[] = [];

  const progress = (): ImportProgress => {
    const elapsed = machine.now().getTime() - startedMs - pausedMs;
    const rate = done >= 3 && elapsed > 300 ? (done * 1000) / elapsed : null;
    return {
      state,
      done,
      total: offer.files.length,
      imported,
      filesPerSecond: rate,
      secondsLeft: rate === null ? null : Math.ceil((offer.files.length - done) / rate),
      ...(trouble === undefined ? {} : { trouble }),
    };
  };
  const announce = (): void => {
    const now = progress();
    for (const listener of listeners) listener(now);
  };
  const become = (next: ImportProgress['state']): void => {
    state = next;
    announce();
  };

  const commitGroup = async (): Promise<void> => {
    const files = group;
    group = [];
    const settle = (file: Composed, row: ReportRow): void => {
      rows.set(file.row.path, row);
      done += 1;
      if (row.outcome === 'imported') imported += 1;
    };
    const operations = files.flatMap((file) => file.operations);
    const failure = await commitWhole(parts, operations);
    for (const file of files)
      settle(file, failure === null ? file.row : { ...file.row, outcome: 'failed', reason: failure });
    if (failure !== null) {
      trouble = failure;
      state = 'stopped';
      cancelled.abort();
    }
    announce();
  };

  const take = async (composed: Composed): Promise<void> => {
    group.push(composed);
    const operations = group.reduce((sum, each) => sum + each.operations.length, 0);
    const chars = group.reduce(
      (sum, each) =>
        sum +
        each.operations.reduce(
          (all, operation) => all + (operation.op === 'piece' ? operation.content.length : 1000),
          0,
        ),
      0,
    );
    if (operations >= groupOperations || chars >= groupChars) await commitGroup();
  };

  const settleNow = (row: ReportRow): void => {
    rows.set(row.path, row);
    done += 1;
    announce();
  };

  const compose = async (
    candidate: Candidate,
    sha256: string,
    file: ImportedFile,
    before: ImportedRecord | undefined,
  ): Promise<Composed | null> => {
    const { path } = candidate;
    const origin: ImportedOrigin = {
      kind: 'imported',
      root,
      path,
      sha256,
      importedAt: machine.now().toISOString(),
      revision: 1,
    };
    if (before !== undefined) {
      const record = { kind: before.kind, id: before.id };
      const same = before.origin.sha256 === sha256;
      const outcome = before.deleted
        ? 'in trash'
        : same
          ? 'unchanged'
          : before.revision > before.origin.revision
            ? 'edited here'
            : 'changed';
      if (outcome === 'changed') updates.set(path, { record: before, file, origin });
      settleNow({ path, outcome, record, losses: [] });
      return null;
    }
    const twin = bytesSeen.get(sha256) ?? (await store.importedAs(sha256)).find((each) => !each.deleted);
    const composed =
      file.kind === 'note'
        ? composeNote(parts, { title: file.title, tags: file.tags, document: file.document }, origin)
        : await composeImportedSource(file, sha256, origin);
    const record =
      'note' in composed
        ? { kind: 'note' as const, id: composed.note.id }
        : { kind: 'source' as const, id: composed.source.id };
    bytesSeen.set(sha256, { ...record, path });
    const operations = composed.operations.map((operation): Operation => {
      if (operation.op !== 'put' || operation.record.id !== record.id) return operation;
      const createdAt = file.createdAt ?? operation.record.createdAt;
      const marked = twin === undefined ? origin : { ...origin, duplicateOf: twin.id };
      return put(operation.kind, { ...operation.record, createdAt, origin: marked });
    });
    const row: ReportRow = {
      path,
      outcome: 'imported',
      record,
      losses: file.losses,
      ...(twin === undefined ? {} : { duplicateOf: { kind: twin.kind, id: twin.id } }),
    };
    return { row, operations };
  };

  const composeImportedSource = async (file: ImportedFile, sha256: string, origin: ImportedOrigin) => {
    const described = { type: 'document', title: file.title, ...file.csl };
    const csl: Csl = { ...described, id: await makeCitekey(described) };
    const capture = { method: 'file' as const, at: origin.importedAt, sha256 };
    return composeSource(parts, { csl, tags: file.tags, document: file.document }, origin, capture);
  };

  const importOne = async (candidate: Candidate, before: ImportedRecord | undefined): Promise<void> => {
    const { path } = candidate;
    const answer = await readFile(candidate, as, cancelled.signal);
    if (cancelled.signal.aborted) return;
    if (answer.kind === 'refused') settleNow({ path, outcome: 'refused', reason: answer.reason, losses: [] });
    else if (answer.kind === 'failed') settleNow({ path, outcome: 'failed', reason: answer.why, losses: [] });
    else {
      const composed = await compose(candidate, answer.sha256, answer.file, before);
      if (composed) await take(composed);
    }
  };

  const run = async (): Promise<readonly ReportRow[]> => {
    const known = new Map<string, ImportedRecord>();
    for (const record of await store.importedFrom(root)) {
      const { path } = record.origin;
      // Of several from one path (one deleted, one imported again) the one that is kept speaks.
      if (!known.has(path) || known.get(path)?.deleted === true) known.set(path, record);
    }
    const waiting = [...offer.files];
    let next = 0;
    const lane = async (): Promise<void> => {
      while (!cancelled.signal.aborted) {
        await gate.passed();
        const candidate = waiting[next++];
        if (candidate === undefined) return;
        await importOne(candidate, known.get(candidate.path));
      }
    };
    await Promise.all(Array.from({ length: width }, lane));
    if (group.length > 0) await commitGroup();
    for (const { path, reason } of offer.refused)
      rows.set(path, { path, outcome: 'refused', reason, losses: [] });
    if (state !== 'stopped') become(cancelled.signal.aborted ? 'cancelled' : 'finished');
    return [...rows.values()].toSorted((a, b) => a.path.localeCompare(b.path));
  };

  const update = async (paths: readonly string[]): Promise<number> => {
    let taken = 0;
    for (const path of paths) {
      const found = updates.get(path);
      if (found === undefined) continue;
      const { record, file, origin } = found;
      const latest = await door.latest(record.kind, record.id);
      // Edited since the report was made: left alone.
      if (latest === undefined || latest.deletedAt !== undefined || latest.revision !== record.revision)
        continue;
      const body = await bodyChange(door, latest.id, latest.revision + 1, file.document);
      const fields = {
        preview: body.preview,
        words: body.words,
        origin: { ...origin, revision: latest.revision + 1 },
      };
      const next =
        'csl' in latest
          ? nextRevision(machine, latest, {
              ...fields,
              csl: { ...latest.csl, ...file.csl, title: file.title },
            })
          : nextRevision(machine, latest, { ...fields, title: file.title });
      const operation: Operation = 'csl' in next ? put('source', next) : put('note', next);
      const failure = await commitWhole(parts, [...body.operations, operation]);
      if (failure !== null) break;
      updates.delete(path);
      taken += 1;
    }
    return taken;
  };

  return {
    progress,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pause: () => {
      if (state !== 'running') return;
      pausedAtMs = machine.now().getTime();
      gate.close();
      become('paused');
    },
    resume: () => {
      if (state !== 'paused') return;
      pausedMs += machine.now().getTime() - pausedAtMs;
      gate.open();
      become('running');
    },
    cancel: () => {
      cancelled.abort();
      gate.open();
    },
    report: run(),
    update,
  };
}

/**
 * Commits operations that belong together. Where they do not fit one frame, pieces go first: they show nowhere until
 * the last frame names them. Null when all is saved and applied, or the reason.
 */
async function commitWhole({ door }: Parts, operations: readonly Operation[]): Promise<string | null> {
  const frames: Operation[][] = [];
  let frame: Operation[] = [];
  let chars = 0;
  for (const operation of operations.filter(({ op }) => op === 'piece')) {
    frame.push(operation);
    chars += operation.op === 'piece' ? operation.content.length : 0;
    if (frame.length < maxOperations && chars < 2_000_000) continue;
    frames.push(frame);
    frame = [];
    chars = 0;
  }
  for (const operation of operations.filter(({ op }) => op !== 'piece')) {
    if (frame.length >= maxOperations) {
      frames.push(frame);
      frame = [];
    }
    frame.push(operation);
  }
  if (frame.length > 0) frames.push(frame);
  for (const each of frames) {
    const committed = await door.commit(each);
    if (committed.kind === 'failed') return committed.why;
    try {
      await committed.applied;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return null;
}
