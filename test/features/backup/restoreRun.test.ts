// Restoring step by step: nothing is done before it was looked at and agreed to.
import { describe, expect, it } from 'vitest';
import { openRestoreRun } from '#features/backup/restoreRun.ts';
import type { BackupRefused, Looked, LookOutcome, RestoreOutcome } from '#notebook/restoring.ts';

const source = { kind: 'known', name: 'a.zip' } as const;
const nothing = { count: 0, first: [] };
const looked: Looked = {
  kind: 'looked',
  source,
  about: {
    createdAt: '2026-11-24T10:00:00.000Z',
    notebookId: 'ours',
    isOwn: true,
    program: '0.1.0',
    reason: 'asked',
    sizeBytes: 1,
    attachments: 0,
  },
  counts: { note: 3 },
  differences: {},
  repaired: nothing,
  unread: nothing,
  dangling: nothing,
  leftOut: [],
};
const damaged: BackupRefused = {
  kind: 'refused',
  fault: { kind: 'wrong hash', entry: 'records/note.ndjson' },
  entry: 'records/note.ndjson',
  partial: { counts: { source: 2 }, attachments: 0 },
};

function setUp(looks: LookOutcome[], restores: RestoreOutcome[] = []) {
  const deeds: string[] = [];
  const run = openRestoreRun(
    {
      flushDrafts: () => Promise.resolve(void deeds.push('flush')),
      nowMs: () => 0,
      restoring: {
        look: (_source, options) => {
          deeds.push(`look ${String(options?.partial)}`);
          return Promise.resolve(
            options?.signal?.aborted === true ? { kind: 'stopped' } : (looks.shift() ?? looked),
          );
        },
        restore: (_source, options) => {
          deeds.push(`restore ${String(options?.partial)}`);
          options?.report?.({ phase: 'writing', done: 1, total: 2 });
          const next = restores.shift();
          return next ? Promise.resolve(next) : Promise.reject(new Error('the disk is gone'));
        },
      },
    },
    source,
  );
  return { run, deeds };
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('restoring', () => {
  it('[RR1] looks first, with every draft written, and restores only when told to', async () => {
    const done: RestoreOutcome = { kind: 'restored', counts: {}, repaired: nothing, unread: nothing };
    const { run, deeds } = setUp([looked], [done]);
    run.restore();
    await soon();
    expect(deeds).toEqual(['flush', 'look false']);
    expect(run.step()).toEqual({ kind: 'looked', looked });
    run.restore();
    expect(run.step()).toMatchObject({ kind: 'restoring', progress: { done: 1 } });
    await soon();
    expect(deeds.at(-1)).toBe('restore false');
    expect(run.step()).toEqual({ kind: 'done', outcome: done });
  });

  it('[RR2] refuses a damaged file, and restores what is healthy only when that was chosen and looked at', async () => {
    const { run, deeds } = setUp([damaged, { ...looked, leftOut: ['records/note.ndjson'] }]);
    await soon();
    expect(run.step()).toEqual({ kind: 'refused', outcome: damaged });
    run.restore();
    expect(run.step().kind).toBe('refused');
    run.lookAtHealthy();
    await soon();
    expect(run.step()).toMatchObject({ kind: 'looked', looked: { leftOut: ['records/note.ndjson'] } });
    run.restore();
    await soon();
    expect(deeds.slice(2)).toEqual(['flush', 'look true', 'restore true']);
    expect(run.step()).toEqual({ kind: 'not done', why: 'broke off', detail: 'the disk is gone' });
  });

  it('[RR3] is stopped while it looks and after it', async () => {
    const looking = setUp([]);
    looking.run.stop();
    await soon();
    expect(looking.run.step()).toEqual({ kind: 'stopped' });
    const asked = setUp([looked]);
    await soon();
    asked.run.stop();
    expect(asked.run.step()).toEqual({ kind: 'stopped' });
    expect(asked.deeds).not.toContain('restore false');
  });
});
