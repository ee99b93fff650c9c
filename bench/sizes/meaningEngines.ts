// Ways of finding the nearest vectors, in a worker: the program's scan of codes, and a plain loop over Float32 numbers.
import { chosenKernel, kernelsHere, type KernelName } from '#search/kernel/kernel.ts';
import { isTruthful } from '#search/kernel/selfTest.ts';
import { TopRows } from '#search/topRows.ts';
import { dimensions, packedBytes, packVector } from '#search/vectorCode.ts';
import { VectorIndex } from '#search/vectorIndex.ts';
import { depth, timeEach } from './asking.ts';
import type { Corpus } from './corpus.ts';
import type { Near, WorkerEngine } from './engine.ts';
import type { Unpacked } from './given.ts';

/** The plain loop names so many more, because equal ones may stand in any order. */
const spare = 10;

/** Every passage of some documents that has a vector. */
export function* vectorsOf(
  corpus: Corpus,
  from: number,
  end: number,
): Generator<{ readonly document: number; readonly passage: number; readonly vector: Float32Array }> {
  for (let at = from; at < end; at += 1)
    for (let passage = 0; passage < corpus.passagesOf(at); passage += 1) {
      const vector = corpus.vectorOf(at, passage);
      if (vector) yield { document: at, passage, vector };
    }
}

const nameOf = (document: number, passage: number): string => `source:${document} ${passage}`;

/** With the kernel that the program chooses here, or with another one. */
export function openScan({ corpus, questionVectors }: Unpacked, name?: KernelName): WorkerEngine {
  const kernel = name === undefined ? chosenKernel() : kernelsHere().find((each) => each.name === name);
  if (!kernel) throw new Error(`this browser has no ${name} kernel`);
  const isRight = isTruthful(kernel);
  const index = new VectorIndex({ kernel });
  const hitsOf = (at: number) => {
    const query = questionVectors[at];
    return query ? index.nearest(query, depth) : [];
  };
  return {
    add: (from, end) => {
      let spentMs = 0;
      for (const { document, passage, vector } of vectorsOf(corpus, from, end)) {
        const packed = packVector(vector);
        const begunMs = performance.now();
        index.set(document, passage, packed);
        spentMs += performance.now() - begunMs;
      }
      return Promise.resolve(spentMs);
    },
    keep: () => Promise.resolve({ diskBytes: index.size * packedBytes, loadMs: null }),
    ask: (_asking, asked) => timeEach(asked.length, (at) => hitsOf(asked[at] ?? 0)),
    nearest: (at) =>
      hitsOf(at).map(({ document, passage, cosine }) => ({
        passage: nameOf(document, passage),
        nearness: cosine,
      })),
    note: () => `kernel ${index.kernelName}${isRight ? '' : ' (computes wrongly)'}`,
  };
}

export function openLoop({ corpus, questionVectors }: Unpacked): WorkerEngine {
  /** In groups, since one array of a million vectors may be more than an engine allows. */
  const groups: Float32Array[] = [];
  const names: string[] = [];

  const nearest = (at: number, limit: number): readonly Near[] => {
    const query = questionVectors[at] ?? new Float32Array(dimensions);
    const top = new TopRows(limit, (row, other) => row < other);
    let row = 0;
    for (const group of groups)
      for (let from = 0; from < group.length; from += dimensions, row += 1) {
        let sum = 0;
        for (let place = 0; place < dimensions; place += 1)
          sum += (query[place] ?? 0) * (group[from + place] ?? 0);
        if (sum >= top.bar) top.offer(row, sum);
      }
    return top.sorted().map(({ row: found, score }) => ({ passage: names[found] ?? '', nearness: score }));
  };

  return {
    add: (from, end) => {
      const all = [...vectorsOf(corpus, from, end)];
      const begunMs = performance.now();
      const group = new Float32Array(all.length * dimensions);
      all.forEach(({ vector }, at) => group.set(vector, at * dimensions));
      groups.push(group);
      const spentMs = performance.now() - begunMs;
      for (const { document, passage } of all) names.push(nameOf(document, passage));
      return Promise.resolve(spentMs);
    },
    keep: () => Promise.resolve({ diskBytes: names.length * dimensions * 4, loadMs: null }),
    ask: (_asking, asked) => timeEach(asked.length, (at) => nearest(asked[at] ?? 0, depth)),
    nearest: (at) => nearest(at, depth + spare),
  };
}
