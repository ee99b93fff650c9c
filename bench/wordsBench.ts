// How fast the index by words is: passages of made-up text, asked in this process; MiniSearch beside it where it can.
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import { cutPassages } from '#domain/passages.ts';
import { createSearch, type Search, type SearchDocument } from '#search/search.ts';
import { WordsIndex } from '#search/wordsIndex.ts';
import { WordsMatch } from '#search/wordsMatch.ts';
import { wordsQuery } from '#search/wordsQuery.ts';
import { tell } from '../scripts/places.mjs';
import { spreadOf, type Spread } from './line.ts';
import { quantile } from './metrics.ts';
import { tableOf } from './table.ts';
import { wordStream } from './wordStream.ts';

const questionCount = 200;
const rounds = 5;
const wordsPerDocument = 480;
/** MiniSearch takes minutes and gigabytes beyond. */
const mostForMiniSearch = 100_000;

interface Asking {
  readonly name: string;
  readonly questions: readonly string[];
  readonly prefix: boolean;
}

function askings(): readonly Asking[] {
  const stream = wordStream(4);
  const many = <T>(make: () => T): readonly T[] => Array.from({ length: questionCount }, make);
  return [
    { name: 'whole questions', questions: many(() => stream.question()), prefix: false },
    { name: 'three words', questions: many(() => stream.words(3, 80).join(' ')), prefix: false },
    {
      name: 'three words, the last one typed in part',
      questions: many(() => {
        const [one = '', two = '', three = ''] = stream.words(3, 80);
        return `${one} ${two} ${three.slice(0, Math.max(2, three.length >> 1))}`;
      }),
      prefix: true,
    },
  ];
}

/** Of each question the median of some rounds, after one that does not count: other work on the machine is not ours. */
function timed(questions: readonly string[], ask: (question: string) => unknown): Spread {
  const times = questions.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1)
    questions.forEach((question, at) => {
      const spentMs = msOf(() => {
        ask(question);
      });
      if (round > 0) times[at]?.push(spentMs);
    });
  return spreadOf(times.map((rounds) => quantile(rounds, 0.5)));
}

function msOf(work: () => void): number {
  const begunMs = performance.now();
  work();
  return performance.now() - begunMs;
}

function documentsOf(size: number): readonly SearchDocument[] {
  const stream = wordStream(3);
  const documents: SearchDocument[] = [];
  for (let have = 0; have < size;) {
    const text = stream.text(wordsPerDocument);
    const passages = cutPassages(text);
    documents.push({ key: `note:${documents.length}`, kind: 'note', title: stream.title(), text, passages });
    have += passages.length;
  }
  return documents;
}

/** Saves notes one after another, each asked for at once, and stored. */
function increments(search: Search, texts: Map<string, string>): Spread {
  const stream = wordStream(9);
  const times: number[] = [];
  for (let at = 0; at < 200; at += 1) {
    const text = stream.text(wordsPerDocument);
    const document: SearchDocument = {
      key: `note:${at * 7}`,
      kind: 'note',
      title: stream.title(),
      text,
      passages: cutPassages(text),
    };
    texts.set(document.key, text);
    times.push(
      msOf(() => {
        search.add(document);
        search.takeChanges();
      }),
    );
  }
  tell(`  the slowest of 200 increments: ${Math.max(...times).toFixed(1)} ms`);
  return spreadOf(times);
}

export async function main(options: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...options],
    options: { size: { type: 'string', default: '100000' } },
  });
  const size = Number(values.size);
  tell(`making ${size} passages`);
  const documents = documentsOf(size);
  const texts = new Map(documents.map(({ key, text }) => [key, text]));
  const index = new WordsIndex();
  const buildMs = msOf(() => {
    for (const document of documents) index.add(document);
  });
  tell(
    `built in ${buildMs.toFixed(0)} ms, ${index.parts.length} parts, ${(index.bytes / 2 ** 20).toFixed(1)} MiB`,
  );
  const blocks = index.takeChanges().flatMap(({ id, bytes }) => (bytes ? [{ id, bytes }] : []));
  const search = createSearch({ textOf: (key) => texts.get(key) });
  const loadMs = msOf(() => {
    search.load(blocks);
  });
  tell(`loaded in ${loadMs.toFixed(1)} ms`);

  const rows: (string | number | null)[][] = [];
  const mini = size > mostForMiniSearch ? null : miniSearchOf(documents);
  for (const { name, questions, prefix } of askings()) {
    const ranked = timed(questions, (text) => new WordsMatch(index, wordsQuery(text, { prefix })).best(10));
    const whole = timed(questions, (question) =>
      search.find({ question, queryVector: null, ranking: 'words', limit: 10, prefix }),
    );
    const beside = mini
      ? timed(questions.slice(0, 40), (text) => mini.search(text, { prefix }).slice(0, 10))
      : null;
    rows.push([
      name,
      ranked.p50,
      ranked.p95,
      whole.p50,
      whole.p95,
      beside?.p50 ?? null,
      beside ? beside.p50 / ranked.p50 : null,
    ]);
  }
  const saved = increments(search, texts);
  rows.push(['one note saved', saved.p50, saved.p95, null, null, null, null]);
  const head = [
    'made text, ms',
    'ranked p50',
    'p95',
    'with snippets and counts p50',
    'p95',
    'MiniSearch p50',
    'times',
  ];
  process.stdout.write(`\n${size} passages\n${tableOf(head, rows)}`);
  return Promise.resolve(0);
}

/** Passages, each with its title, in MiniSearch as it comes. */
function miniSearchOf(documents: readonly SearchDocument[]): MiniSearch {
  const mini = new MiniSearch({ fields: ['title', 'text'] });
  const buildMs = msOf(() => {
    for (const { key, title, text, passages } of documents)
      passages.forEach(({ start, end }, at) => {
        mini.add({ id: `${key} ${at}`, title, text: text.slice(start, end) });
      });
  });
  tell(`MiniSearch built in ${buildMs.toFixed(0)} ms`);
  return mini;
}
