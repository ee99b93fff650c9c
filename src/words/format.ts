// Numbers, plurals, sizes, durations and dates as the person reads them, in the language of the words.
import { language } from './words.ts';

const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const shares = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });

export function wholeNumber(value: number): string {
  return numbers.format(Math.round(value));
}

/** `count(1, 'note', 'notes')` is "1 note"; `count(1400, 'note', 'notes')` is "1,400 notes". */
export function count(value: number, one: string, other: string): string {
  return `${wholeNumber(value)} ${plurals.select(value) === 'one' ? one : other}`;
}

/** A share between 0 and 1 as whole per cent. */
export function percent(share: number): string {
  return shares.format(share);
}

/** A size in the largest unit that keeps it at least 1, with one decimal below 10. */
export function fileSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const shown = unit > 0 && size < 10 ? Math.round(size * 10) / 10 : Math.round(size);
  return `${numbers.format(shown)} ${units[unit] ?? 'B'}`;
}

/** A time still to wait, rounded so that it does not flicker: seconds in tens, then minutes, then hours. */
export function timeLeft(seconds: number): string {
  if (seconds < 5) return 'a moment left';
  if (seconds < 55) return `${wholeNumber(Math.ceil(seconds / 10) * 10)} s left`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return `${wholeNumber(minutes)} min left`;
  return `${wholeNumber(Math.round(minutes / 60))} h left`;
}

/** Words for list items: "policy, energy and chips". */
export function listed(items: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}
