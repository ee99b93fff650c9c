// npm run bench [-- embedding search import start save]: speeds of the built program, each beside a plain way of doing
// the same in the same run, because a busy machine may be half as fast as an idle one. With --size 100000, search alone at
// that many passages, beside its peers, or with --beside sqlite,usearch beside some of them.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tell } from '../scripts/places.mjs';
import { benchEmbedding } from './embeddingBench.ts';
import { benchImport } from './importBench.ts';
import type { Line } from './line.ts';
import { linesTable } from './line.ts';
import { prepare } from './program.ts';
import type { Shell } from './program.ts';
import { benchSave } from './saveBench.ts';
import { benchSearch } from './searchBench.ts';
import { benchSizes, parseSizes } from './sizes/sizeBench.ts';
import { benchStart } from './startBench.ts';

interface Bench {
  readonly run: (shell: Shell) => Promise<readonly Line[]>;
  /** What must be known to read its figures. */
  readonly note: string;
}

const benches: Readonly<Record<string, Bench>> = {
  embedding: {
    run: benchEmbedding,
    note: 'embedding: passages of about 130 made-up words, one text at a time; beside it, one worker, and native onnxruntime, one process a core.',
  },
  search: {
    run: benchSearch,
    note:
      'search: 10,000 passages of made-up text (Zipf) with made-up vectors, each near to one question; asked through ' +
      'the window, snippets included. Beside it, in the librarian’s own thread: MiniSearch as it comes, and for ' +
      'fused also a loop over Float32 vectors and the same embedding of the question.',
  },
  import: {
    run: benchImport,
    note:
      'import: 10,000 passages at rest, then while 1,400 documents more are cut and embedded; first results are those ' +
      'by words. Its p95 is to be no more than twice that at rest.',
  },
  start: {
    run: benchStart,
    note: 'start: process start to the first typed character drawn, 2,000 notes, warm disk, median of 5; to be under 2,000 ms.',
  },
  save: {
    run: benchSave,
    note:
      'save: a note of 400 words changed; beside it, the same text put into a bare IndexedDB with strict durability, ' +
      'and the same save without the journal, which is to add no more than 15 ms at p95.',
  },
};

export async function main(options: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...options],
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      size: { type: 'string' },
      program: { type: 'boolean', default: false },
      beside: { type: 'string' },
      from: { type: 'string' },
    },
  });
  if (values.size !== undefined) {
    const sizes = parseSizes(values.size);
    if (sizes === null) {
      tell('Say sizes as numbers of passages, from 1,000 on: --size 10000,100000,1000000');
      return 1;
    }
    const { from, program, beside } = values;
    await benchSizes({ sizes, from, program, beside });
    return 0;
  }
  const names = positionals.length === 0 ? Object.keys(benches) : positionals;
  const strange = names.find((name) => !Object.hasOwn(benches, name));
  if (strange !== undefined) {
    tell(`There is no benchmark ${strange}, only ${Object.keys(benches).join(', ')}.`);
    return 1;
  }
  const shell = await prepare();
  const lines: Line[] = [];
  const notes: string[] = [];
  for (const name of names) {
    const bench = benches[name];
    if (!bench) continue;
    tell(`measuring ${name}`);
    lines.push(...(await bench.run(shell)));
    notes.push(bench.note);
  }
  const ranOn = shell === 'electron' ? 'Electron' : 'the stand-in for Electron';
  process.stdout.write(`\n${linesTable(lines)}\nOn ${ranOn}.\n${notes.join('\n')}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(lines, null, 2)}\n`);
  return 0;
}
