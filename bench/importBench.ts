// How long the first results of a question take while a large import is being embedded, beside the same at rest.
import type { Line } from './line.ts';
import { lineOf, spreadOf } from './line.ts';
import { packed, vectorMaker } from './madeVectors.ts';
import type { Opened, Shell } from './program.ts';
import { withProgram } from './program.ts';
import { makeShelf } from './searchBench.ts';
import { addSources, waitForIndex } from './shelf.ts';
import { lend } from './vectorCache.ts';
import { wordStream } from './wordStream.ts';

const questionCount = 150;
const arriving = 1_400;
/** A person does not ask again at once. */
const pauseMs = 60;

interface Asked {
  /** To the first answer, and to the last. */
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** Passages that got their vector meanwhile. */
  readonly embedded: number;
}

function timeAsking({ notebook }: Opened, questions: readonly string[]): Promise<Asked> {
  return notebook.evaluate(
    async ({ librarian }, asked) => {
      const first: number[] = [];
      const last: number[] = [];
      const before = librarian.state().progress.embedded;
      for (const text of asked.questions) {
        const begunMs = performance.now();
        const answeredMs: number[] = [];
        await librarian.ask({ text, limit: 30, ranking: 'fused' }, new AbortController().signal, () => {
          answeredMs.push(performance.now() - begunMs);
        });
        const [firstMs] = answeredMs;
        if (firstMs === undefined) throw new Error('There was no answer.');
        first.push(firstMs);
        last.push(performance.now() - begunMs);
        await new Promise((resolve) => setTimeout(resolve, asked.pauseMs));
      }
      return { first, last, embedded: librarian.state().progress.embedded - before };
    },
    { questions, pauseMs },
  );
}

export function benchImport(shell: Shell): Promise<readonly Line[]> {
  return withProgram(shell, async (opened) => {
    const stream = wordStream(14);
    const questions = Array.from({ length: questionCount }, () => stream.question());
    const { items, hashes } = makeShelf();
    const vector = vectorMaker(15);
    await lend(opened, new Map(hashes.map((hash) => [hash, packed(vector())])));
    await addSources(opened, items);
    await waitForIndex(opened);
    // The first one wakes the model.
    await timeAsking(opened, questions.slice(0, 10));
    const atRest = await timeAsking(opened, questions);
    const news = Array.from({ length: arriving }, (_, at) => ({
      key: `new${at}`,
      title: stream.title(),
      text: stream.text(400),
    }));
    await addSources(opened, news);
    const meanwhile = await timeAsking(opened, questions);
    if (meanwhile.embedded < 20) throw new Error('The embedders were not at work.');
    const again = await timeAsking(opened, questions);
    const during = (kind: 'first' | 'last') => spreadOf([...meanwhile[kind], ...again[kind]]);
    return [
      lineOf('question while importing, first results', 'ms', during('first'), {
        name: 'at rest',
        ...spreadOf(atRest.first),
      }),
      lineOf('question while importing, by meaning too', 'ms', during('last'), {
        name: 'at rest',
        ...spreadOf(atRest.last),
      }),
    ];
  });
}
