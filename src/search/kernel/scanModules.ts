// The scan as two WebAssembly modules: products of 16 bits, which every engine with SIMD has, and of 8 bits (relaxed).
import { dimensions } from '#search/vectorCode.ts';
import { assemble, f32, forever, get, i32, leaveIf, set, type, v128, when, type Code } from './assembler.ts';
import { biasAt, foundAt, queryAt, rowBytes, scaleAt } from './layout.ts';

// scan(row, end, bar): the number found. For each row from one address up to another: its score, kept when it is at
// least the bar.
const row = 0;
const end = 1;
const bar = 2;
const found = 3;
const score = 4;
/** Four sums, so that no product waits for the one before it. */
const sums = [5, 6, 7, 8] as const;
const sumFor = (step: number): number => sums[step % sums.length] ?? 0;

/** Adds products of 8 codes to one of the sums. */
const wideStep = (step: number): Code => [
  ...get(row),
  ...v128.load8Wide(8 * step),
  ...i32.const(queryAt),
  ...v128.load(16 * step),
  ...v128.dot16,
  ...get(sumFor(step)),
  ...v128.add32,
  ...set(sumFor(step)),
];

/** Adds products of 16 codes to one of the sums. */
const relaxedStep = (step: number): Code => [
  ...get(row),
  ...v128.load(16 * step),
  ...i32.const(queryAt),
  ...v128.load(16 * step),
  ...get(sumFor(step)),
  ...v128.relaxedDot8,
  ...set(sumFor(step)),
];

const unrolled = (steps: number, step: (at: number) => Code): Code =>
  Array.from({ length: steps }, (_, at) => step(at)).flat();

const clearSums: Code = sums.flatMap((sum) => [...v128.zero, ...set(sum)]);

/** All lanes of all sums as one number on the stack. */
const total: Code = [
  ...[...get(sums[0]), ...get(sums[1]), ...v128.add32],
  ...[...get(sums[2]), ...get(sums[3]), ...v128.add32],
  ...[...v128.add32, ...set(sums[0])],
  ...[...get(sums[0]), ...get(sums[0])],
  ...v128.shuffle(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7),
  ...[...get(sums[0]), ...v128.add32, ...set(sums[0])],
  ...[...get(sums[0]), ...v128.lane32(0), ...get(sums[0]), ...v128.lane32(1), ...i32.add],
];

/** What the shift of the query added: see the relaxed kernel. */
const withoutShift: Code = [...get(row), ...i32.load(biasAt), ...i32.subtract];

const keep: Code = [
  ...[...get(found), ...get(row), ...i32.store(0)],
  ...[...get(found), ...get(score), ...f32.store(4)],
  ...[...get(found), ...i32.const(8), ...i32.add, ...set(found)],
];

function scanModule(products: Code, correction: Code): Uint8Array<ArrayBuffer> {
  return assemble({
    name: 'scan',
    parameters: [type.i32, type.i32, type.f32],
    result: type.i32,
    locals: [type.i32, type.f32, ...sums.map(() => type.v128)],
    code: [
      [...i32.const(foundAt), ...set(found)],
      forever(
        [...get(row), ...get(end), ...i32.atLeastUnsigned, ...leaveIf],
        clearSums,
        products,
        [...total, ...correction, ...f32.fromI32],
        [...get(row), ...f32.load(scaleAt), ...f32.multiply, ...set(score)],
        [...get(score), ...get(bar), ...f32.atLeast, ...when(keep)],
        [...get(row), ...i32.const(rowBytes), ...i32.add, ...set(row)],
      ),
      [...get(found), ...i32.const(foundAt), ...i32.subtract, ...i32.const(3), ...i32.shiftRight],
    ],
  });
}

/** The query as 16-bit numbers, for i32x4.dot_i16x8_s. */
export const wideModule = (): Uint8Array<ArrayBuffer> => scanModule(unrolled(dimensions / 8, wideStep), []);

/** The query as bytes in 0..127, shifted by 64, for i32x4.relaxed_dot_i8x16_i7x16_add_s. */
export const relaxedModule = (): Uint8Array<ArrayBuffer> =>
  scanModule(unrolled(dimensions / 16, relaxedStep), withoutShift);
