// The room in which a question's scores are added up, by document, and searched for the highest.
import { plainReach, stride, vectorReach, type Reach } from './kernel/reach.ts';

const pageBytes = 65_536;
/** Made larger by at least this part of itself. */
const growth = 1 / 4;

export class ScoreBoard {
  private memory = new WebAssembly.Memory({ initial: 1 });
  private room = new Float32Array(this.memory.buffer);
  private reach: Reach = reachIn(this.memory);
  private size = 0;

  /** By document. Another array after `clear`, now and then. */
  get scores(): Float32Array {
    return this.room;
  }

  /** Makes it so many scores of 0. */
  clear(size: number): void {
    const needed = (size + stride) * Float32Array.BYTES_PER_ELEMENT;
    if (needed > this.room.byteLength) {
      // Not grown in place: that would take the old array from whoever still holds it.
      this.memory = new WebAssembly.Memory({ initial: Math.ceil((needed * (1 + growth)) / pageBytes) });
      this.room = new Float32Array(this.memory.buffer);
      this.reach = reachIn(this.memory);
    } else this.room.fill(0, 0, this.size);
    this.size = size;
  }

  /** The first place from one on where a group of `stride` scores begins of which one reaches the bar, above 0. */
  next(from: number, bar: number): number {
    const end = this.size + stride - (this.size % stride);
    return this.reach(from, end, bar);
  }
}

function reachIn(memory: WebAssembly.Memory): Reach {
  return vectorReach(memory) ?? plainReach(memory);
}
