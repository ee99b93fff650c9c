// Which databases the browser holds, asked until it answers: Chromium may drop the question while it throws a damaged
// database away, and then nobody would ever hear.
import { inTime } from './inTime.ts';

/** Even a slow disk answers within a few seconds; an answer that comes late counts all the same. */
const patienceMs = 4_000;
const tries = 6;

/** Throws where none of several questions is answered. */
export async function knownDatabases(waitMs = patienceMs): Promise<readonly IDBDatabaseInfo[]> {
  const asked: Promise<readonly IDBDatabaseInfo[]>[] = [];
  while (asked.length < tries) {
    asked.push(indexedDB.databases());
    const known = await inTime(Promise.race(asked), waitMs);
    if (known !== null) return known;
  }
  throw new Error('the browser does not answer for its databases');
}
