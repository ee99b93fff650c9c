// What makes a score, told by the upper halves of codes alone, the most that a row can be near.
import { baseAt } from './layout.ts';

/** The lower half of a code, which a scan does not read, is told as 7.5; codes have 128 added to be without a sign. */
const middle = 128 - 7.5;

/**
 * Products with lower halves, 16 values each as likely as the other, are off by 16 / √12 times the query's length (a
 * standard deviation); 6.3 times that, of which .3 are for what rounding the query adds.
 */
const slack = 6.3 * (16 / Math.sqrt(12));

/** With this base a score is the most that a row's products with its codes can be, times the row's scale. */
export function writeBase({ buffer }: WebAssembly.Memory, query: Int16Array): void {
  const sum = query.reduce((total, value) => total + value, 0);
  const squares = query.reduce((total, value) => total + value * value, 0);
  new Int32Array(buffer, baseAt, 1)[0] = Math.round(middle * sum - slack * Math.sqrt(squares));
}
