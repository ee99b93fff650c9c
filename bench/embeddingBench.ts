// How many passages a second the program's embedders work off, one of them and all of them.
import type { Line } from './line.ts';
import { lineOf } from './line.ts';
import type { Opened, Shell } from './program.ts';
import { withProgram } from './program.ts';
import { addSources, waitForIndex } from './shelf.ts';
import { wordStream } from './wordStream.ts';

const measured = 120;
/** Not measured: meanwhile workers load their model. */
const warmUp = 24;
const rounds = ['load-one', 'one', 'load-all', 'all', 'again'] as const;

/** Embeds that many new passages; answers how many a second, while all workers were at it. */
async function rateOf(opened: Opened, round: (typeof rounds)[number], count: number): Promise<number> {
  // Words that no other round had: a text that is known is not embedded again.
  const stream = wordStream(rounds.indexOf(round) + 1);
  const items = Array.from({ length: count }, (_, at) => ({
    key: `${round}-${at}`,
    title: stream.title(),
    text: stream.words(115).join(' '),
  }));
  const { notebook } = opened;
  const reports = await notebook.evaluateHandle(({ librarian }) => {
    const seen: { atMs: number; embedded: number }[] = [];
    librarian.watch(({ progress }) => seen.push({ atMs: performance.now(), embedded: progress.embedded }));
    return seen;
  });
  await addSources(opened, items);
  await waitForIndex(opened);
  const seen = await reports.evaluate((all) => all);
  // From the first report after the first passage was done to the last one that counted another.
  const risen = seen.filter(({ embedded }, at) => at > 0 && embedded > (seen[at - 1]?.embedded ?? 0));
  const [first, last] = [risen[0], risen.at(-1)];
  if (!first || !last || first === last) throw new Error('The embedders did not get to work.');
  return ((last.embedded - first.embedded) * 1_000) / (last.atMs - first.atMs);
}

export function benchEmbedding(shell: Shell): Promise<readonly Line[]> {
  return withProgram(shell, async (opened) => {
    const calm = (wish: boolean) =>
      opened.notebook.evaluate(({ librarian }, to) => librarian.calm('typing', to), wish);
    // As while keys arrive: one worker has all the passages.
    await calm(true);
    await rateOf(opened, 'load-one', warmUp);
    const one = await rateOf(opened, 'one', measured);
    await calm(false);
    await rateOf(opened, 'load-all', warmUp);
    const all = await rateOf(opened, 'all', measured);
    // Once more, so that a machine that slowed down or woke up in between is noticed in the plain figure.
    await calm(true);
    const again = await rateOf(opened, 'again', measured);
    const plain = { name: 'one worker', p50: (one + again) / 2, p95: null };
    const cores = await opened.program.page.evaluate(() => navigator.hardwareConcurrency);
    const workers = Math.min(4, Math.max(1, cores));
    return [lineOf(`embedding, ${workers} workers`, 'passages/s', { p50: all, p95: null }, plain)];
  });
}
