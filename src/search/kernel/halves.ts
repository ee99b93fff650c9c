// Codes in two halves, four bits each, so that a scan reads the upper ones of all rows and the lower ones of few.
import { dimensions } from '#search/vectorCode.ts';
import { halfBytes } from './layout.ts';

// Of 32 codes the first 16 are in the lower four bits of 16 bytes, the others in the upper four. Codes are without their
// sign here: 128 is added to each.

const signs = 0x80808080;
const lows = 0x0f0f0f0f;
const highs = 0xf0f0f0f0;

const groups = dimensions / 32;

/** Takes codes apart. Places are in words of four bytes. */
export function splitCodes(words: Int32Array, from: number, upperAt: number, lowerAt: number): void {
  for (let at = 0; at < halfBytes / 4; at += 1) {
    const code = from + 2 * at - (at % 4);
    const first = (words[code] ?? 0) ^ signs;
    const second = (words[code + 4] ?? 0) ^ signs;
    words[upperAt + at] = ((first >>> 4) & lows) | (second & highs);
    words[lowerAt + at] = (first & lows) | ((second << 4) & highs);
  }
}

/** Puts codes together again, 32 for each of some groups, all when missing. */
export function joinCodes(
  words: Int32Array,
  upperAt: number,
  lowerAt: number,
  to: number,
  count = groups,
): void {
  for (let at = 0; at < 4 * count; at += 1) {
    const upper = words[upperAt + at] ?? 0;
    const lower = words[lowerAt + at] ?? 0;
    const code = to + 2 * at - (at % 4);
    words[code] = (((upper << 4) & highs) | (lower & lows)) ^ signs;
    words[code + 4] = ((upper & highs) | ((lower >>> 4) & lows)) ^ signs;
  }
}
