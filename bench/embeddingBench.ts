// How many passages a second the program's embedders work off, one of them and all of them, beside the native runtime
// on the same file.
import { embeddedText } from '#domain/passages.ts';
import { embedderCount } from '#embedding/embedders.ts';
import { dot } from '#embedding/vector.ts';
import type { Line } from './line.ts';
import { lineOf } from './line.ts';
import { nativeRate } from './nativeRate.ts';
import { hasNativeRuntime } from './nativeRuntime.ts';
import type { Opened, Shell } from './program.ts';
import { withProgram } from './program.ts';
import { addSources, waitForIndex, type Item } from './shelf.ts';
import { wordStream } from './wordStream.ts';

const measured = 120;
/** Not measured: meanwhile workers load their model. */
const warmUp = 24;
const rounds = ['load-one', 'one', 'load-all', 'all', 'all-again', 'one-again'] as const;
/** Of the native rate, with as many processes as there are workers. */
const shareOfNative = 0.38;
/** A native vector and the browser's own differ by rounding alone. */
const leastAlike = 0.995;

/** Words that no other round has: a text that is known is not embedded again. */
function itemsOf(round: (typeof rounds)[number], count: number): readonly Item[] {
  const stream = wordStream(rounds.indexOf(round) + 1);
  return Array.from({ length: count }, (_, at) => ({
    key: `${round}-${at}`,
    title: stream.title(),
    text: stream.words(115).join(' '),
  }));
}

/** Embeds that many new passages; answers how many a second, while all workers were at it. */
async function rateOf(opened: Opened, round: (typeof rounds)[number], count: number): Promise<number> {
  const items = itemsOf(round, count);
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
    const cores = await opened.program.page.evaluate(() => navigator.hardwareConcurrency);
    const workers = embedderCount(cores);
    const allOnce = await rateOf(opened, 'all', measured);
    const native = hasNativeRuntime() ? await besideNative(opened, workers) : null;
    // Once more, so that a machine that slowed down or woke up in between is noticed in the plain figures.
    const all = (allOnce + (await rateOf(opened, 'all-again', measured))) / 2;
    await calm(true);
    const again = await rateOf(opened, 'one-again', measured);
    const plain = { name: 'one worker', p50: (one + again) / 2, p95: null };
    const figure = { p50: all, p95: null };
    return [
      lineOf(`embedding, ${workers} workers`, 'passages/s', figure, plain),
      native === null
        ? lineOf('embedding (the native runtime is not installed)', 'passages/s', figure, null)
        : lineOf(
            `embedding, to be ${shareOfNative} of native: ${verdict(all / native)}`,
            'passages/s',
            figure,
            {
              name: `native, ${workers} processes`,
              p50: native,
              p95: null,
            },
          ),
    ];
  });
}

function verdict(share: number): string {
  return share >= shareOfNative ? 'reached' : `missed by ${(shareOfNative / share - 1).toFixed(2)}`;
}

/** The native rate over the same texts; throws where its vectors are not those of the program. */
async function besideNative({ notebook }: Opened, processes: number): Promise<number> {
  const texts = itemsOf('all', measured).map(({ title, text }) => embeddedText(title, text));
  const { perSecond, vector } = await nativeRate(texts, processes);
  const own = await notebook.evaluate(
    async ({ librarian }, text) =>
      Array.from((await librarian.embed([text], new AbortController().signal))[0] ?? []),
    texts.at(-1) ?? '',
  );
  if (dot(own, vector) < leastAlike) throw new Error('The native runtime embeds something else.');
  return perSecond;
}
