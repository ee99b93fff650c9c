// The databases that a notebook leaves behind: half-made ones go at the next start, former working copies after a month.
import { deleteDatabase, openDatabase } from './database.ts';
import { knownDatabases } from './knownDatabases.ts';

/** How long a working copy is kept after another took its place. */
export const keptMs = 30 * 24 * 60 * 60_000;

/** The name of a notebook's working copy: the first, or one that took its place at this time. */
export function databaseName(notebookId: string, madeAt: Date | null): string {
  return madeAt === null ? `notebook-${notebookId}` : `notebook-${notebookId}-${madeAt.getTime()}`;
}

/**
 * Looks through the databases that were ever this notebook's working copy, all but the present one. What cannot be
 * opened, or is another notebook's, is left alone. Answers with the names of those that were deleted.
 */
export async function tidyDatabases(
  notebookId: string,
  present: string,
  now: Date,
): Promise<readonly string[]> {
  const first = databaseName(notebookId, null);
  const deleted: string[] = [];
  for (const { name = '' } of await knownDatabases()) {
    const [, madeAtMs = '', derived = ''] = /^(-\d+)?(-\D.*)?$/.exec(name.slice(first.length)) ?? [];
    const copy = first + madeAtMs;
    if (name !== copy + derived || copy === present) continue;
    // What was derived from a former working copy can be made again.
    if (derived === '' && !(await isOver(name, notebookId, now))) continue;
    await deleteDatabase(name);
    deleted.push(name);
  }
  return deleted;
}

async function isOver(name: string, notebookId: string, now: Date): Promise<boolean> {
  const opened = await openDatabase(name, null);
  if (opened.kind !== 'open') return false;
  const { reading, writing, close } = opened.database;
  try {
    const names = ['notebookId', 'filling', 'retiredAt'];
    const [owner, filling, retiredAt] = await reading(({ meta }) => meta.bulkGet(names));
    if (owner?.value !== notebookId) return false;
    if (filling !== undefined) return true;
    if (typeof retiredAt?.value === 'string') return now.getTime() - Date.parse(retiredAt.value) > keptMs;
    await writing(({ meta }) => meta.put({ name: 'retiredAt', value: now.toISOString() }));
    return false;
  } finally {
    close();
  }
}

/** Whether a database can be made here at all: one is, and is deleted again. */
export async function canStore(): Promise<boolean> {
  const name = `probe-${crypto.randomUUID()}`;
  try {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
      request.onerror = () => {
        reject(request.error ?? new Error('no database can be made'));
      };
    });
    await deleteDatabase(name);
    return true;
  } catch {
    return false;
  }
}
