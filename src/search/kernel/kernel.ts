// The kernels that scan vectors, and which of them this engine computes rightly.
import { dimensions } from '#search/vectorCode.ts';
import { isTruthful } from './selfTest.ts';
import { plainScan, type Scan } from './plainScan.ts';
import { queryAt, shift } from './layout.ts';
import { relaxedModule, wideModule } from './scanModules.ts';

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

/** 7 bits, since the relaxed product wants its second operand in 0..127. */
const relaxedLevels = 63;

function writeWide(memory: WebAssembly.Memory, query: Int16Array): void {
  new Int16Array(memory.buffer, queryAt, dimensions).set(query);
}

function writeShifted(memory: WebAssembly.Memory, query: Int16Array): void {
  const shifted = new Int8Array(memory.buffer, queryAt, dimensions);
  for (let at = 0; at < dimensions; at += 1) shifted[at] = (query[at] ?? 0) + shift;
}

export const plainKernel: Kernel = {
  name: 'plain',
  levels: wideLevels,
  writeQuery: writeWide,
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
      return (from, end, bar) => Number(Reflect.apply(scan, undefined, [from, end, bar]));
    };
  } catch {
    return null;
  }
}

/** Every kernel that this engine can compile, the fastest first; whether it computes rightly is another question. */
export function kernelsHere(): readonly Kernel[] {
  const relaxed = compiled(relaxedModule());
  const wide = compiled(wideModule());
  return [
    ...(relaxed
      ? [{ name: 'relaxed', levels: relaxedLevels, writeQuery: writeShifted, scanIn: relaxed } as const]
      : []),
    ...(wide ? [{ name: 'wide', levels: wideLevels, writeQuery: writeWide, scanIn: wide } as const] : []),
    plainKernel,
  ];
}

/** The first that answers as the plain loop does: one engine was seen to compute the relaxed product wrongly. */
export function firstTruthful(kernels: readonly Kernel[]): Kernel {
  return kernels.find((kernel) => kernel === plainKernel || isTruthful(kernel)) ?? plainKernel;
}

let chosen: Kernel | null = null;

/** The kernel of this thread, chosen once. */
export function chosenKernel(): Kernel {
  chosen ??= firstTruthful(kernelsHere());
  return chosen;
}
