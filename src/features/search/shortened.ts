// Cuts a long stretch that is the same on both sides to its two ends.
import { quotationWords as words } from '#words/quotation.ts';

const mostChars = 420;
const endChars = 160;

/** Between words where there are spaces; never inside a pair of surrogates. */
export function shortened(text: string): string {
  if (text.length <= mostChars) return text;
  const head = text.slice(0, endChars).replace(/\s\S*$/, '');
  const tail = text.slice(-endChars).replace(/^\S*\s/, '');
  return `${whole(head)} ${words.cut} ${whole(tail)}`;
}

/** Whether a stretch of this length would be cut. */
export function isLong(text: string): boolean {
  return text.length > mostChars;
}

function whole(cut: string): string {
  return cut.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
