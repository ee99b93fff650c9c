// A battery: one kind of harm, done many times, and what came of it as figures.

export type Size = 'long' | 'short';

export interface Check {
  readonly name: string;
  readonly figure: string | number;
  /** Whether the figure is what it must be; absent where it only tells how much was done. */
  readonly isGood?: boolean;
}

export interface Battery {
  readonly name: string;
  /** It runs the built program, which is built before where it is not. */
  readonly usesProgram?: true;
  readonly run: (size: Size) => Promise<readonly Check[]>;
}

/** Numbers from 0 up to `below`, the same for the same seed (Steele and Vigna's splitmix, 32 bits). */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}
