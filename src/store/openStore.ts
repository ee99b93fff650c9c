// Opening the working copy for the window that owns it: what may be read, and the one queue that writes.
import { applyEntries } from './apply.ts';
import { type Database, openDatabase } from './database.ts';
import { everyRecord } from './everyRecord.ts';
import { troubleOf } from './fault.ts';
import { migrate, type Migration, releasedMigrations } from './migrate.ts';
import { openQueue } from './queue.ts';
import { readerOf } from './read.ts';
import { countRows, putStock, stockIn } from './stock.ts';
import { unnamedPieces } from './unnamedPieces.ts';
import { unneededAttachments } from './unneededAttachments.ts';
import type { OpenedStore, PendingMark, Soundness } from './store.ts';

/**
 * Opens a database by name, or makes it for the notebook with this id. An open store that the browser closes stays
 * closed: it is never opened again behind the caller's back, for it might come back empty.
 */
export async function openStore(
  name: string,
  newNotebookId: string,
  migrations: readonly Migration[] = releasedMigrations,
): Promise<OpenedStore> {
  const opened = await openDatabase(name, newNotebookId);
  if (opened.kind === 'absent') return { kind: 'failed', why: 'the database could not be made' };
  if (opened.kind !== 'open') return opened;
  const { database, isNew, dataLoss } = opened;
  const reader = readerOf(database);
  try {
    const notebookId = await database.reading(({ meta }) => meta.get('notebookId'));
    if (typeof notebookId?.value !== 'string') throw new Error('the database does not know its notebook');
    await migrate(database, migrations);
    const queue = openQueue({
      appliedSeq: await reader.lastAppliedSeq(),
      write: (entries) => applyEntries(database, entries),
    });
    database.watchLoss(() => {
      queue.stop({ kind: 'closed' });
    });
    const store = {
      ...reader,
      apply: queue.apply,
      resume: queue.resume,
      wait: queue.wait,
      hold: queue.hold,
      everyRecord: () => everyRecord(database),
      unnamedPieces: () => unnamedPieces(database),
      unneededAttachments: () => unneededAttachments(database),
      doubt: async (why: string) => {
        await database.writing(({ meta }) => meta.put({ name: 'doubt', value: why }));
      },
      watchTrouble: queue.watchTrouble,
      clearMarks: (marks: readonly PendingMark[]) => clearMarks(database, marks),
    };
    const soundness = { ...(await takeStock(database)), dataLoss };
    return { kind: 'open', store, isNew, notebookId: notebookId.value, soundness };
  } catch (error) {
    database.close();
    const trouble = troubleOf(error);
    return { kind: 'failed', why: trouble.kind === 'broken' ? trouble.why : trouble.kind };
  }
}

/** Counts the rows. A database that did not count until now begins with those that it has. */
function takeStock(database: Database): Promise<Omit<Soundness, 'dataLoss'>> {
  return database.writing(async (tables) => {
    const found = await countRows(tables);
    const expected = await stockIn(tables);
    if (expected === null) await putStock(tables, found);
    const [filling, doubt] = await tables.meta.bulkGet(['filling', 'doubt']);
    return {
      expected: expected ?? found,
      found,
      isHalfMade: filling !== undefined,
      doubt: typeof doubt?.value === 'string' ? doubt.value : null,
    };
  });
}

/** A mark whose record was touched again since it was read stays. */
async function clearMarks(database: Database, marks: readonly PendingMark[]): Promise<void> {
  await database.writing(async ({ pending }) => {
    const keys = marks.map(({ kind, id }): [string, string] => [kind, id]);
    const rows = await pending.bulkGet(keys);
    const done = keys.filter(
      (_, index) => rows[index] !== undefined && rows[index].seq === marks[index]?.seq,
    );
    await pending.bulkDelete(done);
  });
}
