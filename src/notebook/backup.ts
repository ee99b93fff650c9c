// Backing the notebook up: the working copy is read as it is after one entry of the journal, and handed over to be
// written, while saving goes on.
import type {
  LinesTaken,
  SnapshotBegun,
  SnapshotEnded,
  SnapshotFolder,
  SnapshotLines,
  SnapshotReason,
  SnapshotRequest,
} from '#desktop/snapshots.ts';
import type { Store } from '#store/store.ts';
import { ahead } from './ahead.ts';
import { beginGiving, type Giving } from './givingSnapshot.ts';
import type { LongWork } from './restoring.ts';

export type { SnapshotFolder };

/** Who writes the file: the main process, or a test. */
export interface SnapshotDesk {
  readonly beginSnapshot: (request: SnapshotRequest) => Promise<SnapshotBegun>;
  readonly addToSnapshot: (lines: SnapshotLines) => Promise<LinesTaken>;
  readonly finishSnapshot: (snapshot: number) => Promise<SnapshotEnded>;
  readonly dropSnapshot: (snapshot: number) => Promise<null>;
  readonly snapshots: () => Promise<SnapshotFolder>;
  readonly letGoOfSnapshot: (name: string) => Promise<SnapshotFolder>;
  /** Null when the person cancelled. */
  readonly chooseSnapshotFolder: () => Promise<SnapshotFolder | null>;
  readonly showSnapshotFolder: () => Promise<null>;
}

export type BackupOutcome =
  | SnapshotEnded
  | Extract<SnapshotBegun, { kind: 'refused' }>
  /** The working copy could not be read to its end: it must be built again before it can be backed up. */
  | { readonly kind: 'unreadable'; readonly why: string };

export interface BackupState {
  /** Why one is being taken; null while none is. */
  readonly running: SnapshotReason | null;
  /** What became of the last one that was tried since the start and not stopped. */
  readonly last: BackupOutcome | null;
}

export interface Backup {
  /** Takes a snapshot of everything saved and applied so far. One at a time: a second call gets the first's outcome. */
  readonly now: (reason: SnapshotReason, signal?: AbortSignal, report?: Report) => Promise<BackupOutcome>;
  /** The same, unless the newest one holds everything already: null then. */
  readonly ifBehind: (reason: SnapshotReason, signal?: AbortSignal) => Promise<BackupOutcome | null>;
  /** From now on none is taken, until the returned function is called: the notebook is about to become another. */
  readonly suspend: () => () => void;
  /** Drops the one that is being taken; resolves when nothing of it is left. */
  readonly stop: () => Promise<void>;
  readonly state: () => BackupState;
  readonly watch: (listener: (state: BackupState) => void) => () => void;
  /** The folder of the snapshots as it is now. Watchers are told when it became another, or holds others. */
  readonly folder: () => Promise<SnapshotFolder>;
  readonly showFolder: () => Promise<void>;
  /** Lets the person choose where snapshots go from now on. */
  readonly moveFolder: () => Promise<void>;
  /** A pinned snapshot stays no longer than its age says. */
  readonly letGo: (name: string) => Promise<void>;
}

type Report = NonNullable<LongWork['report']>;

interface Run {
  readonly reports: Set<Report>;
  readonly outcome: Promise<BackupOutcome>;
  readonly stop: () => Promise<void>;
}

export function openBackup(store: Store, desk: SnapshotDesk): Backup {
  let run: Run | null = null;
  let isSuspended = false;
  let state: BackupState = { running: null, last: null };
  const listeners = new Set<(state: BackupState) => void>();

  function become(next: Partial<BackupState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener(state);
  }

  function begin(reason: SnapshotReason): Run {
    const stopping = new AbortController();
    let begunAs: number | null = null;
    const reports = new Set<Report>();
    const taken = take({
      store,
      desk,
      reason,
      signal: stopping.signal,
      begun: (as) => (begunAs = as),
      report: (progress) => {
        for (const report of reports) report(progress);
      },
    });
    const outcome = taken.then(
      (last) => {
        run = null;
        become(last.kind === 'stopped' ? { running: null } : { running: null, last });
        return last;
      },
      (error: unknown) => {
        run = null;
        become({ running: null });
        throw error;
      },
    );
    return {
      reports,
      outcome,
      stop: async () => {
        stopping.abort();
        // It may be in the middle of being read back, which ends only when it is dropped.
        if (begunAs !== null) await desk.dropSnapshot(begunAs);
        await outcome.catch(() => undefined); // whoever asked for it is told
      },
    };
  }

  function now(reason: SnapshotReason, signal?: AbortSignal, report?: Report): Promise<BackupOutcome> {
    if (isSuspended || signal?.aborted === true) return Promise.resolve({ kind: 'stopped' });
    if (run === null) {
      run = begin(reason);
      become({ running: reason });
    }
    const { outcome, stop, reports } = run;
    if (report !== undefined) reports.add(report);
    const onAbort = (): void => void stop().catch(() => undefined); // the outcome says what became of it
    signal?.addEventListener('abort', onAbort, { once: true });
    return outcome.finally(() => signal?.removeEventListener('abort', onAbort));
  }

  return {
    now,
    ifBehind: async (reason, signal) => {
      const [at, { snapshots }] = await Promise.all([store.lastAppliedSeq(), desk.snapshots()]);
      const isHeld = snapshots.some(({ own, lastSeq }) => own && lastSeq >= at);
      return isHeld ? null : now(reason, signal);
    },
    suspend: () => {
      isSuspended = true;
      return () => {
        isSuspended = false;
      };
    },
    stop: async () => run?.stop(),
    state: () => state,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    folder: () => desk.snapshots(),
    showFolder: async () => {
      await desk.showSnapshotFolder();
    },
    moveFolder: async () => {
      if ((await desk.chooseSnapshotFolder()) !== null) become({});
    },
    letGo: async (name) => {
      await desk.letGoOfSnapshot(name);
      become({});
    },
  };
}

interface Taking {
  readonly store: Store;
  readonly desk: SnapshotDesk;
  readonly reason: SnapshotReason;
  readonly signal: AbortSignal;
  readonly begun: (snapshot: number) => void;
  readonly report: Report;
}

async function take({ store, desk, reason, signal, begun, report }: Taking): Promise<BackupOutcome> {
  // Entries wait in the queue meanwhile: they are saved, and lists show them a moment later.
  const release = await store.hold();
  let giving: Giving | null = null;
  try {
    const beginning = await beginGiving(desk, { reason, lastSeq: await store.lastAppliedSeq() });
    if (beginning.kind === 'refused') return beginning;
    giving = beginning.giving;
    begun(giving.snapshot);
    const { parts: _parts, ...rows } = await store.stock();
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    let done = 0;
    for await (const { kind, records } of ahead(store.everyRecord())) {
      if (signal.aborted) break;
      const lines = records.map((record) => JSON.stringify(record));
      if (!(await giving.give(kind, lines))) break;
      done += records.length;
      report({ phase: 'backing up', done, total: Math.max(done, total) });
    }
  } catch (error) {
    await giving?.drop();
    return { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) };
  } finally {
    release();
  }
  if (signal.aborted) {
    await giving.drop();
    return { kind: 'stopped' };
  }
  report({ phase: 'keeping', done: 0, total: 0 });
  return giving.finish();
}
