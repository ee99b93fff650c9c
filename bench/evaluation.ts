// npm run eval -- <collection>...: puts public collections into the built program, asks every judged question through
// the search that people use, and says how much of what is relevant stands in the first ten hits.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Ranking } from '#notebook/librarianProtocol.ts';
import { root, tell } from '../scripts/places.mjs';
import type { Collection, JudgedQuestion } from './collection.ts';
import { readCollection } from './collection.ts';
import type { Quality } from './metrics.ts';
import { meanQuality, qualityOf } from './metrics.ts';
import type { Opened } from './program.ts';
import { prepare, withProgram } from './program.ts';
import reference from './reference.json';
import { addSources, waitForIndex } from './shelf.ts';
import { tableOf } from './table.ts';
import { borrow, cacheFile, lend, readEntries, writeEntries } from './vectorCache.ts';

export interface Figure extends Quality {
  readonly collection: string;
  readonly ranking: Ranking;
  readonly queries: number;
}

const rankings: readonly Ranking[] = ['words', 'meaning', 'fused'];
const depth = 10;
/** Questions asked before progress is told. */
const groupSize = 50;

/** Where a reference or a goal is known for a collection. */
function known(figures: Readonly<Record<string, number | undefined>>, name: string): number | null {
  return figures[name] ?? null;
}

/** Ids of the first hits of every question, best first. */
async function askAll(
  { notebook }: Opened,
  questions: readonly JudgedQuestion[],
  ranking: Ranking,
): Promise<readonly (readonly string[])[]> {
  const answers: (readonly string[])[] = [];
  for (let from = 0; from < questions.length; from += groupSize) {
    const texts = questions.slice(from, from + groupSize).map(({ text }) => text);
    const group = await notebook.evaluate(
      async ({ librarian }, asked) => {
        const found: string[][] = [];
        for (const text of asked.texts) {
          await librarian.ask(
            { text, limit: asked.limit, ranking: asked.ranking },
            new AbortController().signal,
            ({ mode, hits }, isLast) => {
              if (!isLast) return;
              if (mode !== asked.ranking) throw new Error(`asked for ${asked.ranking}, answered by ${mode}`);
              found.push(hits.map(({ id }) => id));
            },
          );
        }
        return found;
      },
      { texts, ranking, limit: depth },
    );
    answers.push(...group);
    if (from > 0 && (from / groupSize) % 10 === 0) tell(`  ${ranking}: ${answers.length} questions asked`);
  }
  return answers;
}

async function evaluate(opened: Opened, collection: Collection): Promise<readonly Figure[]> {
  const { name, documents, questions } = collection;
  tell(`${name}: ${documents.length} documents, ${questions.length} judged questions`);
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

  const figures: Figure[] = [];
  for (const ranking of rankings) {
    const answers = await askAll(opened, questions, ranking);
    const qualities = questions.flatMap(({ judged }, at) => {
      const quality = qualityOf(
        (answers[at] ?? []).map((id) => keys.get(id) ?? ''),
        judged,
      );
      return quality ?? [];
    });
    figures.push({ collection: name, ranking, queries: qualities.length, ...meanQuality(qualities) });
  }
  return figures;
}

/** One sentence on what fusing is for. */
export function verdictOf(name: string, figures: readonly Figure[], goal: number | null): string {
  const of = (ranking: Ranking): number => figures.find((each) => each.ranking === ranking)?.ndcg10 ?? 0;
  const best = Math.max(of('words'), of('meaning'));
  const fused = of('fused');
  const beside = `${fused >= best ? 'at least' : 'BELOW'} the better of the other two (${best.toFixed(3)})`;
  const reach =
    goal === null ? '' : `, ${fused >= goal ? 'at least' : 'BELOW'} the ${goal.toFixed(3)} to be reached`;
  return `${name}: fused ${fused.toFixed(3)} is ${beside}${reach}.\n`;
}

function report(figures: readonly Figure[], isWhole: boolean): string {
  const references: Readonly<Record<string, Readonly<Record<string, number | undefined>> | undefined>> =
    reference.ndcg10;
  const rows = figures.map((each) => [
    each.collection,
    each.ranking,
    each.queries,
    each.ndcg10.toFixed(3),
    each.mrr10.toFixed(3),
    each.recall10.toFixed(3),
    isWhole ? (known(references[each.collection] ?? {}, each.ranking)?.toFixed(3) ?? '') : '',
  ]);
  const head = ['collection', 'ranking', 'queries', 'nDCG@10', 'MRR@10', 'Recall@10', 'reference'];
  const names = [...new Set(figures.map(({ collection }) => collection))];
  const verdicts = names.map((name) =>
    verdictOf(
      name,
      figures.filter(({ collection }) => collection === name),
      isWhole ? known(reference.reach, name) : null,
    ),
  );
  const notes = [
    'nDCG with the grade as gain and log2(rank + 1) as discount; means over questions that have an answer.',
    ...(isWhole ? [`Reference: ${reference.source}.`] : ['Only a part of each collection: not comparable.']),
  ];
  return `\n${tableOf(head, rows)}\n${verdicts.join('')}${notes.join('\n')}\n`;
}

export async function main(options: readonly string[]): Promise<number> {
  const { values, positionals: names } = parseArgs({
    args: [...options],
    allowPositionals: true,
    options: { from: { type: 'string' }, json: { type: 'string' }, limit: { type: 'string' } },
  });
  const from = values.from === undefined ? resolve(root, '../shared/collections') : resolve(values.from);
  const limit = values.limit === undefined ? Infinity : Number(values.limit);
  if (names.length === 0 || !(limit > 0)) {
    tell(
      'Say which collections: npm run eval -- cranfield scifact [--from <folder>] [--json <file>] [--limit <n>]',
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
  const shell = await prepare();
  const figures: Figure[] = [];
  for (const collection of collections)
    figures.push(...(await withProgram(shell, (opened) => evaluate(opened, collection))));
  process.stdout.write(report(figures, limit === Infinity));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  return 0;
}
