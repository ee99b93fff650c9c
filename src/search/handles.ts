// Handles: a small number for each document, its own for as long as it is there, whatever its number in the index is.
import { withRoom32 } from './buffers.ts';

/** Where documents are: in order from `base` on, each with its handle. */
export interface Handled {
  readonly base: number;
  readonly handles: Uint32Array;
  /** By document: 1 when it is there no more. */
  readonly removed: Uint8Array;
}

/** A handle that was given back is given again: whatever is kept by it must be gone by then. */
export class Handles {
  private readonly free: number[] = [];
  /** All that were ever given are below it. */
  private end = 0;
  /** By handle: the number of its document plus 1, 0 where there is none. */
  private numbers = new Uint32Array(0);
  /** False when numbers have changed since. */
  private isRight = false;

  take(): number {
    return this.free.pop() ?? this.end++;
  }

  giveBack(handle: number): void {
    this.free.push(handle);
  }

  /** The number of the handle's document; -1 when there is none. */
  numberOf(handle: number, all: readonly Handled[]): number {
    if (!this.isRight) this.enterAll(all);
    return (this.numbers[handle] ?? 0) - 1;
  }

  /** Documents came, behind all others. */
  enter({ base, handles, removed }: Handled): void {
    if (!this.isRight) return;
    this.numbers = withRoom32(this.numbers, this.end);
    for (let document = 0; document < handles.length; document += 1)
      if (removed[document] === 0) this.numbers[handles[document] ?? 0] = base + document + 1;
  }

  /** A document is no longer where it was. */
  leave(handle: number): void {
    this.numbers[handle] = 0;
  }

  /** Documents have other numbers now. */
  forget(): void {
    this.isRight = false;
  }

  private enterAll(all: readonly Handled[]): void {
    this.numbers.fill(0);
    this.isRight = true;
    for (const each of all) this.enter(each);
  }
}
