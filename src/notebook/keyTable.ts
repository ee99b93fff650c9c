// Numbers for names that are long and many. The names are kept as the bits that they spell, outside the memory that the
// engine goes through when it cleans up: with hundreds of thousands of them as text it would hold the window up.
import { withDashes } from '#domain/id.ts';

export interface KeyTable {
  /** Its own from 0 on, in the order in which names came; one that came before has the one it got. */
  readonly numberOf: (name: string) => number;
  /** The name that has a number. */
  readonly nameOf: (number: number) => string;
}

const firstRoom = 1 << 10;
const dash = 0x2d;
const none = -1;

/** For names of so many digits: 32 as an identifier has them, with dashes, 64 as a SHA-256 has them. Others may come. */
export function openKeyTable(digits: 32 | 64): KeyTable {
  const hasDashes = digits === 32;
  const length = hasDashes ? digits + 4 : digits;
  const each = digits / 8;
  const read = new Uint32Array(each);
  let words = new Uint32Array(firstRoom * each);
  /** Numbers, each at the first free place from where its words lead to. */
  let places = new Int32Array(2 * firstRoom).fill(none);
  let size = 0;
  const others = new Map<string, number>();
  const spelled = new Map<number, string>();

  /** Reads a name into `read`; false for one that is not of the form. */
  function isRead(name: string): boolean {
    if (name.length !== length) return false;
    let at = 0;
    for (let digit = 0; digit < digits; digit += 1) {
      if (hasDashes && isAfterDash(digit)) {
        if (name.charCodeAt(at) !== dash) return false;
        at += 1;
      }
      const value = valueOf(name.charCodeAt(at));
      if (value === none) return false;
      at += 1;
      read[digit >> 3] = ((read[digit >> 3] ?? 0) << 4) | value; // what was there before is shifted out
    }
    return true;
  }

  function placeOf(of: Uint32Array, from: number): number {
    let sum = 0;
    for (let at = 0; at < each; at += 1) {
      sum = Math.imul(sum ^ (of[from + at] ?? 0), 0x9e3779b1);
      sum ^= sum >>> 15;
    }
    return sum & (places.length - 1);
  }

  function isReadAt(number: number): boolean {
    for (let at = 0; at < each; at += 1) if (words[number * each + at] !== read[at]) return false;
    return true;
  }

  function makeRoom(): void {
    const wider = new Uint32Array(2 * words.length);
    wider.set(words);
    words = wider;
    places = new Int32Array(2 * places.length).fill(none);
    for (let number = 0; number < size; number += 1) {
      if (spelled.has(number)) continue;
      let place = placeOf(words, number * each);
      while (places[place] !== none) place = (place + 1) & (places.length - 1);
      places[place] = number;
    }
  }

  function next(): number {
    if ((size + 1) * each > words.length) makeRoom();
    size += 1;
    return size - 1;
  }

  function other(name: string): number {
    const known = others.get(name);
    if (known !== undefined) return known;
    const number = next();
    others.set(name, number);
    spelled.set(number, name);
    return number;
  }

  return {
    numberOf(name) {
      if (!isRead(name)) return other(name);
      if ((size + 1) * each > words.length) makeRoom();
      let place = placeOf(read, 0);
      for (;;) {
        const known = places[place] ?? none;
        if (known === none) break;
        if (isReadAt(known)) return known;
        place = (place + 1) & (places.length - 1);
      }
      const number = next();
      words.set(read, number * each);
      places[place] = number;
      return number;
    },
    nameOf(number) {
      const other = spelled.get(number);
      if (other !== undefined) return other;
      const hex = Array.from(words.subarray(number * each, (number + 1) * each), (word) =>
        word.toString(16).padStart(8, '0'),
      ).join('');
      return hasDashes ? withDashes(hex) : hex;
    },
  };
}

function isAfterDash(digit: number): boolean {
  return digit === 8 || digit === 12 || digit === 16 || digit === 20;
}

/** Of a digit in lower case; `none` for anything else: a name must come out as it went in. */
function valueOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : none;
}
