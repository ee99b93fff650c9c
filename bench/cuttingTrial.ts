// npm run eval -- <collection>... --cutting: how well each way of cutting texts into passages ranks. Vectors come from the
// native runtime, the same for all of them, and are kept.
import { cpus } from 'node:os';
import { documentOfText } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import { modelKnows } from '#search/script.ts';
import { sentencesOf } from '#search/sentences.ts';
import { packVector } from '#search/vectorCode.ts';
import { tell } from '../scripts/places.mjs';
import type { Collection } from './collection.ts';
import { cuttings, type Cutting } from './cutting.ts';
import { qualityOf } from './metrics.ts';
import { openNativeRuntime, type NativeRuntime } from './nativeRuntime.ts';
import { openOffline } from './offline.ts';
import { tableOf } from './table.ts';
import { cacheFile, hashOfText, readEntries, writeEntries } from './vectorCache.ts';

/** Texts that a process embeds at a time. */
const atOnce = 32;
const depth = 10;
const rankings = ['meaning', 'fused'] as const;

type Kept = Map<string, Buffer>;

function passageTexts({ documents }: Collection, { passagesOf, embedded }: Cutting): readonly string[] {
  return documents.flatMap(({ title, text: given }) => {
    const text = plainText(documentOfText(given));
    const passages = passagesOf(text);
    return passages.flatMap(({ start, end }, at) =>
      modelKnows(text.slice(start, end)) ? [embedded(title, text, passages, at)] : [],
    );
  });
}

async function embedMissing(texts: readonly string[], kept: Kept, { ask }: NativeRuntime): Promise<number> {
  const missing = [...new Set(texts)].filter((text) => !kept.has(hashOfText(text)));
  const begunMs = Date.now();
  let next = 0;
  let done = 0;
  await Promise.all(
    ask.map(async (askOne) => {
      while (next < missing.length) {
        const group = missing.slice(next, next + atOnce);
        next += atOnce;
        const { vectors } = await askOne(group);
        group.forEach((text, at) => {
          const vector = vectors[at];
          if (vector) kept.set(hashOfText(text), Buffer.from(packVector(vector)));
        });
        done += group.length;
        const leftS = ((Date.now() - begunMs) / done / 1_000) * (missing.length - done);
        if (done % (atOnce * 16) === 0)
          tell(`  ${done} of ${missing.length} texts, about ${leftS.toFixed(0)} s left`);
      }
    }),
  );
  return missing.length;
}

/** Mean nDCG@10 over all questions, in the order of `rankings`. */
async function ratingOf(collection: Collection, kept: Kept, cutting: Cutting): Promise<readonly number[]> {
  const { ask } = openOffline(collection, (hash) => kept.get(hash), cutting);
  const { questions } = collection;
  const texts = questions.map(({ text }) => text);
  const means: number[] = [];
  for (const ranking of rankings) {
    const answers = await ask(texts, ranking, depth);
    const gains = questions.map(({ judged }, at) => {
      const hits = (answers[at]?.hits ?? []).map(({ id }) => id);
      return qualityOf(hits, judged)?.ndcg10 ?? 0;
    });
    means.push(gains.reduce((sum, gain) => sum + gain, 0) / gains.length);
  }
  return means;
}

export async function tryCuttings(collections: readonly Collection[]): Promise<string> {
  const runtime = await openNativeRuntime(Math.min(4, cpus().length));
  try {
    const rows = new Map(
      cuttings.map((cutting) => [cutting, { passages: 0, figures: [] as (readonly number[])[] }]),
    );
    for (const collection of collections) {
      const file = cacheFile(`native-${collection.name}`);
      const kept: Kept = new Map(readEntries(file));
      const asked = collection.questions.flatMap(({ text }) => [text, ...sentencesOf(text)]);
      for (const [cutting, row] of rows) {
        tell(`${collection.name}: ${cutting.name}`);
        const texts = passageTexts(collection, cutting);
        if ((await embedMissing([...asked, ...texts], kept, runtime)) > 0) writeEntries(file, kept);
        row.passages += texts.length;
        row.figures.push(await ratingOf(collection, kept, cutting));
      }
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const figure = (value: number) => value.toFixed(3);
    const head = [
      'nDCG@10',
      'passages',
      ...collections.flatMap(({ name }) => rankings.map((ranking) => `${name}, ${ranking}`)),
      ...rankings.map((ranking) => `mean, ${ranking}`),
    ];
    const body = [...rows].map(([{ name }, { passages, figures }]) => [
      name,
      String(passages),
      ...figures.flat().map(figure),
      ...rankings.map((_, at) => figure(mean(figures.map((each) => each[at] ?? 0)))),
    ]);
    return `\n${tableOf(head, body)}\n`;
  } finally {
    runtime.end();
  }
}
