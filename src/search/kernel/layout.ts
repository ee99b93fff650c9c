// Where a kernel finds things in its memory: the first page holds the query and what was found, rows follow.
import { dimensions } from '#search/vectorCode.ts';

//   0        1024      16384           65536
//   | query  | found   | one vector    | row 0 | row 1 | ...
//
//   a row:   384 codes | scale | 64 x sum of codes | document | passage

/** The query's numbers: 16 bits each, or 8 bits each for the relaxed kernel. */
export const queryAt = 0;

/** Pairs of a row's address and its score. */
export const foundAt = 1_024;

/** So many rows at most are scanned at a time, since each may be found. */
export const chunkRows = 1_024;

/** A packed vector on its way in. */
export const arrivalAt = 16_384;

/** The second page of the memory. */
export const rowsAt = 65_536;

export const scaleAt = dimensions;
export const biasAt = dimensions + 4;
export const documentAt = dimensions + 8;
export const passageAt = dimensions + 12;

/** A multiple of 16, so that no load of 16 codes crosses a line of the cache. */
export const rowBytes = dimensions + 16;

/** The relaxed kernel shifts a query by this much to make its numbers positive. */
export const shift = 64;
