// Changes to the rows of a working copy that are too large for one transaction: done in steps, each with the note of
// how far it is, so that a start after a crash goes on where the last one ended.
//
// Dexie's own upgrades add tables and indexes, and run in one transaction; they stay small. What changes rows comes
// here, and only what cannot be had by building the working copy again from the journal.
import type { Database, Tables } from './database.ts';

export interface Migration {
  /** Never changed and never used again: working copies remember it. */
  readonly name: string;
  /**
   * Changes some rows, from a place on (`null`: from the beginning), and answers with the place to go on from, or null
   * when there is nothing more. Runs in a transaction: await nothing but the tables.
   */
  readonly step: (tables: Tables, from: string | null) => Promise<string | null>;
}

/** Those that were ever released, oldest first. There is none yet. */
export const releasedMigrations: readonly Migration[] = [];

const done = 'done';

/** Under which name a working copy remembers how far a migration is. */
export function migrationKey({ name }: Migration): `migration ${string}` {
  return `migration ${name}`;
}

/** Carries out what was not carried out before. Rejects when a step fails: what was done up to it is kept. */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  for (const migration of migrations) {
    const { step } = migration;
    const key = migrationKey(migration);
    let isDone = false;
    while (!isDone)
      isDone = await database.writing(async (tables) => {
        const row = await tables.meta.get(key);
        if (row?.value === done) return true;
        const next = await step(tables, typeof row?.value === 'string' ? row.value.slice(1) : null);
        await tables.meta.put({ name: key, value: next === null ? done : `@${next}` });
        return next === null;
      });
  }
}
