// Who reads backups and keeps what the notebook begins with: the main process, or a test.
import type { BackupReading, BaseSet, ChosenBackup, RehearsalDone, SafetyFacts } from '#desktop/backups.ts';
import type { Desktop } from '#desktop/contract.ts';
import type { SnapshotFolder } from '#desktop/snapshots.ts';
import { partsIn, type StreamPart } from '#vault/snapshotStream.ts';

export interface RestoreDesk {
  readonly snapshots: () => Promise<SnapshotFolder>;
  readonly chooseBackup: () => Promise<ChosenBackup | null>;
  /** The parts of a backup, verified before any record comes. Stops when no more is asked for. */
  readonly readBackup: (reading: BackupReading) => AsyncIterable<StreamPart>;
  readonly readAttachments: () => AsyncIterable<StreamPart>;
  readonly setBase: (database: string) => Promise<BaseSet>;
  readonly safety: () => Promise<SafetyFacts>;
  readonly rememberRehearsal: (rehearsal: RehearsalDone) => Promise<null>;
}

export function desktopRestoreDesk(desktop: Desktop): RestoreDesk {
  return {
    snapshots: () => desktop.snapshots(),
    chooseBackup: () => desktop.chooseBackup(),
    readBackup: (reading) => fetched(() => desktop.readBackup(reading)),
    readAttachments: () => fetched(() => desktop.readAttachments()),
    setBase: (database) => desktop.setBase(database),
    safety: () => desktop.safety(),
    rememberRehearsal: (rehearsal) => desktop.rememberRehearsal(rehearsal),
  };
}

async function* fetched(ask: () => Promise<{ readonly address: string }>): AsyncGenerator<StreamPart> {
  const { address } = await ask();
  const stop = new AbortController();
  try {
    const response = await fetch(address, { signal: stop.signal });
    if (!response.ok || response.body === null) throw new Error('the backup could not be read');
    yield* partsIn(chunksOf(response.body));
  } finally {
    stop.abort(); // so that main reads no further
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
