// Retention: whatever the times and the clock, enough snapshots stay, and never many more than enough.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgedSnapshot, decideRetention, periods } from '#vault/retention.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function snapshot(lastSeq: number, createdAtMs: number, records = 100): AgedSnapshot {
  return { name: `s${lastSeq}`, createdAtMs, lastSeq, records };
}

/** A clock that goes on by itself, stands still, or jumps in either direction, and a snapshot at each of its times. */
const lives = fc
  .array(
    fc.record({
      stepMs: fc.oneof(
        fc.integer({ min: 0, max: 3 * hourMs }),
        fc.integer({ min: 0, max: 20 * dayMs }),
        fc.constantFrom(-400 * dayMs, -hourMs, 0, 900 * dayMs),
      ),
      records: fc.integer({ min: 0, max: 1000 }),
    }),
    { minLength: 1, maxLength: 300 },
  )
  .map((steps) => {
    let nowMs = Date.UTC(2026, 10, 23);
    return steps.map(({ stepMs, records }, at) =>
      snapshot(at + 1, (nowMs = Math.max(0, nowMs + stepMs)), records),
    );
  });

const names = (snapshots: readonly AgedSnapshot[]): string[] => snapshots.map(({ name }) => name);
const keptOf = (snapshots: readonly AgedSnapshot[]): string[] =>
  decideRetention(snapshots).keep.map(({ name }) => name);

/** Lives through a row of snapshots, thinning out after each. */
function survivors(
  life: readonly AgedSnapshot[],
  thinned: (before: readonly AgedSnapshot[]) => void,
): AgedSnapshot[] {
  let shelf: AgedSnapshot[] = [];
  for (const next of life) {
    shelf.push(next);
    thinned(shelf);
    const { drop } = decideRetention(shelf);
    shelf = shelf.filter(({ name }) => !drop.includes(name));
  }
  return shelf;
}

describe('retention', () => {
  it('[T1] keeps or drops each snapshot, whatever order they come in, and says why it keeps one', () => {
    fc.assert(
      fc.property(lives, fc.nat(), (life, turn) => {
        const { keep, drop } = decideRetention(life);
        expect([...names(life)].toSorted()).toEqual([...keep.map(({ name }) => name), ...drop].toSorted());
        expect(keep.every(({ because }) => because.length > 0)).toBe(true);
        const turned = life
          .map((_, at) => life[(at + turn) % life.length])
          .filter((each) => each !== undefined);
        expect(decideRetention(turned)).toEqual(decideRetention(life));
      }),
    );
  });

  it('[T2] never leaves fewer than the newest three in the journal, whatever the clock did', () => {
    fc.assert(
      fc.property(lives, (life) => {
        survivors(life, (shelf) => {
          const newest = shelf.toSorted((one, other) => other.lastSeq - one.lastSeq).slice(0, 3);
          expect(keptOf(shelf)).toEqual(expect.arrayContaining(names(newest)));
        });
      }),
      { numRuns: 40 },
    );
  });

  it('[T3] keeps at most 24 hours, 14 days, 8 weeks and 12 months, besides the newest three and the pinned', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { keep } = decideRetention(life);
        for (const { because, most } of periods)
          expect(keep.filter((each) => each.because.includes(because)).length).toBeLessThanOrEqual(most);
        const plain = keep.filter((each) => !each.because.includes('pinned'));
        expect(plain.length).toBeLessThanOrEqual(24 + 14 + 8 + 12 + 3);
      }),
    );
    expect(periods.map(({ because, most }) => [because, most])).toEqual([
      ['hour', 24],
      ['day', 14],
      ['week', 8],
      ['month', 12],
    ]);
  });

  it('[T4] has, after a year of snapshots every quarter of an hour, each of the last hours, days, weeks and months', () => {
    const startMs = Date.UTC(2025, 10, 24);
    const life = Array.from({ length: 365 * 96 }, (_, at) => snapshot(at + 1, startMs + at * (hourMs / 4)));
    let shelf: AgedSnapshot[] = [];
    for (const [at, next] of life.entries()) {
      shelf.push(next);
      if (at % 8 !== 0 && at < life.length - 1) continue;
      const { drop } = decideRetention(shelf);
      shelf = shelf.filter(({ name }) => !drop.includes(name));
    }
    const lastMs = life.at(-1)?.createdAtMs ?? 0;
    const has = (fromMs: number, toMs: number): boolean =>
      shelf.some(({ createdAtMs }) => createdAtMs >= fromMs && createdAtMs <= toMs);
    for (let hours = 0; hours < 24; hours += 1)
      expect(has(lastMs - (hours + 1) * hourMs, lastMs - hours * hourMs)).toBe(true);
    for (let days = 0; days < 13; days += 1)
      expect(has(lastMs - (days + 1) * dayMs, lastMs - days * dayMs)).toBe(true);
    for (let weeks = 0; weeks < 7; weeks += 1)
      expect(has(lastMs - (weeks + 1) * 7 * dayMs, lastMs - weeks * 7 * dayMs)).toBe(true);
    for (let months = 0; months < 11; months += 1)
      expect(has(lastMs - (months + 2) * 31 * dayMs, lastMs - months * 30 * dayMs)).toBe(true);
    expect(shelf.length).toBeLessThanOrEqual(58);
  });

  it('[T5] thinning out again drops nothing more', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const kept = new Set(keptOf(life));
        const left = life.filter(({ name }) => kept.has(name));
        const again = decideRetention(left);
        const pinnedOnly = decideRetention(life).keep.filter(({ because }) => because.join() === 'pinned');
        // A snapshot may be pinned against one that was itself dropped: it is then weighed against the next.
        expect(again.drop.every((name) => pinnedOnly.some((each) => each.name === name))).toBe(true);
      }),
    );
  });

  it('[T6] pins a snapshot when the next has more than a fifth fewer records, and says so', () => {
    const nowMs = Date.UTC(2026, 10, 23, 12);
    const life = [1000, 1000, 799, 800, 640, 639].map((records, at) => snapshot(at + 1, nowMs + at, records));
    const { keep, shrunk } = decideRetention([
      ...life,
      ...[7, 8, 9].map((seq) => snapshot(seq, nowMs + seq, 639)),
    ]);
    expect(shrunk).toEqual([{ older: 's2', newer: 's3', from: 1000, to: 799 }]);
    expect(keep.find(({ name }) => name === 's2')?.because).toEqual(['pinned']);
    expect(keep.map(({ name }) => name)).toEqual(['s9', 's8', 's7', 's2']);
  });

  it('[T7] never lets go of the last full snapshot after nearly everything was deleted', () => {
    const startMs = Date.UTC(2026, 10, 23);
    const full = Array.from({ length: 5 }, (_, at) => snapshot(at + 1, startMs + at * hourMs, 1000));
    const empty = Array.from({ length: 3000 }, (_, at) =>
      snapshot(at + 6, startMs + (at + 5) * 12 * hourMs, 10),
    );
    const shelf = survivors([...full, ...empty], () => undefined);
    expect(names(shelf)).toContain('s5');
    expect(decideRetention(shelf).shrunk).toMatchObject([{ older: 's5', from: 1000, to: 10 }]);
  });
});
