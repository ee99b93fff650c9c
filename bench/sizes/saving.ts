// How long after a note was saved it is found, by words and by meaning.
import { documentOfText } from '#domain/document.ts';
import { spreadOf } from '../line.ts';
import type { Opened } from '../program.ts';
import { wordStream } from '../wordStream.ts';
import { own, rowOf, type Row } from './figures.ts';
import { measures } from './targets.ts';

/** Of fewer, the slowest one alone would be the 95th of 100. */
const saves = 40;

/** Saves notes one after another and asks for each until it is found, by words and by meaning. */
export async function measureSaving({ notebook }: Opened, data: Row['data']): Promise<readonly Row[]> {
  const stream = wordStream(21);
  const texts = Array.from({ length: saves + 1 }, (_, at) => `Zebulon${at}quint ${stream.text(90)}`);
  const documents = texts.map((text) => documentOfText(text));
  const times = await notebook.evaluate(
    async ({ notes, librarian }, given) => {
      const all = { words: [] as number[], meaning: [] as number[] };
      for (const [at, document] of given.documents.entries()) {
        const begunMs = performance.now();
        const saved = await notes.create({ title: '', document });
        if (saved.kind !== 'saved') throw new Error('The note could not be saved.');
        const until = async (ranking: 'words' | 'meaning', text: string): Promise<number> => {
          for (const giveUpMs = performance.now() + 30_000; performance.now() < giveUpMs;) {
            const found: boolean[] = [];
            await librarian.ask(
              { text, limit: 5, ranking },
              new AbortController().signal,
              ({ hits, mode }) => {
                found.push(mode === ranking && hits.some(({ id }) => id === saved.record.id));
              },
            );
            if (found.includes(true)) return performance.now() - begunMs;
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          return Number.NaN;
        };
        const words = await until('words', `Zebulon${at}quint`);
        const meaning = await until('meaning', given.texts[at] ?? '');
        await librarian.idle();
        // The first one loads the model.
        if (at > 0) {
          all.words.push(words);
          all.meaning.push(meaning);
        }
      }
      return all;
    },
    { documents, texts },
  );
  const row = (measure: string, values: readonly number[]): Row =>
    rowOf({
      measure,
      by: own,
      data,
      unit: 'ms',
      ...spreadOf(values),
      note: `${values.length} notes, asked for again and again`,
    });
  return [row(measures.savedWords, times.words), row(measures.savedMeaning, times.meaning)];
}
