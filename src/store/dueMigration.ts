// Whether opening a working copy would change the form of its rows: what comes before that is done before it is opened.
import { openNewerDatabase } from './newerDatabase.ts';
import { newestVersion } from './database.ts';
import { type Migration, migrationKey, releasedMigrations } from './migrate.ts';
import { knownDatabases } from './knownDatabases.ts';

/** False for one that is not there, and for one whose change was begun: what is asked for must come before it. */
export async function isMigrationDue(
  name: string,
  migrations: readonly Migration[] = releasedMigrations,
): Promise<boolean> {
  const existing = (await knownDatabases()).find((each) => each.name === name);
  if (existing?.version === undefined || existing.version > newestVersion * 10) return false;
  if (existing.version < newestVersion * 10) return true;
  if (migrations.length === 0) return false;
  const opened = await openNewerDatabase(name);
  if (opened.kind !== 'open') return false;
  const { reading, close } = opened.database;
  try {
    const rows = await reading(({ meta }) => meta.bulkGet(migrations.map(migrationKey)));
    return rows.includes(undefined);
  } finally {
    close();
  }
}
