// Where each of many runs begins that follow one another, kept as their lengths.
import { narrowed, type Numbers } from './numbers.ts';

const apart = 16;

/** Anchors are the beginnings of every sixteenth. */
export interface OffsetSections {
  readonly lengths: Numbers;
  readonly anchors: Uint32Array;
}

export class Offsets {
  private readonly lengths: Numbers;
  private readonly anchors: Uint32Array;

  constructor({ lengths, anchors }: OffsetSections) {
    this.lengths = lengths;
    this.anchors = anchors;
  }

  of(run: number): readonly [start: number, end: number] {
    const anchor = Math.floor(run / apart);
    let start = this.anchors[anchor] ?? 0;
    for (let before = anchor * apart; before < run; before += 1) start += this.lengths[before] ?? 0;
    return [start, start + (this.lengths[run] ?? 0)];
  }
}

export function offsetsOf(lengths: Uint32Array): OffsetSections {
  const anchors = new Uint32Array(Math.ceil(lengths.length / apart));
  let start = 0;
  lengths.forEach((length, run) => {
    if (run % apart === 0) anchors[run / apart] = start;
    start += length;
  });
  return { lengths: narrowed(lengths), anchors };
}
