// Codes in two halves, four bits each, so that a scan reads the upper ones of all rows and the lower ones of few.
import { dimensions } from '#search/vectorCode.ts';
import { halfBytes, rowsAtOnce, turnBytes } from './layout.ts';

// Of 32 codes the first 16 are in the lower four bits of 16 bytes, the others in the upper four. Codes are without their
// sign here: 128 is added to each. The upper halves of four rows take turns, 16 bytes of each.

const signs = 0x80808080;
const lows = 0x0f0f0f0f;
const highs = 0xf0f0f0f0;

const groups = dimensions / 32;
const turnWords = turnBytes / 4;
const roundWords = rowsAtOnce * turnWords;

/** Where in a block the upper half of one of its rows begins. */
export function upperIn(row: number): number {
  const which = row % rowsAtOnce;
  return (row - which) * halfBytes + which * turnBytes;
}

/** Takes codes apart. Places are in words of four bytes. */
export function splitCodes(words: Int32Array, from: number, upperAt: number, lowerAt: number): void {
  for (let group = 0; group < groups; group += 1) {
    const code = from + 2 * turnWords * group;
    const upper = upperAt + roundWords * group;
    const lower = lowerAt + turnWords * group;
    for (let at = 0; at < turnWords; at += 1) {
      const first = (words[code + at] ?? 0) ^ signs;
      const second = (words[code + turnWords + at] ?? 0) ^ signs;
      words[upper + at] = ((first >>> 4) & lows) | (second & highs);
      words[lower + at] = (first & lows) | ((second << 4) & highs);
    }
  }
}

/** Puts codes together again, 32 for each of so many groups, all when missing. */
export function joinCodes(
  words: Int32Array,
  upperAt: number,
  lowerAt: number,
  to: number,
  count = groups,
): void {
  for (let group = 0; group < count; group += 1) {
    const code = to + 2 * turnWords * group;
    const upper = upperAt + roundWords * group;
    const lower = lowerAt + turnWords * group;
    for (let at = 0; at < turnWords; at += 1) {
      const high = words[upper + at] ?? 0;
      const low = words[lower + at] ?? 0;
      words[code + at] = (((high << 4) & highs) | (low & lows)) ^ signs;
      words[code + turnWords + at] = ((high & highs) | ((low >>> 4) & lows)) ^ signs;
    }
  }
}
