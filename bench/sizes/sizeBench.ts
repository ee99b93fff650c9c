// npm run bench -- --size 10000,100000,1000000: search at these sizes, each with its peers in the same run; with
// --program, the program itself with so many passages.
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { at, root, tell } from '../../scripts/places.mjs';
import { contestantsNamed } from './contestants.ts';
import { figuresTable, verdictOf, type Row } from './figures.ts';
import { openHall } from './hall.ts';
import { machineHere, type Machine } from './machine.ts';
import { measureProgram } from './measureProgram.ts';
import { measureSize } from './measureSize.ts';
import { readSource, type Source } from './source.ts';
import { searchTargets } from './targets.ts';

interface Sizes {
  readonly sizes: readonly number[];
  /** Where the collections are; beside the project when missing. */
  readonly from?: string | undefined;
  /** Measure the program itself at these sizes, not its search beside others. */
  readonly program: boolean;
  /** Only these beside it, by the beginnings of their names; all when missing. */
  readonly beside?: string | undefined;
}

/** Null when it is no list of sizes. */
export function parseSizes(text: string): readonly number[] | null {
  const sizes = text.split(',').map((each) => Number(each.trim().replaceAll('_', '')));
  return sizes.every((size) => Number.isInteger(size) && size >= 1_000 && size <= 5_000_000) ? sizes : null;
}

export async function benchSizes({ sizes, from, program, beside }: Sizes): Promise<void> {
  tell('reading texts and vectors');
  const source = readSource(from === undefined ? resolve(root, '../shared/collections') : resolve(from));
  for (const size of sizes) {
    tell(`${size} passages`);
    const { rows, browserVersion } = program
      ? await measureProgram(source, size)
      : await measureSearch(source, size, beside);
    const machine = machineHere(browserVersion);
    process.stdout.write(
      `\n${size} passages\n${figuresTable(rows, size, searchTargets)}\n${source.sentence}\n${machineInWords(machine)}\n`,
    );
    writeResults({ name: program ? 'program' : 'search', size, rows, machine, about: source.sentence });
  }
}

async function measureSearch(
  source: Source,
  size: number,
  beside: string | undefined,
): Promise<{ readonly rows: readonly Row[]; readonly browserVersion: string }> {
  const hall = await openHall(source.given, source.packed);
  try {
    const rows = await measureSize({ source, size, hall, those: contestantsNamed(beside) });
    return { rows, browserVersion: hall.browserVersion };
  } finally {
    await hall.close();
  }
}

function machineInWords({ processor, cores, memoryGiB, system, node, browser }: Machine): string {
  return `On ${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}; Node ${node}, ${browser}.`;
}

interface Results {
  readonly name: string;
  readonly size: number;
  readonly rows: readonly Row[];
  readonly machine: Machine;
  readonly about: string;
}

function writeResults({ name, size, rows, machine, about }: Results): void {
  const folder = at('bench/results');
  mkdirSync(folder, { recursive: true });
  const figures = rows.map((row) => ({ ...row, ...verdictOf(row, size, searchTargets) }));
  const results = { size, date: new Date().toISOString(), machine, about, rows: figures };
  writeFileSync(resolve(folder, `${name}-${size}.json`), `${JSON.stringify(results, null, 2)}\n`);
  tell(`figures in bench/results/${name}-${size}.json`);
}
