// Prints: the first 64 bits of a SHA-256, enough to tell a notebook's texts apart in little room.

export interface Print {
  readonly high: number;
  readonly low: number;
}

/** Of a hash in hex. */
export function printOf(hash: string): Print {
  return { high: Number.parseInt(hash.slice(0, 8), 16), low: Number.parseInt(hash.slice(8, 16), 16) };
}

/** Of a hash in bytes, which lie in words from a place on. */
export function printAt(words: Int32Array, place: number): Print {
  return { high: turned(words[place] ?? 0), low: turned(words[place + 1] ?? 0) };
}

/** The four bytes of a word read from the first to the last: words have the last first. */
function turned(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}

const rowWords = 3;

/** Numbers by print, in 12 bytes a slot: a map of a million would take ten times as much. */
export class PrintTable {
  private slots: Uint32Array<ArrayBuffer>;
  private count = 0;

  /** Room for so many at once: growing puts every print in its place again. */
  constructor(expected = 0) {
    let slots = 16;
    while (slots * 2 < (expected + 1) * 3) slots *= 2;
    this.slots = new Uint32Array(slots * rowWords);
  }

  get size(): number {
    return this.count;
  }

  /** The number given to a print, from 0 on; -1 when there is none. */
  get(print: Print): number {
    return (this.slots[this.find(print) + 2] ?? 0) - 1;
  }

  set(print: Print, number: number): void {
    if ((this.count + 1) * rowWords * 3 > this.slots.length * 2) this.grow();
    const at = this.find(print);
    if (this.slots[at + 2] === 0) this.count += 1;
    this.slots[at] = print.high;
    this.slots[at + 1] = print.low;
    this.slots[at + 2] = number + 1;
  }

  clear(): void {
    this.slots = new Uint32Array(16 * rowWords);
    this.count = 0;
  }

  /** Where a print is, or would go. */
  private find({ high, low }: Print): number {
    const { slots } = this;
    for (let slot = low; ; slot += 1) {
      const at = (slot & (slots.length / rowWords - 1)) * rowWords;
      if (slots[at + 2] === 0 || (slots[at + 1] === low && slots[at] === high)) return at;
    }
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Uint32Array(before.length * 2);
    this.count = 0;
    for (let at = 0; at < before.length; at += rowWords) {
      const [high = 0, low = 0, number = 0] = before.subarray(at, at + rowWords);
      if (number !== 0) this.set({ high, low }, number - 1);
    }
  }
}
