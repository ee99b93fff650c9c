// The kernels that scan vectors, and which of them this engine computes rightly.
import { dimensions } from '#search/vectorCode.ts';
import { isTruthful } from './selfTest.ts';
import { plainScan, type Scan } from './plainScan.ts';
import { writeBase } from './base.ts';
import { queryAt } from './layout.ts';
import { relaxedModule, wideModule, wideOrder } from './scanModules.ts';

export type KernelName = 'plain' | 'wide' | 'relaxed';

export interface Kernel {
  readonly name: KernelName;
  /** A query's numbers are whole ones from -levels to levels. */
  readonly levels: number;
  readonly writeQuery: (memory: WebAssembly.Memory, query: Int16Array) => void;
  readonly scanIn: (memory: WebAssembly.Memory) => Scan;
}

/** 12 bits: sums of 384 products with codes stay below 2^31. */
const wideLevels = 2_047;

/** 7 bits: sums of 12 pairs of products with halves of codes stay below 2^15. */
const relaxedLevels = 63;

function writePlain(memory: WebAssembly.Memory, query: Int16Array): void {
  writeBase(memory, query);
  new Int16Array(memory.buffer, queryAt, dimensions).set(query);
}

function writeWide(memory: WebAssembly.Memory, query: Int16Array): void {
  writeBase(memory, query);
  const places = new Int16Array(memory.buffer, queryAt, dimensions);
  wideOrder.forEach((from, at) => (places[at] = query[from] ?? 0));
}

function writeRelaxed(memory: WebAssembly.Memory, query: Int16Array): void {
  writeBase(memory, query);
  new Int8Array(memory.buffer, queryAt, dimensions).set(query);
}

export const plainKernel: Kernel = {
  name: 'plain',
  levels: wideLevels,
  writeQuery: writePlain,
  scanIn: plainScan,
};

/**
 * Compiled at once, not in the background: it is a kilobyte, and so everything that searches can stay synchronous.
 * Null where the engine does not know the instructions, or the page's policy allows no WebAssembly.
 */
function compiled(bytes: Uint8Array<ArrayBuffer>): Kernel['scanIn'] | null {
  try {
    const module = new WebAssembly.Module(bytes);
    return (memory) => {
      const { scan } = new WebAssembly.Instance(module, { index: { memory } }).exports;
      if (typeof scan !== 'function') throw new TypeError('the module has no scan');
      return scan as Scan;
    };
  } catch {
    return null;
  }
}

/** One after the other, since the next is seldom needed. */
function* eachKernel(): Generator<Kernel> {
  const relaxed = compiled(relaxedModule());
  if (relaxed) yield { name: 'relaxed', levels: relaxedLevels, writeQuery: writeRelaxed, scanIn: relaxed };
  const wide = compiled(wideModule());
  if (wide) yield { name: 'wide', levels: wideLevels, writeQuery: writeWide, scanIn: wide };
  yield plainKernel;
}

/** Every kernel that this engine can compile, the fastest first; whether it computes rightly is another question. */
export function kernelsHere(): readonly Kernel[] {
  return [...eachKernel()];
}

/** The first that answers as the plain loop does: one engine was seen to compute the relaxed product wrongly. */
export function firstTruthful(kernels: Iterable<Kernel>): Kernel {
  for (const kernel of kernels) if (kernel === plainKernel || isTruthful(kernel)) return kernel;
  return plainKernel;
}

let chosen: Kernel | null = null;

/** The kernel of this thread, chosen once. */
export function chosenKernel(): Kernel {
  chosen ??= firstTruthful(eachKernel());
  return chosen;
}
