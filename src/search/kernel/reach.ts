// Looking for scores that reach a bar, as a WebAssembly module and as a plain loop: most of a question's time went into it.
import { assemble, f32x4, forever, get, i32, leaveIf, set, type, v128, type Code } from './assembler.ts';

/** Scores are looked at so many at a time. */
export const stride = 16;

/**
 * Where the first group of `stride` scores begins, from one place up to another, in which one reaches the bar; the end
 * when there is none. Places are multiples of `stride`.
 */
export type Reach = (from: number, end: number, bar: number) => number;

const at = 0;
const end = 1;
const bar = 2;
const bars = 3;
const bytes = 4;

const loads: Code = [0, 1, 2, 3].flatMap((each) => [...get(at), ...v128.load(16 * each)]);

/** The same with addresses for places. */
const reachModule = (): Uint8Array<ArrayBuffer> =>
  assemble({
    name: 'reach',
    parameters: [type.i32, type.i32, type.f32],
    result: [type.i32],
    locals: [type.v128],
    code: [
      [...get(bar), ...f32x4.splat, ...set(bars)],
      forever(
        [...get(at), ...get(end), ...i32.atLeastUnsigned, ...leaveIf],
        [...loads, ...f32x4.greater, ...f32x4.greater, ...f32x4.greater],
        [...get(bars), ...f32x4.atLeast, ...v128.anyTrue, ...leaveIf],
        [...get(at), ...i32.const(stride * bytes), ...i32.add, ...set(at)],
      ),
      get(at),
    ],
  });

let compiled: WebAssembly.Module | null | undefined;

/** Null where the engine has no SIMD. */
export function vectorReach(memory: WebAssembly.Memory): Reach | null {
  try {
    compiled ??= new WebAssembly.Module(reachModule());
  } catch {
    compiled = null;
  }
  if (compiled === null) return null;
  const { reach } = new WebAssembly.Instance(compiled, { index: { memory } }).exports;
  if (typeof reach !== 'function') throw new TypeError('the module has no reach');
  const call = reach as Reach;
  return (from, to, least) => (call(from * bytes, to * bytes, least) >>> 0) / bytes;
}

export function plainReach(memory: WebAssembly.Memory): Reach {
  return (from, to, least) => {
    // Not kept: memory that grows has another buffer.
    const scores = new Float32Array(memory.buffer);
    for (let place = from; place < to; place += 1)
      if ((scores[place] ?? 0) >= least) return place - (place % stride);
    return to;
  };
}
