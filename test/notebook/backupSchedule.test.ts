// Backups by themselves: after changes only, not too often, and again when one failed.
import { describe, expect, it } from 'vitest';
import type { BackupOutcome } from '#notebook/backup.ts';
import { backupPauseMs, keepBackedUp, overduePauseMs } from '#notebook/backupSchedule.ts';
import type { Change } from '#notebook/door.ts';

const nowMs = Date.parse('2026-11-24T10:00:00.000Z');
const hourMs = 3_600_000;

interface Start {
  readonly lastSeq: number;
  /** Entry and age in hours of the snapshots in the folder, newest first. */
  readonly snapshots: readonly (readonly [lastSeq: number, hours: number])[];
  readonly own?: boolean;
}

function setUp({ lastSeq, snapshots, own = true }: Start = { lastSeq: 0, snapshots: [] }) {
  const timers: { readonly pauseMs: number; readonly run: () => void }[] = [];
  const listeners = new Set<(change: Change) => void>();
  const answers: (BackupOutcome | Error)[] = [];
  const reasons: string[] = [];
  const stop = keepBackedUp({
    now: () => new Date(nowMs),
    lastAppliedSeq: () => Promise.resolve(lastSeq),
    backup: {
      folder: () =>
        Promise.resolve({
          folder: '/backups',
          snapshots: snapshots.map(([seq, hours]) => ({
            name: `${seq}.zip`,
            lastSeq: seq,
            createdAt: new Date(nowMs - hours * hourMs).toISOString(),
            records: 1,
            sizeBytes: 1,
            reason: 'asked',
            own,
          })),
          unusable: [],
          pinned: [],
          remembered: { last: null, failingSince: null },
          trouble: null,
        }),
      now: (reason) => {
        reasons.push(reason);
        const answer = answers.shift() ?? { kind: 'stopped' };
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    after: (pauseMs, run) => {
      const timer = { pauseMs, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  return {
    timers,
    answers,
    reasons,
    listeners,
    stop,
    change: () => listeners.forEach((listener) => listener({ seq: 1, touched: [] })),
    ring: async () => {
      timers.shift()?.run();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const kept: BackupOutcome = {
  kind: 'kept',
  name: 'a',
  createdAt: '',
  sizeBytes: 1,
  records: 1,
  shrunk: null,
};

describe('the schedule of backups', () => {
  it('[B7] takes one a while after the first of many changes, and none without a change', async () => {
    const { timers, answers, reasons, change, ring } = setUp();
    expect(timers).toEqual([]);
    change();
    change();
    expect(timers.map(({ pauseMs }) => pauseMs)).toEqual([backupPauseMs]);
    answers.push(kept);
    await ring();
    expect([reasons, timers]).toEqual([['schedule'], []]);
    change();
    expect(timers.length).toBe(1);
  });

  it.each<BackupOutcome | Error>([
    { kind: 'failed', why: 'disk full' },
    { kind: 'unreadable', why: 'closed' },
    { kind: 'stopped' },
    { kind: 'refused', why: 'wrong hash', entry: 'records/note.ndjson' },
    new Error('the main process is gone'),
  ])('[B8] tries again after the same pause when it got %j', async (answer) => {
    const { timers, answers, change, ring } = setUp();
    change();
    answers.push(answer);
    await ring();
    expect(timers.map(({ pauseMs }) => pauseMs)).toEqual([backupPauseMs]);
  });

  it('[B9] does not insist with a temporary notebook, and ends when it is told to', async () => {
    const { timers, answers, listeners, change, ring, stop } = setUp();
    change();
    answers.push({ kind: 'refused', why: 'temporary notebook' });
    await ring();
    expect(timers).toEqual([]);
    change();
    stop();
    expect([timers, listeners.size]).toEqual([[], 0]);
  });

  it.each<[Start, number | null]>([
    [{ lastSeq: 0, snapshots: [] }, null],
    [{ lastSeq: 9, snapshots: [[9, 100]] }, null],
    [{ lastSeq: 9, snapshots: [[8, 23]] }, backupPauseMs],
    [
      {
        lastSeq: 9,
        snapshots: [
          [8, 25],
          [7, 1],
        ],
      },
      overduePauseMs,
    ],
    [{ lastSeq: 9, snapshots: [] }, overduePauseMs],
    [{ lastSeq: 9, snapshots: [[9, 1]], own: false }, overduePauseMs],
  ])('[B10] a start with %j takes one after %s ms', async (start, pauseMs) => {
    const { timers } = setUp(start);
    await new Promise((resolve) => setImmediate(resolve));
    expect(timers.map((timer) => timer.pauseMs)).toEqual(pauseMs === null ? [] : [pauseMs]);
  });
});
