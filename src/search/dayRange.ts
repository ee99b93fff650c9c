// Days as numbers, and the range of them that a year, a month or a day stands for.

/** First and last day as `YYYYMMDD`: 20240501 to 20240531 for May 2024. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

const shape = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/** Reads `2024`, `2024-05` or `2024-05-17`; null where there is no such day. */
export function parseDay(text: string): DayRange | null {
  const match = shape.exec(text);
  if (!match) return null;
  const [year, month, day] = [match[1], match[2], match[3]].map((part) => Number(part ?? '0'));
  if (year === undefined || year === 0 || month === undefined || day === undefined) return null;
  if (match[2] === undefined) return { first: dayOf(year, 1, 1), last: dayOf(year, 12, 31) };
  if (month < 1 || month > 12) return null;
  const longest = daysIn(year, month);
  if (match[3] === undefined) return { first: dayOf(year, month, 1), last: dayOf(year, month, longest) };
  return day < 1 || day > longest ? null : { first: dayOf(year, month, day), last: dayOf(year, month, day) };
}

export function dayOf(year: number, month: number, day: number): number {
  return year * 10_000 + month * 100 + day;
}

function daysIn(year: number, month: number): number {
  const end = new Date(Date.UTC(2000, month, 0));
  // Two-digit years would be taken for the last century's.
  end.setUTCFullYear(year, month, 0);
  return end.getUTCDate();
}
