// Where a kernel finds things in its memory: the first page holds the query and vectors on their way, rows follow in blocks.
import { dimensions } from '#search/vectorCode.ts';

//   0        1024       4096               65536
//   | query  | a vector | codes of 4 rows  | block 0 | block 1 | ...
//
//   a block: upper halves of 1,024 rows | scales | scores | lower halves | documents | passages

/** The query's numbers, 16 or 8 bits each, in the order that a kernel wants. */
export const queryAt = 0;

/** What is taken from 16 times the sum of a row's products: a whole number of 32 bits. */
export const baseAt = 768;

/** A packed vector on its way in. */
export const arrivalAt = 1_024;

/** Codes that were put together again. */
export const codesAt = 4_096;

/** The second page of the memory. */
export const blocksAt = 65_536;

/** So many rows are scanned at a time. */
export const blockRows = 1_024;

/** Half of each code. */
export const halfBytes = dimensions / 2;

/** Upper halves of so many rows are interleaved, 16 bytes of each in turn: a scan reads them from one end to the other. */
export const rowsAtOnce = 4;
export const turnBytes = 16;

export const scalesAt = blockRows * halfBytes;
/** What a scan makes of each row. */
export const scoresAt = scalesAt + 4 * blockRows;
export const lowersAt = scoresAt + 4 * blockRows;
export const documentsAt = lowersAt + blockRows * halfBytes;
export const passagesAt = documentsAt + 4 * blockRows;
export const blockBytes = passagesAt + 4 * blockRows;
