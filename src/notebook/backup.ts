// Backing the notebook up: the working copy is read as it is after one entry of the journal, and handed over to be
// written, while saving goes on.
import type {
  LinesTaken,
  SnapshotBegun,
  SnapshotEnded,
  SnapshotLines,
  SnapshotReason,
  SnapshotRequest,
} from '#desktop/snapshots.ts';
import type { RecordPage, Store } from '#store/store.ts';

/** Who writes the file: the main process, or a test. */
export interface SnapshotDesk {
  readonly beginSnapshot: (request: SnapshotRequest) => Promise<SnapshotBegun>;
  readonly addToSnapshot: (lines: SnapshotLines) => Promise<LinesTaken>;
  readonly finishSnapshot: (snapshot: number) => Promise<SnapshotEnded>;
  readonly dropSnapshot: (snapshot: number) => Promise<null>;
}

export type BackupOutcome =
  | SnapshotEnded
  | Extract<SnapshotBegun, { kind: 'refused' }>
  /** The working copy could not be read to its end: it must be built again before it can be backed up. */
  | { readonly kind: 'unreadable'; readonly why: string };

export interface Backup {
  /** Takes a snapshot of everything saved and applied so far. One at a time: a second call gets the first's outcome. */
  readonly now: (reason: SnapshotReason, signal?: AbortSignal) => Promise<BackupOutcome>;
}

/** About how many characters are handed over at a time. */
const portionChars = 1_000_000;

export function openBackup(store: Store, desk: SnapshotDesk): Backup {
  let running: Promise<BackupOutcome> | null = null;

  async function run(reason: SnapshotReason, signal: AbortSignal | undefined): Promise<BackupOutcome> {
    // Entries wait in the queue meanwhile: they are saved, and lists show them a moment later.
    const release = await store.hold();
    let snapshot: number | null = null;
    try {
      const begun = await desk.beginSnapshot({ reason, lastSeq: await store.lastAppliedSeq() });
      if (begun.kind === 'refused') return begun;
      snapshot = begun.snapshot;
      for await (const { kind, lines } of portions(store.everyRecord())) {
        if (signal?.aborted === true) return await dropped(snapshot);
        if ((await desk.addToSnapshot({ snapshot, kind, lines })).kind === 'ended') break;
      }
    } catch (error) {
      if (snapshot !== null) await dropped(snapshot);
      return { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) };
    } finally {
      release();
    }
    return desk.finishSnapshot(snapshot);
  }

  async function dropped(snapshot: number): Promise<BackupOutcome> {
    await desk.dropSnapshot(snapshot);
    return { kind: 'stopped' };
  }

  return {
    now: (reason, signal) =>
      (running ??= run(reason, signal).finally(() => {
        running = null;
      })),
  };
}

interface Portion {
  readonly kind: RecordPage['kind'];
  readonly lines: string;
}

/** Pages joined until they are worth a call, or the next is of another kind. */
async function* portions(pages: AsyncIterable<RecordPage>): AsyncGenerator<Portion> {
  let kind: Portion['kind'] | null = null;
  let lines = '';
  for await (const page of pages) {
    if (kind !== null && (kind !== page.kind || lines.length >= portionChars)) {
      yield { kind, lines };
      lines = '';
    }
    kind = page.kind;
    lines += page.records.map((record) => `${JSON.stringify(record)}\n`).join('');
  }
  if (kind !== null) yield { kind, lines };
}
