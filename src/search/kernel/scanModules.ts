// The scan as two WebAssembly modules: products of 16 bits, which every engine with SIMD has, and of 8 bits (relaxed).
import { dimensions } from '#search/vectorCode.ts';
import {
  assemble,
  f32x4,
  forever,
  get,
  i16x8,
  i32,
  i32x4,
  i8x16,
  leaveIf,
  set,
  type,
  v128,
  type Code,
} from './assembler.ts';
import * as layout from './layout.ts';
import { halfBytes, turnBytes } from './layout.ts';

// scan(block, rows): nothing. Each four rows of a block get their scores.
const row = 0;
/** How many rows; then where the upper half of the last one ends, or would if they were not interleaved. */
const end = 1;
/** Where the rows' scales are; their scores lie as far behind for every row. */
const scale = 2;
/** Where the query's next numbers are. */
const query = 3;
const mask = 4;
const base = 5;
const codes = 6;
const queryParts = [7, 8, 9, 10] as const;
const sums = [11, 12, 13, 14, 15, 16, 17, 18] as const;
const locals = [type.i32, type.i32, ...Array.from({ length: 15 }, () => type.v128)];

/** Rows are scored so many at a time: the query is read once for them, and what follows the products is done once. */
const atOnce = layout.rowsAtOnce;

/** What distinguishes the modules. */
interface Products {
  /** 15 in every number of a vector, from one 15. */
  readonly splatMask: Code;
  /** 32 codes of four bits as numbers of a vector, of as many vectors as these take. */
  readonly parts: readonly Code[];
  /** How many sums of a row none of which overflows. */
  readonly sumsPerRow: number;
  /** From query and codes to products, added in pairs. */
  readonly multiply: Code;
  readonly add: Code;
  /** A sum as four numbers of 32 bits. */
  readonly asWhole: Code;
}

const masked: Code = [...get(mask), ...v128.and];
const shifted = (by: number): Code => [...get(codes), ...i32.const(by), ...i16x8.shiftRightUnsigned];

/** The query as 16-bit numbers in `wideOrder`. */
const wide: Products = {
  splatMask: i16x8.splat,
  parts: [[...get(codes), ...masked], [...shifted(4), ...masked], [...shifted(8), ...masked], shifted(12)],
  sumsPerRow: 1,
  multiply: i32x4.dot,
  add: i32x4.add,
  asWhole: [],
};

/** The query as signed bytes; a pair of products is at most 2 x 63 x 15, and 12 of them stay below 2^15. */
const relaxed: Products = {
  splatMask: i8x16.splat,
  parts: [
    [...get(codes), ...masked],
    [...shifted(4), ...masked],
  ],
  sumsPerRow: 2,
  multiply: i16x8.relaxedDot,
  add: i16x8.add,
  asWhole: i32x4.addPairs,
};

const sumOf = (which: number, part: number, { sumsPerRow }: Products): number =>
  sums[which * sumsPerRow + (part % sumsPerRow)] ?? 0;

const times = <T>(count: number, each: (at: number) => readonly T[]): readonly T[] =>
  Array.from({ length: count }, (_, at) => each(at)).flat();

const addTo = (local: number, value: number): Code => [
  ...[...get(local), ...i32.const(value), ...i32.add, ...set(local)],
];

/** Leaves the products with each of four rows in its first sum, to be added up; the next row is that behind them. */
function multiplyRows(products: Products): Code {
  const { parts, sumsPerRow, multiply, add, asWhole } = products;
  const queryPart = (part: number): number => queryParts[part] ?? 0;
  const queryBytes = 16 * parts.length;
  const turn: Code = [
    ...parts.flatMap((_, part) => [...get(query), ...v128.load(16 * part), ...set(queryPart(part))]),
    ...times(atOnce, (which) => [
      ...[...get(row), ...v128.load(turnBytes * which), ...set(codes)],
      ...parts.flatMap((numbers, part) => {
        const sum = sumOf(which, part, products);
        return [...get(queryPart(part)), ...numbers, ...multiply, ...get(sum), ...add, ...set(sum)];
      }),
    ]),
  ];
  const whole = (which: number): Code => [
    ...[...get(sumOf(which, 0, products)), ...asWhole],
    ...times(sumsPerRow - 1, (at) => [...[...get(sumOf(which, at + 1, products)), ...asWhole, ...i32x4.add]]),
    ...set(sumOf(which, 0, products)),
  ];
  return [
    ...times(atOnce * sumsPerRow, (at) => [...v128.zero, ...set(sums[at] ?? 0)]),
    ...[...i32.const(layout.queryAt), ...set(query)],
    ...forever(
      turn,
      [...addTo(row, atOnce * turnBytes), ...addTo(query, queryBytes)],
      [...get(query), ...i32.const(layout.queryAt + queryBytes * (halfBytes / turnBytes))],
      [...i32.atLeastUnsigned, ...leaveIf],
    ),
    ...times(atOnce, whole),
  ];
}

/** The four numbers of each of four vectors added up: four numbers on the stack. */
function inFour([first = 0, second = 0, third = 0, fourth = 0]: readonly number[]): Code {
  const inPairs = (vector: Code, other: Code): Code => [
    ...[...vector, ...other, ...v128.pick(0, 2, 4, 6)],
    ...[...vector, ...other, ...v128.pick(1, 3, 5, 7), ...i32x4.add],
  ];
  return [
    ...[...inPairs(get(first), get(second)), ...set(first)],
    ...[...inPairs(get(third), get(fourth)), ...set(third)],
    ...inPairs(get(first), get(third)),
  ];
}

const scanModule = (products: Products): Uint8Array<ArrayBuffer> =>
  assemble({
    name: 'scan',
    parameters: [type.i32, type.i32],
    result: [],
    locals,
    code: [
      [...get(row), ...i32.const(layout.scalesAt), ...i32.add, ...set(scale)],
      [...get(row), ...get(end), ...i32.const(halfBytes), ...i32.multiply, ...i32.add, ...set(end)],
      [...i32.const(15), ...products.splatMask, ...set(mask)],
      [...i32.const(layout.baseAt), ...i32.load(0), ...i32x4.splat, ...set(base)],
      forever(
        [...get(row), ...get(end), ...i32.atLeastUnsigned, ...leaveIf],
        multiplyRows(products),
        get(scale),
        inFour(times(atOnce, (which) => [sumOf(which, 0, products)])),
        [...i32.const(4), ...i32x4.shiftLeft, ...get(base), ...i32x4.subtract, ...f32x4.fromI32],
        [...get(scale), ...v128.load(0), ...f32x4.multiply, ...v128.store(layout.scoresAt - layout.scalesAt)],
        addTo(scale, 4 * atOnce),
      ),
    ],
  });

/** Which of a query's numbers is at each place, for the wide module. */
export const wideOrder = Uint16Array.from({ length: dimensions }, (_, at) => {
  const [part, lane] = [Math.floor(at / 8) % 4, at % 8];
  return 32 * Math.floor(at / 32) + 16 * (part % 2) + 2 * lane + Math.floor(part / 2);
});

/** For i32x4.dot_i16x8_s. */
export const wideModule = (): Uint8Array<ArrayBuffer> => scanModule(wide);

/** For i16x8.relaxed_dot_i8x16_i7x16_s: halves of codes are its numbers in 0..127. */
export const relaxedModule = (): Uint8Array<ArrayBuffer> => scanModule(relaxed);
