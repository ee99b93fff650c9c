// The day a judgement speaks of, as typed (EDTF) and as read.
import { edtfShape } from '#domain/judgement.ts';
import { plainDate } from '#ui/friendlyDate.ts';

/** Whether a text is an EDTF date whose days exist: 2026-02-30 is none. */
export function isAsOf(text: string): boolean {
  return edtfShape.test(text) && text.split('/').every((part) => dayExists(part));
}

function dayExists(part: string): boolean {
  const match = /^(-?\d{4})-(\d\d)-(\d\d)/.exec(part);
  if (match === null) return true;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** "9 Nov 2026" for a plain date; anything finer stays as it was written. */
export function dayInWords(edtf: string): string {
  return /^\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?$/.test(edtf) ? plainDate(edtf) : edtf;
}

/** The calendar day where the person is. */
export function todayHere(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
