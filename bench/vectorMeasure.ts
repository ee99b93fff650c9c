// Measures the scan of vectors wherever it is called: makes vectors, indexes them with every kernel, asks in turn.
import { kernelsHere } from '#search/kernel/kernel.ts';
import { isTruthful } from '#search/kernel/selfTest.ts';
import { TopRows } from '#search/topRows.ts';
import { dimensions, packedBytes, packVector, unpackVector } from '#search/vectorCode.ts';
import { VectorIndex } from '#search/vectorIndex.ts';
import { VectorRows } from '#search/vectorRows.ts';

export interface VectorTask {
  /** Packed vectors, one after the other; the first so many are asked with, the others are indexed. */
  readonly packed: Uint8Array;
  readonly questions: number;
  readonly size: number;
  /** How far made vectors are from the real ones they copy: the length of what is added before renormalising. */
  readonly noise: number;
}

export interface KernelFigures {
  readonly name: string;
  readonly truthful: boolean;
  readonly scanMs: readonly number[];
  /** The whole of `nearest`, rescoring included. */
  readonly nearestMs: readonly number[];
  /** The same for as many as a ranking asks for. */
  readonly manyMs: readonly number[];
  /** Of the ten that the Float32 loop finds, the share found by the scan alone, and after rescoring. */
  readonly recallOfScan: number;
  readonly recall: number;
}

export interface VectorFigures {
  readonly size: number;
  readonly real: number;
  readonly loopMs: readonly number[];
  readonly kernels: readonly KernelFigures[];
  readonly loadMs: number;
  readonly loaded: number;
  readonly memoryBytes: number;
}

const depth = 10;
const many = 1_000;

/** Repeatable numbers from a normal distribution, nearly. */
function normals(seed: number): () => number {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (next() + next() + next() + next() - 2) * Math.sqrt(3);
}

function toLengthOne(vector: Float32Array): void {
  const length = Math.hypot(...vector);
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
}

export function unpackAll(packed: Uint8Array): readonly Float32Array[] {
  const vectors = Array.from({ length: packed.length / packedBytes }, (_, at) =>
    unpackVector(packed.subarray(at * packedBytes, (at + 1) * packedBytes)),
  );
  vectors.forEach(toLengthOne);
  return vectors;
}

/** The real vectors, then copies of them with noise. */
export function makeVectors(real: readonly Float32Array[], size: number, noise: number): Float32Array {
  const all = new Float32Array(size * dimensions);
  const normal = normals(7);
  for (let row = 0; row < size; row += 1) {
    const vector = all.subarray(row * dimensions, (row + 1) * dimensions);
    const from = real[row % real.length];
    if (from) vector.set(from);
    if (row < real.length) continue;
    for (let at = 0; at < dimensions; at += 1)
      vector[at] = (vector[at] ?? 0) + (normal() * noise) / Math.sqrt(dimensions);
    toLengthOne(vector);
  }
  return all;
}

function floatLoop(all: Float32Array, query: Float32Array): readonly number[] {
  const top = new TopRows(depth, (row, other) => row < other);
  for (let row = 0, from = 0; from < all.length; row += 1, from += dimensions) {
    let sum = 0;
    for (let at = 0; at < dimensions; at += 1) sum += (query[at] ?? 0) * (all[from + at] ?? 0);
    if (sum >= top.bar) top.offer(row, sum);
  }
  return top.sorted().map(({ row }) => row);
}

function scanned(rows: VectorRows, query: Float32Array): readonly number[] {
  const top = new TopRows(depth, (row, other) => row < other);
  rows.scanFor(query, (row, nearness) => {
    top.offer(row, nearness);
    return top.bar;
  });
  return top.sorted().map(({ row }) => row);
}

export function timed<T>(times: number[], work: () => T): T {
  const begunMs = performance.now();
  const result = work();
  times.push(performance.now() - begunMs);
  return result;
}

const share = (found: readonly number[], truth: readonly number[]): number =>
  found.filter((row) => truth.includes(row)).length / truth.length;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export function measureVectors(task: VectorTask, tell: (sentence: string) => void): VectorFigures {
  const { packed, questions, size, noise } = task;
  const given = unpackAll(packed);
  const [asked, real] = [given.slice(0, questions), given.slice(questions, questions + size)];
  tell(`making ${size} vectors`);
  const all = makeVectors(real, size, noise);
  const vectorOf = (row: number): Float32Array => all.subarray(row * dimensions, (row + 1) * dimensions);

  const loads: number[] = [];
  const kernels = kernelsHere().map((kernel) => {
    tell(`filling the index of the ${kernel.name} kernel`);
    const index = new VectorIndex({ kernel });
    index.reserve(size);
    const group = 10_000;
    let loadMs = 0;
    for (let from = 0; from < size; from += group) {
      const packs = Array.from({ length: Math.min(group, size - from) }, (_, at) =>
        packVector(vectorOf(from + at)),
      );
      const begunMs = performance.now();
      packs.forEach((pack, at) => index.set(`d${from + at}`, 0, pack));
      loadMs += performance.now() - begunMs;
    }
    loads.push(loadMs);
    const rows = new VectorRows(kernel, 0);
    for (let row = 0; row < size; row += 1) {
      rows.arrive(packVector(vectorOf(row)));
      rows.add(row, 0);
    }
    return {
      kernel,
      index,
      rows,
      truthful: isTruthful(kernel),
      scans: [] as number[],
      times: [] as number[],
      manyMs: [] as number[],
    };
  });

  const loopMs: number[] = [];
  const recalls = kernels.map(() => ({ scan: [] as number[], after: [] as number[] }));
  asked.forEach((query, at) => {
    if (at % 10 === 0) tell(`asking ${at} of ${questions}`);
    const truth = timed(loopMs, () => floatLoop(all, query));
    kernels.forEach(({ index, rows, scans, times, manyMs }, of) => {
      const hits = timed(times, () => index.nearest(query, depth));
      timed(manyMs, () => index.nearest(query, many));
      const recall = recalls[of];
      recall?.after.push(
        share(
          hits.map(({ key }) => Number(key.slice(1))),
          truth,
        ),
      );
      if (rows.size === size)
        recall?.scan.push(
          share(
            timed(scans, () => scanned(rows, query)),
            truth,
          ),
        );
    });
  });
  const warm = Math.min(5, questions - 1);
  return {
    size,
    real: Math.min(real.length, size),
    loopMs: loopMs.slice(warm),
    kernels: kernels.map(({ kernel, truthful, scans, times, manyMs }, of) => ({
      name: kernel.name,
      truthful,
      scanMs: scans.slice(warm),
      nearestMs: times.slice(warm),
      manyMs: manyMs.slice(warm),
      recallOfScan: mean(recalls[of]?.scan ?? []),
      recall: mean(recalls[of]?.after ?? []),
    })),
    loadMs: Math.min(...loads),
    loaded: size,
    memoryBytes: kernels[0]?.index.memoryBytes ?? 0,
  };
}
