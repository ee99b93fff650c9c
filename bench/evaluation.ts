// npm run eval -- <collection>...: puts public collections into the built program, asks judged questions through the
// search that people use, and says how much of what is relevant stands in the first ten hits. With --offline, the
// program's search runs in this process instead, on vectors that earlier runs have kept: seconds instead of minutes. With
// --cutting, ways to cut texts into passages are compared.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sentencesOf } from '#search/sentences.ts';
import { packVector } from '#search/vectorCode.ts';
import { root, tell } from '../scripts/places.mjs';
import { askProgram, type Ask } from './asking.ts';
import type { Collection } from './collection.ts';
import { readCollection } from './collection.ts';
import { tryCuttings } from './cuttingTrial.ts';
import { figuresOf, report, type Evaluated, type Mixed } from './evaluationReport.ts';
import { elsewhere, gibberish, mixtures, tryFloor } from './floor.ts';
import { qualityOf } from './metrics.ts';
import { hasNativeRuntime, noNativeRuntime } from './nativeRuntime.ts';
import { openOffline, type Offline } from './offline.ts';
import type { Opened } from './program.ts';
import { prepare, withProgram } from './program.ts';
import { addSources, waitForIndex } from './shelf.ts';
import { borrow, cacheFile, hashOfText, lend, readEntries, writeEntries } from './vectorCache.ts';

/** Questions embedded at a time. */
const groupSize = 200;
const depth = 10;
/** The sets whose mean is the goal: English questions. */
const english = ['adi', 'cranfield', 'scifact', 'squadshifts-wiki', 'climate-fever-sent', 'cisi', 'cacm'];

async function ratingOf(
  collection: Collection,
  others: readonly Collection[],
  nonsense: readonly string[],
  ask: Ask,
  { convex }: Offline,
): Promise<Evaluated> {
  const { name, questions } = collection;
  const texts = questions.map(({ text }) => text);
  const words = await ask(texts, 'words', depth);
  const meaning = await ask(texts, 'meaning', depth);
  const fused = await ask(texts, 'fused', depth);
  const combined = await convex(texts);
  const asked = questions.map(({ judged, isForChoosing }, at) => {
    const qualities = (hits: readonly { readonly id: string }[] = []) => {
      const quality = qualityOf(
        hits.map(({ id }) => id),
        judged,
      );
      if (quality === null) throw new Error(`A question of ${name} has no answer.`);
      return quality;
    };
    return {
      isForChoosing,
      words: qualities(words[at]?.hits),
      meaning: qualities(meaning[at]?.hits),
      fused: qualities(fused[at]?.hits),
      convex: qualities(combined[at]),
    };
  });
  const isEnglish = english.includes(name);
  const trials = isEnglish ? await tryFloor(collection, fused, elsewhere(name, others), nonsense, ask) : [];
  return { name, isEnglish, asked, trials };
}

/** Every text of a run that is embedded as a question. */
function askedTexts(
  { name, questions }: Collection,
  others: readonly Collection[],
  nonsense: readonly string[],
) {
  const texts = [...questions.map(({ text }) => text), ...nonsense, ...elsewhere(name, others)];
  return texts.flatMap((text) => [text, ...sentencesOf(text)]);
}

/** Keeps the vectors of questions, for runs without the program. */
async function keepQuestions({ notebook }: Opened, texts: readonly string[]): Promise<void> {
  const file = cacheFile('questions');
  const entries = new Map(readEntries(file));
  const missing = [...new Set(texts)].filter((text) => !entries.has(hashOfText(text)));
  for (let from = 0; from < missing.length; from += groupSize) {
    const group = missing.slice(from, from + groupSize);
    const vectors = await notebook.evaluate(async ({ librarian }, given) => {
      const found = await librarian.embed(given, new AbortController().signal);
      return found.map((vector) => vector && [...vector]);
    }, group);
    group.forEach((text, at) => {
      const vector = vectors[at];
      if (vector) entries.set(hashOfText(text), Buffer.from(packVector(Float32Array.from(vector))));
    });
  }
  writeEntries(file, entries);
}

async function evaluate(
  opened: Opened,
  collection: Collection,
  others: readonly Collection[],
  nonsense: readonly string[],
): Promise<Evaluated> {
  const { name, documents } = collection;
  const file = cacheFile(name);
  const before = readEntries(file);
  await lend(opened, before);
  const keys = await addSources(
    opened,
    documents.map(({ id, title, text }) => ({ key: id, title, text })),
  );
  await waitForIndex(opened);
  const after = await borrow(opened);
  tell(`  ${after.size - before.size} texts embedded, ${before.size} vectors were there`);
  writeEntries(file, new Map([...before, ...after]));
  await keepQuestions(opened, askedTexts(collection, others, nonsense));
  return ratingOf(collection, others, nonsense, askProgram(opened, keys), openHere(collection));
}

/** The program's search in this process, on the vectors that were kept. */
function openHere(collection: Collection): Offline {
  const kept = readEntries(cacheFile(collection.name));
  const questions = readEntries(cacheFile('questions'));
  const offline = openOffline(collection, (hash) => kept.get(hash) ?? questions.get(hash));
  if (offline.missing > 0)
    tell(`  ${offline.missing} passages have no vector here: this runtime cuts a few texts otherwise`);
  return offline;
}

/** All of it in this process. */
function evaluateHere(
  collection: Collection,
  others: readonly Collection[],
  nonsense: readonly string[],
): Promise<Evaluated> {
  const here = openHere(collection);
  return ratingOf(collection, others, nonsense, here.ask, here);
}

/** The floor in notebooks of many subjects, in this process: the program would take an hour to fill. */
async function tryMixtures(
  all: readonly Collection[],
  nonsense: readonly string[],
): Promise<readonly Mixed[]> {
  const kept = new Map(
    ['questions', ...all.map(({ name }) => name)].flatMap((name) => [...readEntries(cacheFile(name))]),
  );
  const tried: Mixed[] = [];
  for (const { collection, strange } of mixtures(all)) {
    tell(`${collection.name}: ${collection.documents.length} documents`);
    const { ask } = openOffline(collection, (hash) => kept.get(hash));
    const fused = await ask(
      collection.questions.map(({ text }) => text),
      'fused',
      depth,
    );
    tried.push({ name: collection.name, trials: await tryFloor(collection, fused, strange, nonsense, ask) });
  }
  return tried;
}

function readable(from: string, names: readonly string[], limit: number): readonly Collection[] {
  return names.flatMap((name) => {
    const reading = readCollection(from, name, limit);
    return reading.kind === 'read' ? [reading.collection] : [];
  });
}

export async function main(options: readonly string[]): Promise<number> {
  const { values, positionals: names } = parseArgs({
    args: [...options],
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      json: { type: 'string' },
      limit: { type: 'string' },
      offline: { type: 'boolean', default: false },
      cutting: { type: 'boolean', default: false },
    },
  });
  const from = values.from === undefined ? resolve(root, '../shared/collections') : resolve(values.from);
  const limit = values.limit === undefined ? Infinity : Number(values.limit);
  if (names.length === 0 || !(limit > 0)) {
    tell(
      'Say which collections: npm run eval -- cranfield scifact [--from <folder>] [--json <file>] [--limit <n>] [--offline] [--cutting]',
    );
    return 1;
  }
  const collections: Collection[] = [];
  for (const name of names) {
    const reading = readCollection(from, name, limit);
    if (reading.kind === 'absent') {
      tell(reading.sentence);
      return 1;
    }
    collections.push(reading.collection);
  }
  if (values.cutting) {
    if (!hasNativeRuntime()) {
      tell(noNativeRuntime);
      return 1;
    }
    process.stdout.write(await tryCuttings(collections));
    return 0;
  }
  const others = readable(from, english, limit);
  const nonsense = gibberish(
    others.flatMap(({ documents }) => documents.map(({ title, text }) => `${title} ${text}`)),
  );
  const shell = values.offline ? null : await prepare();
  const evaluated: Evaluated[] = [];
  for (const collection of collections) {
    tell(
      `${collection.name}: ${collection.documents.length} documents, ${collection.questions.length} questions`,
    );
    evaluated.push(
      shell === null
        ? await evaluateHere(collection, others, nonsense)
        : await withProgram(shell, (opened) => evaluate(opened, collection, others, nonsense)),
    );
  }
  const isWhole = limit === Infinity;
  // Only then all vectors were kept.
  const isEvery = isWhole && english.every((name) => names.includes(name));
  const mixed = isEvery ? await tryMixtures(others, nonsense) : [];
  process.stdout.write(report(evaluated, mixed, isWhole));
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify(figuresOf(evaluated), null, 2)}\n`);
  return 0;
}
