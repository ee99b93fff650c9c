// One import: a few files are read at a time, each is recognised if it came before, and what is new is handed to the
// group that is committed together.
import type { Attachment } from '#domain/attachment.ts';
import type { ImportedOrigin } from '#domain/record.ts';
import type { Answer } from '#exchange/importerProtocol.ts';
import type { Loss } from '#exchange/loss.ts';
import type { ImportedRecord, Store } from '#store/store.ts';
import { openArrivals } from './arrivals.ts';
import { whyOf } from './commitWhole.ts';
import type { MakeCitekey, RecordName } from './composeImported.ts';
import { composeImported, outcomeAgain } from './composeImported.ts';
import { openGate } from './gate.ts';
import type { Candidate, ImportAs, ImportOffer, ImportRun, ImportRunner, ReportRow } from './importing.ts';
import { openMeter } from './importMeter.ts';
import type { OriginalsDesk } from './originals.ts';
import { keepOriginal } from './originals.ts';
import type { Parts } from './records.ts';
import type { NewVersion } from './takeOver.ts';
import { takeOver } from './takeOver.ts';

export interface ImportTools {
  readonly parts: Parts;
  readonly makeCitekey: MakeCitekey;
  readonly readFile: ImportRunner;
  /** Whether the disk still has room for more. */
  readonly hasRoom: () => boolean;
  readonly originals: OriginalsDesk | undefined;
}

/** Files read at a time. */
const width = 2;

/** Begins when `earlier` has ended. */
export function startImport(
  { parts, makeCitekey, readFile, hasRoom, originals }: ImportTools,
  offer: ImportOffer,
  as: ImportAs,
  earlier: Promise<unknown>,
): ImportRun {
  const { machine, store } = parts;
  const { root } = offer;
  const cancelled = new AbortController();
  const { signal } = cancelled;
  const gate = openGate();
  const meter = openMeter(machine.now, offer.files.length);
  const found = new Map<string, ReportRow>();
  const versions = new Map<string, NewVersion & Pick<Candidate, 'from'>>();
  /** The first record of this run with some bytes. */
  const bytesSeen = new Map<string, RecordName>();
  let sorted: readonly ReportRow[] | null = null;
  let trouble: string | null = null;

  const note = (row: ReportRow): void => {
    found.set(row.path, row);
    sorted = null;
  };
  const settle = (row: ReportRow): void => {
    note(row);
    meter.count(row.outcome === 'imported');
  };
  const stop = (why: string): void => {
    trouble ??= why;
    cancelled.abort();
    gate.open();
  };
  const arrivals = openArrivals(parts, settle, stop);
  const rows = (): readonly ReportRow[] =>
    (sorted ??= [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)));

  /** Keeps the file of a source: the record that names it, and what the report says when there is none. */
  const originalOf = async (
    from: Candidate['from'],
    kind: RecordName['kind'],
    origin: ImportedOrigin,
  ): Promise<{ readonly attachment: Attachment | null; readonly losses: readonly Loss[] }> => {
    if (kind === 'note' || originals === undefined) return { attachment: null, losses: [] };
    const kept = await keepOriginal(parts, originals, from, origin);
    return typeof kept === 'string'
      ? { attachment: null, losses: [{ kind: `original ${kept}`, count: 1 }] }
      : { attachment: kept, losses: [] };
  };

  const takeIn = async (
    { path, from }: Candidate,
    { sha256, file }: Answer & { readonly kind: 'imported' },
    before: ImportedRecord | undefined,
  ): Promise<void> => {
    const importedAt = machine.now().toISOString();
    const origin: ImportedOrigin = { kind: 'imported', root, path, sha256, importedAt, revision: 1 };
    if (before !== undefined) {
      const outcome = outcomeAgain(before, sha256);
      if (outcome === 'changed') versions.set(path, { record: before, file, origin, from });
      settle({ path, outcome, record: { kind: before.kind, id: before.id }, losses: [] });
      return;
    }
    const kept = (await store.importedAs(sha256)).find(({ deleted }) => !deleted);
    const composed = await composeImported(parts, makeCitekey, file, origin);
    // No waiting between looking and noting: of two files with the same bytes, read at once, one is the copy.
    const twin = kept ?? bytesSeen.get(sha256);
    if (!bytesSeen.has(sha256)) bytesSeen.set(sha256, composed.record);
    const { attachment, losses } = await originalOf(from, composed.record.kind, origin);
    const row: ReportRow = {
      path,
      outcome: 'imported',
      record: composed.record,
      losses: [...file.losses, ...losses],
    };
    await arrivals.take({
      row: twin === undefined ? row : { ...row, duplicateOf: { kind: twin.kind, id: twin.id } },
      operations: composed.operations(twin?.id ?? null, attachment),
    });
  };

  const importOne = async (candidate: Candidate, before: ImportedRecord | undefined): Promise<void> => {
    const { path } = candidate;
    const answer = await readFile(candidate, as, signal).catch((error: unknown): Answer => ({
      kind: 'failed',
      why: whyOf(error),
    }));
    if (signal.aborted) return;
    if (answer.kind === 'imported') await takeIn(candidate, answer, before);
    else if (answer.kind === 'refused')
      settle({ path, outcome: 'refused', reason: answer.reason, losses: [] });
    else settle({ path, outcome: 'failed', reason: answer.why, losses: [] });
  };

  const importAll = async (): Promise<void> => {
    await earlier;
    const known = await knownFrom(store, root);
    let next = 0;
    const lane = async (): Promise<void> => {
      for (;;) {
        await gate.passed();
        if (!hasRoom()) stop('no room');
        const candidate = signal.aborted ? undefined : offer.files[next++];
        if (candidate === undefined) return;
        await importOne(candidate, known.get(candidate.path));
      }
    };
    // Every lane comes to its end, so that nothing is handed in after the last group.
    const stopping = (error: unknown): void => stop(whyOf(error));
    await Promise.all(Array.from({ length: width }, () => lane().catch(stopping)));
  };

  const run = async (): Promise<readonly ReportRow[]> => {
    try {
      await importAll();
    } catch (error) {
      stop(whyOf(error));
    }
    await arrivals.flush().catch((error: unknown) => stop(whyOf(error)));
    for (const { path, reason } of offer.refused) note({ path, outcome: 'refused', reason, losses: [] });
    if (trouble !== null) meter.become('stopped', trouble);
    else meter.become(signal.aborted ? 'cancelled' : 'finished');
    return rows();
  };

  const update = async (paths: readonly string[]): Promise<number> => {
    let taken = 0;
    for (const path of paths) {
      const version = versions.get(path);
      const row = found.get(path);
      if (version === undefined || row === undefined) continue;
      const { attachment, losses } = await originalOf(version.from, version.record.kind, version.origin);
      const outcome = await takeOver(parts, version, attachment);
      if (outcome.kind === 'invalid' || outcome.kind === 'failed') {
        meter.become(meter.progress().state, outcome.why);
        break;
      }
      versions.delete(path);
      note({
        ...row,
        outcome: outcome.kind === 'left' ? 'edited here' : 'updated',
        losses: outcome.kind === 'left' ? [] : [...version.file.losses, ...losses],
      });
      if (outcome.kind !== 'left') taken += 1;
    }
    meter.changed();
    return taken;
  };

  const isOver = (): boolean => !['running', 'paused'].includes(meter.progress().state);
  return {
    root,
    progress: meter.progress,
    watch: meter.watch,
    rows,
    report: run(),
    update,
    pause: () => {
      if (meter.progress().state !== 'running') return;
      gate.close();
      meter.become('paused');
    },
    resume: () => {
      if (meter.progress().state !== 'paused') return;
      gate.open();
      meter.become('running');
    },
    cancel: () => {
      if (isOver()) return;
      cancelled.abort();
      gate.open();
    },
  };
}

/** What came from a root before, by path. Of several records from one path the one that is kept speaks. */
async function knownFrom(store: Store, root: string): Promise<ReadonlyMap<string, ImportedRecord>> {
  const known = new Map<string, ImportedRecord>();
  for (const record of await store.importedFrom(root)) {
    const { path } = record.origin;
    if (!known.has(path) || known.get(path)?.deleted === true) known.set(path, record);
  }
  return known;
}
