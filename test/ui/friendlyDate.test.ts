// Dates in words when recent and plain when old.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { friendlyDate, fullDate, plainDate } from '#ui/friendlyDate.ts';

const words = { today: 'today', yesterday: 'yesterday' };
// A Monday afternoon, in the zone of whoever runs this.
const now = new Date(2026, 10, 23, 14, 30);
const at = (...parts: [number, number, number, number?, number?]): string => new Date(...parts).toISOString();

describe('a friendly date', () => {
  it('[D1] is the time today, a word yesterday, the weekday within the week', () => {
    expect(friendlyDate(at(2026, 10, 23, 14, 2), now, words)).toBe('14:02');
    expect(friendlyDate(at(2026, 10, 23, 0, 0), now, words)).toBe('00:00');
    expect(friendlyDate(at(2026, 10, 22, 23, 59), now, words)).toBe('yesterday');
    expect(friendlyDate(at(2026, 10, 21, 8, 0), now, words)).toBe('Saturday');
    expect(friendlyDate(at(2026, 10, 17, 8, 0), now, words)).toBe('Tuesday');
  });

  it('[D2] is a plain date from the seventh day on, with the year when it is another', () => {
    expect(friendlyDate(at(2026, 10, 16, 23, 0), now, words)).toBe('16 Nov');
    expect(friendlyDate(at(2025, 10, 12), now, words)).toBe('12 Nov 2025');
  });

  it('[D3] a day without a time is that day wherever the person is', () => {
    expect(friendlyDate('2026-11-23', now, words)).toBe('today');
    expect(friendlyDate('2026-11-22', now, words)).toBe('yesterday');
    expect(friendlyDate('2026-11-09', now, words)).toBe('9 Nov');
    expect(plainDate('2026-11-09')).toBe('9 Nov 2026');
  });

  it('[D4] a month or a year claims no day', () => {
    expect(friendlyDate('2026-11', now, words)).toBe('Nov 2026');
    expect(friendlyDate('2026', now, words)).toBe('2026');
    expect(plainDate('2026-11')).toBe('Nov 2026');
    expect(fullDate('2026-11')).toBe('2026-11');
  });

  it('[D5] the future is plain, never a word of the past', () => {
    expect(friendlyDate('2026-11-24', now, words)).toBe('24 Nov');
    expect(friendlyDate('2027-01-01', now, words)).toBe('1 Jan 2027');
  });

  it('[D6] what is no date is shown as it came', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z~?]{1,12}$/), (text) => {
        fc.pre(Number.isNaN(new Date(text).getTime()));
        expect(friendlyDate(text, now, words)).toBe(text);
        expect(plainDate(text)).toBe(text);
        expect(fullDate(text)).toBe(text);
      }),
    );
  });
});
