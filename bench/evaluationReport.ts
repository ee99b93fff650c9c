// What an evaluation prints: one table of figures, the goals with "reached" or "missed by", and the floor's trials.
import type { Ranking } from '#notebook/librarianProtocol.ts';
import { intervalOf } from './bootstrap.ts';
import { relevantShare, type Trial } from './floor.ts';
import type { Quality } from './metrics.ts';
import { meanQuality } from './metrics.ts';
import reference from './reference.json';
import { tableOf } from './table.ts';

export interface Figure extends Quality {
  readonly collection: string;
  readonly ranking: Ranking;
  readonly queries: number;
}

interface Asked extends Readonly<Record<Ranking | 'convex', Quality>> {
  readonly isForChoosing: boolean;
}

export interface Evaluated {
  readonly name: string;
  /** One of the seven whose mean is the goal. */
  readonly isEnglish: boolean;
  readonly asked: readonly Asked[];
  readonly trials: readonly Trial[];
}

/** A notebook of several collections: only the floor is tried. */
export type Mixed = Pick<Evaluated, 'name' | 'trials'>;

const rankings = ['words', 'meaning', 'fused'] as const;
const columns = [...rankings, 'convex'] as const;
type Column = (typeof columns)[number];

const goals = { words: 0.55, meaning: 0.522, gain: 0.01, chinese: 0.98, loss: 0.005, aim: 0.612 };
const floorGoals = { gibberish: 0.05, elsewhere: 0.2, lost: 0.02 };

export function figuresOf(evaluated: readonly Evaluated[]): readonly Figure[] {
  return evaluated.flatMap(({ name, asked }) =>
    rankings.map((ranking) => ({
      collection: name,
      ranking,
      queries: asked.length,
      ...meanQuality(asked.map((each) => each[ranking])),
    })),
  );
}

export function report(evaluated: readonly Evaluated[], mixed: readonly Mixed[], isWhole: boolean): string {
  const notes = [
    'nDCG with the grade as gain and log2(rank + 1) as discount; sets of more than 1,500 questions: the first by the',
    'SHA-256 of their ids. Convex: .4 words, .6 meaning, each divided by its highest; BM25, best passage; no floors.',
    'Chosen on: questions whose id has an even first byte of SHA-256; reported on: the others.',
    ...(isWhole ? [`Reference: ${reference.source}.`] : ['Only a part of each collection: not comparable.']),
  ];
  const parts = [
    qualityTable(evaluated, isWhole),
    verdicts(evaluated).join('\n'),
    floorTable(evaluated, mixed),
    notes.join('\n'),
  ];
  return `\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function ndcg({ asked }: Evaluated, column: Column, half: boolean | null = null): number {
  const those = asked.filter(({ isForChoosing }) => half === null || isForChoosing === half);
  return meanQuality(those.map((each) => each[column])).ndcg10;
}

function recall({ asked }: Evaluated, column: Column): number {
  return meanQuality(asked.map((each) => each[column])).recall10;
}

function qualityTable(evaluated: readonly Evaluated[], isWhole: boolean): string {
  const references: Readonly<Record<string, Readonly<Record<string, number | undefined>> | undefined>> =
    reference.ndcg10;
  const head = [
    'nDCG@10',
    'queries',
    ...columns,
    'fused - convex',
    'chosen on',
    'reported on',
    'recall words',
    'fused',
    'reference words',
    'meaning',
    'fused',
  ];
  const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
  const rowOf = (
    name: string,
    queries: number | null,
    of: readonly Evaluated[],
    known: (string | null)[],
  ) => {
    const all = (pick: (each: Evaluated) => number) => mean(of.map(pick));
    const gain = (half: boolean | null) =>
      signed(all((each) => ndcg(each, 'fused', half) - ndcg(each, 'convex', half)));
    return [
      name,
      queries,
      ...columns.map((column) => all((each) => ndcg(each, column)).toFixed(3)),
      gain(null),
      gain(true),
      gain(false),
      all((each) => recall(each, 'words')).toFixed(3),
      all((each) => recall(each, 'fused')).toFixed(3),
      ...known,
    ];
  };
  const rows = evaluated.map((each) =>
    rowOf(
      each.name,
      each.asked.length,
      [each],
      rankings.map((ranking) => (isWhole ? (references[each.name]?.[ranking]?.toFixed(3) ?? null) : null)),
    ),
  );
  const seven = evaluated.filter(({ isEnglish }) => isEnglish);
  if (seven.length > 1) {
    const means = isWhole && seven.length === reference.mean.sets ? reference.mean.ndcg10 : null;
    const known = rankings.map((ranking) => means?.[ranking].toFixed(3) ?? null);
    rows.push(rowOf(`mean of ${seven.length} in English`, null, seven, known));
  }
  return tableOf(head, rows).trimEnd();
}

function judged(what: string, value: number, goal: number): string {
  const outcome = value >= goal ? 'reached' : `missed by ${(goal - value).toFixed(4)}`;
  return `${what}: ${value.toFixed(4)}, to be at least ${goal.toFixed(3)}: ${outcome}.`;
}

/** The goals, each with whether it was reached. */
export function verdicts(evaluated: readonly Evaluated[]): readonly string[] {
  const lines: string[] = [];
  const seven = evaluated.filter(({ isEnglish }) => isEnglish);
  if (seven.length > 1) {
    const meanOf = (column: Column) => mean(seven.map((each) => ndcg(each, column)));
    const differences = (half: boolean | null) =>
      seven.map(({ asked }) =>
        asked
          .filter(({ isForChoosing }) => half === null || isForChoosing === half)
          .map(({ fused, convex }) => fused.ndcg10 - convex.ndcg10),
      );
    lines.push(judged('Words, mean', meanOf('words'), goals.words));
    lines.push(judged('Meaning, mean', meanOf('meaning'), goals.meaning));
    lines.push(judged('Fused, mean', meanOf('fused'), goals.aim));
    lines.push(judged('Fused above convex, mean', meanOf('fused') - meanOf('convex'), goals.gain));
    for (const [name, half] of [
      ['all questions', null],
      ['those chosen on', true],
      ['those reported on', false],
    ] as const) {
      const { mean: gain, low, high } = intervalOf(differences(half));
      lines.push(
        `Fused above convex, ${name}: ${gain.toFixed(4)}, between ${low.toFixed(4)} and ${high.toFixed(4)} in 90 of 100` +
          ` samples: ${low > 0 ? 'above 0' : 'NOT surely above 0'}.`,
      );
    }
  }
  for (const each of evaluated) {
    const others = Math.max(ndcg(each, 'words'), ndcg(each, 'meaning'));
    const fused = ndcg(each, 'fused');
    if (fused < others - goals.loss)
      lines.push(
        `${each.name}: fused ${fused.toFixed(3)} is BELOW the better of the other two (${others.toFixed(3)}).`,
      );
    const [byWords, byBoth] = [recall(each, 'words'), recall(each, 'fused')];
    if (byBoth < byWords)
      lines.push(
        `${each.name}: recall of fused ${byBoth.toFixed(3)} is BELOW that of words (${byWords.toFixed(3)}).`,
      );
    if (each.name === 'cmrc2018-zh') lines.push(judged(`${each.name}, fused`, fused, goals.chinese));
  }
  return lines;
}

function floorTable(evaluated: readonly Evaluated[], mixed: readonly Mixed[]): string {
  const tried = evaluated.filter(({ trials }) => trials.length > 0);
  if (tried.length === 0) return '';
  const percent = (share: number | null) => (share === null ? null : `${(100 * share).toFixed(1)} %`);
  const lost = (trials: readonly Trial[]) => {
    const share = relevantShare(trials, 'here');
    return percent(share === null ? null : 1 - share);
  };
  const rowOf = (name: string, trials: readonly Trial[]) => {
    const [chosen, reported] = [true, false].map((half) =>
      trials.filter(({ isForChoosing }) => isForChoosing === half),
    );
    return [
      name,
      ...[chosen ?? [], reported ?? []].flatMap((half) => [
        percent(relevantShare(half, 'gibberish')),
        percent(relevantShare(half, 'elsewhere')),
        lost(half),
      ]),
    ];
  };
  const head = ['called relevant', 'gibberish', 'elsewhere', 'lost', 'gibberish', 'elsewhere', 'lost'];
  const goal = Object.values(floorGoals).map(percent);
  const rowsOf = (each: readonly Mixed[]) => [
    ...each.map(({ name, trials }) => rowOf(name, trials)),
    rowOf(
      each === mixed ? 'all notebooks of several' : 'all',
      each.flatMap(({ trials }) => trials),
    ),
  ];
  const rows = [...rowsOf(tried), ...(mixed.length === 0 ? [] : rowsOf(mixed))];
  const table = tableOf(head, [...rows, ['at most', ...goal, ...goal]]).trimEnd();
  return `${table}\nFirst half: chosen on; second: reported on. Lost: real questions answered in the first ten, yet called irrelevant.`;
}
