// What a save costs: until the journal has it and "Saved" is shown, and until lists and readers see it.
import { documentOfText } from '#domain/document.ts';
import type { Line } from './line.ts';
import { lineOf, spreadOf } from './line.ts';
import type { Shell } from './program.ts';
import { withProgram } from './program.ts';
import { wordStream } from './wordStream.ts';

const saves = 100;

export function benchSave(shell: Shell): Promise<readonly Line[]> {
  return withProgram(shell, async ({ notebook }) => {
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
    const plain = { name: 'bare IndexedDB', ...spreadOf(bare) };
    return [
      lineOf('save, until "Saved"', 'ms', spreadOf(saved), plain),
      lineOf('save, until readers see it', 'ms', spreadOf(applied), plain),
    ];
  });
}
