// First results at rest, and while a large import is embedded.
import { spreadOf } from '../line.ts';
import type { Opened } from '../program.ts';
import { addSources } from '../shelf.ts';
import { wordStream } from '../wordStream.ts';
import { own, rowOf, type Row } from './figures.ts';
import { measures } from './targets.ts';

const imported = 600;
/** All questions are asked so often, at rest and meanwhile: one slow answer is not to decide. */
const rounds = 3;

/** How long each question takes until its first hits, as the window sees it. */
function timeFirst({ notebook }: Opened, questions: readonly string[]): Promise<readonly number[]> {
  return notebook.evaluate(async ({ librarian }, texts) => {
    const times: number[] = [];
    for (const text of texts) {
      const begunMs = performance.now();
      const seen: number[] = [];
      await librarian.ask({ text, limit: 10, ranking: 'fused' }, new AbortController().signal, () => {
        seen.push(performance.now() - begunMs);
      });
      times.push(seen[0] ?? Number.NaN);
    }
    return times;
  }, questions);
}

export async function measureImport(
  opened: Opened,
  questions: readonly string[],
  data: Row['data'],
): Promise<readonly Row[]> {
  const stream = wordStream(31);
  await timeFirst(opened, questions);
  const asked = Array.from({ length: rounds }, () => questions).flat();
  const idle = spreadOf(await timeFirst(opened, asked));
  const items = Array.from({ length: imported }, (_, number) => ({
    key: `imported-${number}`,
    title: stream.title(),
    text: stream.text(240),
  }));
  await addSources(opened, items);
  const busy = spreadOf(await timeFirst(opened, asked));
  const { waiting } = await opened.notebook.evaluate(({ librarian }) => librarian.state().progress);
  const note = waiting > 0 ? `idle p95 ${(idle.p95 ?? 0).toFixed(0)} ms` : 'the import was over too soon';
  const ratio = (busy.p95 ?? Number.NaN) / (idle.p95 ?? Number.NaN);
  return [rowOf({ measure: measures.duringImport, by: own, data, unit: 'ms', ...busy, ratio, note })];
}
