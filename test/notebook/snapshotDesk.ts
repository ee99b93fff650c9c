// Whoever writes snapshots down, as the main process does, into files in memory.
import type { KnownSnapshot, SnapshotFolder } from '#desktop/snapshots.ts';
import type { SnapshotDesk } from '#notebook/backup.ts';
import { writeSnapshot } from '#vault/writeSnapshot.ts';
import { recordsIn } from '#vault/manifest.ts';
import { openIntake, type Intake } from '../../electron/main/intake.ts';
import type { MemoryFiles } from '../vault/memoryFiles.ts';
import { each, nodeDigest } from '../vault/snapshotOf.ts';

export function snapshotDeskOf(files: MemoryFiles): SnapshotDesk {
  let intake: Intake = openIntake();
  let count = 0;
  let lastSeqOfOne = 0;
  const snapshots: KnownSnapshot[] = [];
  let written: Promise<unknown> = Promise.resolve();
  let keep: () => ReturnType<typeof writeSnapshot> = () => Promise.reject(new Error('not begun'));
  const folder = (): SnapshotFolder => ({
    folder: '/backups',
    snapshots,
    unusable: [],
    pinned: [],
    remembered: { last: null, failingSince: null },
    trouble: null,
  });
  return {
    beginSnapshot: ({ reason, lastSeq }) => {
      count += 1;
      lastSeqOfOne = lastSeq;
      intake = openIntake();
      const createdAt = '2026-11-24T10:00:00.000Z';
      const about = { notebookId: 'test', createdAt, lastSeq, reason, program: '0' };
      const content = { about, records: intake.batches, attachments: each([]) };
      const writing = writeSnapshot(files, `${count}.zip`, content, { newDigest: nodeDigest });
      written = writing.catch(() => undefined);
      keep = () => writing;
      return Promise.resolve({ kind: 'begun', snapshot: count });
    },
    addToSnapshot: async ({ kind, lines }) => {
      const isTaken = await intake.give({ kind, lines: lines.split('\n').slice(0, -1) });
      return { kind: isTaken ? 'taken' : 'ended' };
    },
    finishSnapshot: async (snapshot) => {
      intake.end();
      const kept = await keep();
      if (kept.kind === 'failed') return kept;
      if (kept.kind === 'refused') return { kind: 'refused', why: kept.fault.kind, entry: null };
      const { manifest, sizeBytes } = kept;
      const { createdAt } = manifest;
      const records = recordsIn(manifest);
      const known = { name: `${snapshot}.zip`, createdAt, sizeBytes, records };
      snapshots.unshift({ ...known, lastSeq: lastSeqOfOne, reason: manifest.reason, own: true });
      return { kind: 'kept', ...known, shrunk: null };
    },
    snapshots: () => Promise.resolve(folder()),
    letGoOfSnapshot: () => Promise.resolve(folder()),
    chooseSnapshotFolder: () => Promise.resolve(null),
    showSnapshotFolder: () => Promise.resolve(null),
    dropSnapshot: async () => {
      intake.close();
      await written;
      return null;
    },
  };
}
