// Migrations of rows: whatever they are interrupted by, each row is changed once, and nothing is begun again.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { releasedMigrations, type Migration } from '#store/migrate.ts';
import { openStore } from '#store/openStore.ts';
import { put } from './entries.ts';
import { newName } from './working.ts';

const rows = 60;
const rowsAtOnce = 7;

/** Adds a word to every setting, a few at a time; `crashAt` is the number of the step that the power goes in. */
function addWord(crashAt: number | null): { readonly migration: Migration; readonly steps: () => number } {
  let steps = 0;
  return {
    steps: () => steps,
    migration: {
      name: 'add a word',
      step: async (tables, from) => {
        const some = await tables.settings
          .where('name')
          .above(from ?? '')
          .limit(rowsAtOnce)
          .toArray();
        await tables.settings.bulkPut(some.map((row) => ({ ...row, value: `${String(row.value)} once` })));
        steps += 1;
        if (steps === crashAt) throw new Error('the power went');
        return some.length < rowsAtOnce ? null : (some.at(-1)?.name ?? null);
      },
    },
  };
}

async function filled(): Promise<string> {
  const name = newName();
  const opened = await openStore(name, 'notebook', []);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const operations = Array.from({ length: rows }, (_, at) => ({
    op: 'setting' as const,
    setting: { name: `setting ${String(at).padStart(3, '0')}`, revision: 1, value: 'value' },
  }));
  await opened.store.apply({ seq: 1, operations });
  opened.store.close();
  return name;
}

async function valuesIn(name: string, migrations: readonly Migration[]): Promise<ReadonlySet<unknown>> {
  const opened = await openStore(name, 'notebook', migrations);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const settings = await opened.store.settings();
  expect(settings).toHaveLength(rows);
  opened.store.close();
  return new Set(settings.map(({ value }) => value));
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
});

describe('migrations', () => {
  it('[G1] go on where a crash stopped them, at whichever step, and change each row once', async () => {
    const steps = Math.ceil(rows / rowsAtOnce);
    for (let crashAt = 1; crashAt <= steps; crashAt += 1) {
      const name = await filled();
      const torn = addWord(crashAt);
      expect(await openStore(name, 'notebook', [torn.migration])).toMatchObject({ kind: 'failed' });
      expect(torn.steps()).toBe(crashAt);
      const next = addWord(null);
      expect(await valuesIn(name, [next.migration])).toEqual(new Set(['value once']));
      // The steps before the crash were not done again.
      expect(next.steps()).toBe(steps - crashAt + 1);
    }
  });

  it('[G2] are done once, and not at all where they were done', async () => {
    const name = await filled();
    await valuesIn(name, [addWord(null).migration]);
    const again = addWord(null);
    expect(await valuesIn(name, [again.migration])).toEqual(new Set(['value once']));
    expect(again.steps()).toBe(0);
  });

  it('[G3] leave everything else of the working copy as it was', async () => {
    const name = newName();
    const first = await openStore(name, 'notebook', []);
    if (first.kind !== 'open') throw new Error(first.kind);
    await first.store.apply({ seq: 1, operations: [put('note', 1, 1), put('note', 2, 1)] });
    first.store.close();
    const opened = await openStore(name, 'notebook', [addWord(null).migration]);
    if (opened.kind !== 'open') throw new Error(opened.kind);
    expect(await opened.store.lastAppliedSeq()).toBe(1);
    expect(await opened.store.count('note')).toBe(2);
    expect(opened.soundness.expected).toEqual(opened.soundness.found);
    opened.store.close();
  });

  it('[G4] have names of their own', () => {
    expect(new Set(releasedMigrations.map(({ name }) => name)).size).toBe(releasedMigrations.length);
  });
});
