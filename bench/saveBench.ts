// What a save costs: until the journal has it and "Saved" is shown, and until lists and readers see it.
import { documentOfText } from '#domain/document.ts';
import type { Line } from './line.ts';
import { lineOf, spreadOf } from './line.ts';
import type { Opened, Shell } from './program.ts';
import { withProgram } from './program.ts';
import { wordStream } from './wordStream.ts';

const saves = 100;

interface Times {
  readonly saved: readonly number[];
  readonly applied: readonly number[];
  /** Of the same text in a database with nothing around it. */
  readonly bare: readonly number[];
}

export async function benchSave(shell: Shell): Promise<readonly Line[]> {
  const { saved, applied, bare } = await timeSaves(shell, []);
  const withoutJournal = await timeSaves(shell, ['no-journal']);
  const plain = { name: 'bare IndexedDB', ...spreadOf(bare) };
  return [
    lineOf('save, until "Saved"', 'ms', spreadOf(saved), plain),
    lineOf('save, until readers see it', 'ms', spreadOf(applied), {
      name: 'without the journal',
      ...spreadOf(withoutJournal.applied),
    }),
  ];
}

function timeSaves(shell: Shell, faults: readonly string[]): Promise<Times> {
  const time = async ({ notebook }: Opened): Promise<Times> => {
    const stream = wordStream(11);
    const text = stream.text(400);
    const documents = Array.from({ length: saves }, (_, at) =>
      documentOfText(`${text}\n${stream.sentence()} ${at}`),
    );
    // Indexing has its own benchmark.
    await notebook.evaluate(({ librarian }) => librarian.pause(true));
    const { saved, applied } = await notebook.evaluate(async ({ notes }, versions) => {
      const created = await notes.create({ title: 'Saves' });
      if (created.kind !== 'saved') throw new Error('The note could not be made.');
      const times = { saved: [] as number[], applied: [] as number[] };
      for (const document of versions) {
        const begunMs = performance.now();
        const answer = await notes.save(created.record.id, { document });
        if (answer.kind !== 'saved') throw new Error('The note could not be saved.');
        times.saved.push(performance.now() - begunMs);
        await answer.applied;
        times.applied.push(performance.now() - begunMs);
      }
      return times;
    }, documents);
    const bare = await notebook.evaluate(async (_notebook, versions) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('bare', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('notes', { keyPath: 'id' });
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('The bare database could not be opened.'));
      });
      const times: number[] = [];
      for (const document of versions) {
        const begunMs = performance.now();
        await new Promise<void>((resolve, reject) => {
          const transaction = database.transaction('notes', 'readwrite', { durability: 'strict' });
          transaction.objectStore('notes').put({ id: 'one', document });
          transaction.oncomplete = () => resolve();
          transaction.onabort = () => reject(new Error('The bare database took nothing.'));
        });
        times.push(performance.now() - begunMs);
      }
      return times;
    }, documents);
    return { saved, applied, bare };
  };
  return withProgram(shell, time, faults);
}
