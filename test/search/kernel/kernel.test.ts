// Kernels: every one that runs here answers as the plain loop does, and one that does not is never chosen.
import { setFlagsFromString } from 'node:v8';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensions } from '#search/vectorCode.ts';
import { chosenKernel, firstTruthful, kernelsHere, plainKernel } from '#search/kernel/kernel.ts';
import type { Kernel } from '#search/kernel/kernel.ts';
import { joinCodes, splitCodes } from '#search/kernel/halves.ts';
import * as layout from '#search/kernel/layout.ts';
import { relaxedModule, wideModule, wideOrder } from '#search/kernel/scanModules.ts';
import { isTruthful } from '#search/kernel/selfTest.ts';

// Node 20 has the relaxed product behind a flag, and on some processors it computes it wrongly: then the self-test says
// so, and there is nothing more to ask of that kernel here.
setFlagsFromString('--experimental-wasm-relaxed-simd');
const truthful = kernelsHere().filter(isTruthful);

interface Row {
  readonly codes: readonly number[];
  readonly scale: number;
}

const pageBytes = 65_536;

/** Rows of the first block, written by what the layout says, one number at a time. */
function memoryOf(rows: readonly Row[]): WebAssembly.Memory {
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((layout.blocksAt + layout.blockBytes) / pageBytes),
  });
  const view = new DataView(memory.buffer);
  rows.forEach(({ codes, scale }, row) => {
    codes.forEach((code, at) => {
      // Four rows, 16 bytes of each in turn.
      const byte =
        layout.blocksAt + 768 * Math.floor(row / 4) + 64 * Math.floor(at / 32) + 16 * (row % 4) + (at % 16);
      const half = Math.floor((code + 128) / 16);
      view.setUint8(byte, view.getUint8(byte) | (half << (at % 32 < 16 ? 0 : 4)));
    });
    view.setFloat32(layout.blocksAt + layout.scalesAt + 4 * row, scale, true);
  });
  return memory;
}

/** Scores of rows, bit for bit. */
function scanned(kernel: Kernel, rows: readonly Row[], query: readonly number[]): number[] {
  const memory = memoryOf(rows);
  const scan = kernel.scanIn(memory);
  kernel.writeQuery(memory, Int16Array.from(query));
  scan(layout.blocksAt, rows.length);
  return [...new Uint32Array(memory.buffer, layout.blocksAt + layout.scoresAt, rows.length)];
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);

/** What scores must be, by arithmetic that has nothing to do with memory. */
function expected(rows: readonly Row[], query: readonly number[]): number[] {
  const length = Math.sqrt(sumOf(query.map((value) => value * value)));
  const slack = 6.3 * (16 / Math.sqrt(12)) * length;
  return rows.map(({ codes, scale }) => {
    const uppers = codes.map((code) => 16 * Math.floor((code + 128) / 16));
    const base = Math.round(120.5 * sumOf(query) - slack);
    const products = sumOf(uppers.map((upper, at) => upper * query[at]!));
    const score = Math.fround(Math.fround(products - base) * Math.fround(scale));
    return new Uint32Array(Float32Array.of(score).buffer)[0]!;
  });
}

const numbersUpTo = (most: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.integer({ min: -most, max: most }), wholeLength) },
    { weight: 1, arbitrary: fc.constantFrom(-most, 0, most).map((value) => filled(value)) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(-most, most), wholeLength) },
  );
const wholeLength = { minLength: dimensions, maxLength: dimensions };
const filled = (value: number) => new Array<number>(dimensions).fill(value);

describe.each(truthful)('the $name kernel', (kernel) => {
  it('[K1] scores as the arithmetic says, bit for bit', () => {
    const row = fc.record({
      codes: numbersUpTo(127),
      scale: fc.oneof(fc.constant(0), fc.float({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 9 }), numbersUpTo(kernel.levels), (rows, query) => {
        expect(scanned(kernel, rows, query)).toEqual(expected(rows, query));
      }),
      { numRuns: 60 },
    );
  });

  it('[K2] scores the last rows of a block, and as few as there are', () => {
    const rows = Array.from({ length: layout.blockRows }, (_, row) => ({
      codes: filled((row % 255) - 127),
      scale: (row + 1) / layout.blockRows,
    }));
    const query = filled(0).map((_, at) => (at % 5) - 1);
    expect(scanned(kernel, rows, query)).toEqual(expected(rows, query));
    expect(scanned(kernel, [], query)).toEqual([]);
  });

  it('[K3] bears a code of -128, which packing never writes', () => {
    const rows = [{ codes: filled(-128), scale: 1 }];
    const query = filled(kernel.levels);
    expect(scanned(kernel, rows, query)).toEqual(expected(rows, query));
  });
});

/** A kernel that is wrong in one way: `lie` changes the scores. */
function liar(lie: (scores: Float32Array<ArrayBuffer>) => void): Kernel {
  return {
    ...plainKernel,
    scanIn: (memory) => {
      const scan = plainKernel.scanIn(memory);
      return (block, rows) => {
        scan(block, rows);
        lie(new Float32Array(memory.buffer, block + layout.scoresAt, rows));
      };
    },
  };
}

describe('the choice of a kernel', () => {
  const falsehoods: Record<string, Kernel> = {
    'forgets the last row': liar((scores) => (scores[scores.length - 1] = 0)),
    'is off by the last bit of one score': liar((scores) => {
      new Uint32Array(scores.buffer, scores.byteOffset, 2)[1]! ^= 1;
    }),
    'adds with saturation': liar((scores) => {
      for (let at = 1; at < scores.length; at += 1) scores[at] = Math.min(scores[at]!, 32_767);
    }),
    'reads the query without its sign': {
      ...plainKernel,
      writeQuery: (memory, query) => plainKernel.writeQuery(memory, query.map(Math.abs)),
    },
    'leaves out what a row may be off by': {
      ...plainKernel,
      writeQuery: (memory, query) => {
        plainKernel.writeQuery(memory, query);
        const sum = query.reduce((one, other) => one + other, 0);
        new Int32Array(memory.buffer, layout.baseAt, 1)[0] = Math.round(120.5 * sum);
      },
    },
    traps: {
      ...plainKernel,
      scanIn: () => () => {
        throw new WebAssembly.RuntimeError('unreachable');
      },
    },
    'scores nothing': liar((scores) => scores.fill(0)),
  };

  it.each(Object.entries(falsehoods))('[K5] refuses one that %s', (_, kernel) => {
    expect(isTruthful(kernel)).toBe(false);
    expect(firstTruthful([kernel, plainKernel])).toBe(plainKernel);
  });

  it('[K6] falls back to the plain loop where nothing else is truthful or compiles', () => {
    expect(firstTruthful([])).toBe(plainKernel);
    expect(firstTruthful([falsehoods['scores nothing']!])).toBe(plainKernel);
  });

  it('[K4] passes the plain loop and 16-bit products', () => {
    expect(truthful.map(({ name }) => name)).toEqual(expect.arrayContaining(['wide', 'plain']));
  });

  it('[K7] takes the first that tells the truth, and keeps to it', () => {
    const [fastest] = truthful;
    expect(firstTruthful([falsehoods['scores nothing']!, fastest!, plainKernel])).toBe(fastest);
    expect(chosenKernel()).toBe(chosenKernel());
    expect(chosenKernel().name).toBe(fastest!.name);
  });
});

describe('the modules', () => {
  it('[K8] are WebAssembly of at most 2 KB that imports a memory and exports a scan', () => {
    const bytes = wideModule();
    expect(bytes.length).toBeLessThan(2_048);
    const module = new WebAssembly.Module(bytes);
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'index', name: 'memory', kind: 'memory' }]);
    expect(WebAssembly.Module.exports(module)).toEqual([{ name: 'scan', kind: 'function' }]);
  });

  it('[K9] differ in their products: of a turn of four rows the relaxed one has 8, the wide one 16', () => {
    const count = (bytes: Uint8Array, opcode: readonly number[]) =>
      [...bytes].filter((_, at) => opcode.every((byte, of) => bytes[at + of] === byte)).length;
    expect(count(relaxedModule(), [0xfd, 0x92, 0x02])).toBe(4 * 2);
    expect(count(wideModule(), [0xfd, 0xba, 0x01])).toBe(4 * 4);
  });

  it('[K10] are given all of a query: as bytes, and in the order of the wide products', () => {
    expect([...wideOrder].sort((one, other) => one - other)).toEqual([...Array(dimensions).keys()]);
    const relaxed = kernelsHere().find(({ name }) => name === 'relaxed');
    if (!relaxed) return;
    const memory = memoryOf([]);
    const query = filled(0).map((_, at) => (at % (2 * relaxed.levels + 1)) - relaxed.levels);
    relaxed.writeQuery(memory, Int16Array.from(query));
    expect([...new Int8Array(memory.buffer, layout.queryAt, dimensions)]).toEqual(query);
  });
});

describe('halves of codes', () => {
  const words = 4_096;
  const codes = fc.array(fc.integer({ min: -128, max: 127 }), wholeLength);

  it('[K18] are put together again', () => {
    fc.assert(
      fc.property(codes, (given) => {
        const memory = new Int32Array(words);
        new Int8Array(memory.buffer, 0, dimensions).set(given);
        splitCodes(memory, 0, 1_000, 2_000);
        joinCodes(memory, 1_000, 2_000, 3_000);
        expect([...new Int8Array(memory.buffer, 12_000, dimensions)]).toEqual(given);
        joinCodes(memory, 1_000, 2_000, 500, 1);
        expect([...new Int8Array(memory.buffer, 2_000, 33)]).toEqual([...given.slice(0, 32), 0]);
      }),
    );
  });
});
