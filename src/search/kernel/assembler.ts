// Just enough of WebAssembly's binary format to write a module of one function that works on an imported memory.
// (WebAssembly Core Specification 2.0, chapter 5; opcodes of relaxed SIMD from version 3.0.)

/** Instructions, in the order of the stack machine: operands first. */
export type Code = readonly number[];

export const type = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
const noResult = 0x40;

/** A whole number in base 128, least first. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (; rest < -64 || rest > 63; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest & 0x7f];
}

/** Operands of a load or store: alignment as a power of two (a hint), offset in bytes. */
const place = (align: number, offset: number): number[] => [...unsigned(align), ...unsigned(offset)];
const vector = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  load: (offset: number): Code => [0x28, ...place(2, offset)],
  atLeastUnsigned: [0x4f],
  add: [0x6a],
  multiply: [0x6c],
} as const;

export const v128 = {
  zero: [...vector(0x0c), ...new Array<number>(16).fill(0)],
  load: (offset: number): Code => [...vector(0x00), ...place(4, offset)],
  store: (offset: number): Code => [...vector(0x0b), ...place(4, offset)],
  /** Four numbers of 32 bits out of the eight of two vectors. */
  pick: (...numbers: readonly number[]): Code => [
    ...vector(0x0d),
    ...numbers.flatMap((each) => [0, 1, 2, 3].map((byte) => 4 * each + byte)),
  ],
  and: vector(0x4e),
  anyTrue: vector(0x53),
} as const;

/** Sixteen numbers of 8 bits. */
export const i8x16 = { splat: vector(0x0f) } as const;

/** Eight numbers of 16 bits. */
export const i16x8 = {
  splat: vector(0x10),
  shiftRightUnsigned: vector(0x8d),
  add: vector(0x8e),
  /** Sixteen products of a signed byte and one in 0..127, added in pairs. */
  relaxedDot: vector(0x112),
} as const;

/** Four numbers of 32 bits. */
export const i32x4 = {
  splat: vector(0x11),
  /** Eight numbers of 16 bits, added in pairs. */
  addPairs: vector(0x7e),
  shiftLeft: vector(0xab),
  add: vector(0xae),
  subtract: vector(0xb1),
  /** Eight products of numbers of 16 bits, added in pairs. */
  dot: vector(0xba),
} as const;

/** Four floats. */
export const f32x4 = {
  splat: vector(0x13),
  atLeast: vector(0x46),
  add: vector(0xe4),
  multiply: vector(0xe6),
  /** The greater of each two, which is the first where there is none. */
  greater: vector(0xeb),
  fromI32: vector(0xfa),
} as const;

/** Goes round for as long as `code` does not leave by `leaveIf`. */
export const forever = (...code: readonly Code[]): Code => [
  ...[0x02, noResult, 0x03, noResult],
  ...code.flat(),
  ...[0x0c, 0, 0x0b, 0x0b],
];
/** Leaves the nearest `forever`, directly inside it, when the top of the stack is not 0. */
export const leaveIf: Code = [0x0d, 1];

export interface FunctionSource {
  readonly name: string;
  readonly parameters: readonly number[];
  /** None or one. */
  readonly result: readonly number[];
  /** Types of the locals, which are numbered after the parameters. */
  readonly locals: readonly number[];
  readonly code: readonly Code[];
}

const list = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
];
const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const text = (value: string): number[] => sized([...new TextEncoder().encode(value)]);
const section = (id: number, items: readonly (readonly number[])[]): number[] => [id, ...sized(list(items))];

/** A module that imports `index.memory` and exports one function. */
export function assemble({
  name,
  parameters,
  result,
  locals,
  code,
}: FunctionSource): Uint8Array<ArrayBuffer> {
  const signature = [0x60, ...list(parameters.map((each) => [each])), ...list(result.map((each) => [each]))];
  const memory = [...text('index'), ...text('memory'), 0x02, 0x00, 1];
  const body = [...list(locals.map((each) => [1, each])), ...code.flat(), 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [signature]),
    ...section(2, [memory]),
    ...section(3, [[0]]),
    ...section(7, [[...text(name), 0x00, 0]]),
    ...section(10, [sized(body)]),
  ]);
}
