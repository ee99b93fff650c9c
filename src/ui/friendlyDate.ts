// Dates as words when recent (14:02, yesterday, Monday) and plain when old (12 Nov, 12 Nov 2024).
import { language } from '#words/words.ts';

export interface DateWords {
  readonly today: string;
  readonly yesterday: string;
}

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(language, { weekday: 'long' });
const dayMonth = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
const monthYear = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric' });
const whole = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
const wholeDay = new Intl.DateTimeFormat(language, { dateStyle: 'full' });

/** A calendar date without a time means that day where the person is, not midnight in Greenwich. */
function localDay(iso: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return match === null ? null : new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
}

function daysBetween(earlier: Date, later: Date): number {
  const day = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((day(later) - day(earlier)) / 86_400_000);
}

/** Accepts a time stamp, a day, a month or a year. Anything else is given back as it came. */
export function friendlyDate(iso: string, now: Date, words: DateWords): string {
  if (/^\d{4}$/.test(iso)) return iso;
  const month = /^(\d{4})-(\d{2})$/.exec(iso);
  const day = localDay(iso);
  const date = month ? new Date(Number(month[1]), Number(month[2]) - 1, 1) : (day ?? new Date(iso));
  if (Number.isNaN(date.getTime())) return iso;
  if (month) return monthYear.format(date);
  const age = daysBetween(date, now);
  if (age === 0) return day ? words.today : clock.format(date);
  if (age === 1) return words.yesterday;
  if (age > 1 && age < 7) return weekday.format(date);
  return date.getFullYear() === now.getFullYear() ? dayMonth.format(date) : dayMonthYear.format(date);
}

/** Always the same form, for what must not change its words tomorrow: "9 Nov 2026". */
export function plainDate(iso: string): string {
  if (/^\d{4}$/.test(iso)) return iso;
  const month = /^(\d{4})-(\d{2})$/.exec(iso);
  if (month) return monthYear.format(new Date(Number(month[1]), Number(month[2]) - 1, 1));
  const date = localDay(iso) ?? new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : dayMonthYear.format(date);
}

/** Everything there is to say about a date, for a tooltip. */
export function fullDate(iso: string): string {
  const day = localDay(iso);
  const date = day ?? new Date(iso);
  if (Number.isNaN(date.getTime()) || /^\d{4}(-\d{2})?$/.test(iso)) return iso;
  return (day ? wholeDay : whole).format(date);
}
