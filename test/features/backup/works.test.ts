// The long work of Safety: one at a time, told as it goes, stopped when asked, and its outcome kept until the next.
import { describe, expect, it } from 'vitest';
import type { BackupOutcome } from '#notebook/backup.ts';
import type { CheckOutcome, LongWork, RehearseOutcome } from '#notebook/restoring.ts';
import { openPace } from '#features/backup/pace.ts';
import { openWorks } from '#features/backup/works.ts';

function setUp() {
  let nowMs = 0;
  let given: LongWork | undefined;
  let answer: (outcome: CheckOutcome) => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  const works = openWorks({
    nowMs: () => nowMs,
    backup: {
      now: () => Promise.resolve<BackupOutcome>({ kind: 'failed', why: 'folder missing' }),
    },
    restoring: {
      check: (options) => {
        given = options;
        return new Promise((resolve, reject) => {
          answer = resolve;
          refuse = reject;
        });
      },
      rehearse: () => Promise.resolve<RehearseOutcome>({ kind: 'no backup' }),
    },
  });
  return {
    works,
    report: (done: number, atMs: number) => {
      nowMs = atMs;
      given?.report?.({ phase: 'comparing', done, total: 100 });
    },
    isStopped: () => given?.signal?.aborted,
    answer: (outcome: CheckOutcome) => answer(outcome),
    refuse: (error: Error) => refuse(error),
  };
}

describe('the works of safety', () => {
  it('[SW1] tell how far they are and how long they still take', async () => {
    const { works, report, answer } = setUp();
    const over = works.start('check');
    expect(works.state().running).toEqual({ deed: 'check', progress: null, isStopping: false });
    report(0, 0);
    report(10, 500);
    expect(works.state().running?.progress?.secondsLeft).toBeNull();
    report(25, 5_000);
    expect(works.state().running?.progress).toMatchObject({ done: 25, total: 100, secondsLeft: 15 });
    answer({ kind: 'failed', why: 'torn' });
    await over;
    expect(works.state()).toEqual({
      running: null,
      result: { deed: 'check', outcome: { kind: 'failed', why: 'torn' } },
    });
  });

  it('[SW2] are one at a time, and say nothing when they were stopped', async () => {
    const { works, isStopped, answer } = setUp();
    const over = works.start('check');
    await works.start('backup');
    expect(works.state().running?.deed).toBe('check');
    works.stop();
    expect([isStopped(), works.state().running?.isStopping]).toEqual([true, true]);
    answer({ kind: 'stopped' });
    await over;
    expect(works.state()).toEqual({ running: null, result: null });
  });

  it('[SW3] keep what became of the last until the next begins or it is dismissed', async () => {
    const { works, refuse } = setUp();
    await works.start('backup');
    expect(works.state().result).toMatchObject({ deed: 'backup', outcome: { kind: 'failed' } });
    const over = works.start('check');
    expect(works.state().result).toBeNull();
    refuse(new Error('gone'));
    await over;
    expect(works.state().result).toEqual({ deed: 'check', outcome: { kind: 'broke off', why: 'gone' } });
    works.dismiss();
    expect(works.state().result).toBeNull();
  });

  it('[SW5] tell of a backup too: each record that is handed over, and that it is read back', async () => {
    const phases: string[] = [];
    const works = openWorks({
      nowMs: () => 0,
      backup: {
        now: (_reason, _signal, report) => {
          report?.({ phase: 'backing up', done: 3, total: 4 });
          report?.({ phase: 'keeping', done: 0, total: 0 });
          return Promise.resolve<BackupOutcome>({ kind: 'stopped' });
        },
      },
      restoring: { check: () => Promise.reject(new Error()), rehearse: () => Promise.reject(new Error()) },
    });
    works.watch(() => phases.push(works.state().running?.progress?.phase ?? 'none'));
    await works.start('backup');
    expect(phases).toEqual(['none', 'backing up', 'keeping', 'none']);
  });

  it('[SW4] measure each part of the work by itself', () => {
    let nowMs = 0;
    const pace = openPace(() => nowMs);
    pace({ phase: 'verifying', done: 0, total: 10 });
    nowMs = 60_000;
    expect(pace({ phase: 'verifying', done: 5, total: 10 }).secondsLeft).toBe(60);
    expect(pace({ phase: 'writing', done: 0, total: 10 }).secondsLeft).toBeNull();
    nowMs = 62_000;
    expect(pace({ phase: 'writing', done: 5, total: 10 }).secondsLeft).toBe(2);
  });
});
