// Places: where in a document a term stands and how often, as a row of bits, few where it is what is usual.
import { withRoom32, withRoom8 } from './buffers.ts';

/** Places of the fields before the first passage. */
export const titlePlace = 0;
export const tagsPlace = 1;
export const firstPassagePlace = 2;

/** The places of one document, ascending, and how often the term stands in each. */
export interface TermPlaces {
  readonly places: Uint32Array;
  readonly counts: Uint32Array;
  readonly placeCount: number;
}

/** The first place by how usual it is: first passage, title, tags, then further passages as they come. */
const rankOf = (place: number): number => (place > firstPassagePlace ? place : (place + 1) % 3);
const placeRanked = (rank: number): number => (rank > firstPassagePlace ? rank : (rank + 2) % 3);

/**
 * Numbers from 1 on, in Elias's gamma code, low bits first: as many noughts as the number has bits after its first one,
 * a one, and those bits. Of each document, where the count of the term is known:
 *
 *   number of places, where the count is not 1 | rank of the first + 1 | for the others the distance from the one before
 *   for each place but the last how often it stands there
 */
export class PlaceWriter {
  private bytes = new Uint8Array(64);
  private bits = 0;

  /** In bytes; the last may not be full. */
  get length(): number {
    return (this.bits + 7) >> 3;
  }

  /** Places in ascending order. */
  write(places: Uint32Array, counts: Uint32Array, placeCount: number, count: number): void {
    if (count > 1) this.number(placeCount);
    let before = places[0] ?? 0;
    this.number(rankOf(before) + 1);
    for (let at = 1; at < placeCount; at += 1) {
      const place = places[at] ?? 0;
      this.number(place - before);
      before = place;
    }
    for (let at = 0; at + 1 < placeCount; at += 1) this.number(counts[at] ?? 0);
  }

  /** What follows begins with a byte of its own. */
  align(): void {
    this.bits = (this.bits + 7) & ~7;
  }

  clear(): void {
    this.bytes.fill(0, 0, this.length);
    this.bits = 0;
  }

  /** Valid until more is written. */
  taken(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private number(value: number): void {
    const following = 31 - Math.clz32(value);
    if (this.bits + 2 * following + 8 > 8 * this.bytes.length)
      this.bytes = withRoom8(this.bytes, this.bytes.length + 16);
    this.bits += following;
    this.bit(1);
    for (let at = 0; at < following; at += 1) this.bit((value >>> at) & 1);
  }

  private bit(bit: number): void {
    if (bit === 1) this.bytes[this.bits >> 3] = (this.bytes[this.bits >> 3] ?? 0) | (1 << (this.bits & 7));
    this.bits += 1;
  }
}

export class PlaceReader implements TermPlaces {
  /** So many places, ascending, and how often the term stands in each. */
  placeCount = 0;
  places: Uint32Array<ArrayBuffer> = new Uint32Array(16);
  counts: Uint32Array<ArrayBuffer> = new Uint32Array(16);
  /** Which bit of the bytes is read next. */
  at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  align(): void {
    this.at = (this.at + 7) & ~7;
  }

  /** The places of one document in which the term stands so often. */
  read(count: number): void {
    const placeCount = count > 1 ? this.number() : 1;
    this.placeCount = placeCount;
    if (placeCount > this.places.length) {
      this.places = withRoom32(this.places, placeCount);
      this.counts = withRoom32(this.counts, placeCount);
    }
    let place = placeRanked(this.number() - 1);
    this.places[0] = place;
    for (let at = 1; at < placeCount; at += 1) {
      place += this.number();
      this.places[at] = place;
    }
    let left = count;
    for (let at = 0; at + 1 < placeCount; at += 1) {
      const times = this.number();
      this.counts[at] = times;
      left -= times;
    }
    this.counts[placeCount - 1] = left;
  }

  /** In how many of the document's passages the term stands. */
  get passages(): number {
    let fields = 0;
    while (fields < this.placeCount && (this.places[fields] ?? 0) < firstPassagePlace) fields += 1;
    return this.placeCount - fields;
  }

  private number(): number {
    const { bytes } = this;
    const first = this.at >> 3;
    const low = (bytes[first] ?? 0) | ((bytes[first + 1] ?? 0) << 8) | ((bytes[first + 2] ?? 0) << 16);
    const window = (low | ((bytes[first + 3] ?? 0) << 24)) >>> (this.at & 7);
    if ((window & 1) === 1) {
      this.at += 1;
      return 1;
    }
    const following = 31 - Math.clz32(window & -window);
    if (window === 0 || following > mostInWindow) return this.longNumber();
    this.at += 2 * following + 1;
    const mask = (1 << following) - 1;
    return (1 << following) | ((window >>> (following + 1)) & mask);
  }

  private longNumber(): number {
    let following = 0;
    while (this.bit() === 0) following += 1;
    let value = 0;
    for (let at = 0; at < following; at += 1) value |= this.bit() << at;
    return ((1 << following) | value) >>> 0;
  }

  private bit(): number {
    const bit = ((this.bytes[this.at >> 3] ?? 1) >> (this.at & 7)) & 1;
    this.at += 1;
    return bit;
  }
}

/** At least 25 bits are seen at a time. */
const mostInWindow = 12;
