// Thinning out kept revisions: enough stay for every time that was, the first and the pinned always, and doing it
// again changes nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeId } from '#domain/id.ts';
import { type AgedRevision, thinOut } from '#domain/thinning.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = Date.UTC(2026, 10, 24, 12);

function revision(noteRevision: number, ageMs: number, why: AgedRevision['why'] = 'interval'): AgedRevision {
  const atMs = nowMs - ageMs;
  return {
    id: makeId('revision', noteRevision, new Uint8Array(10)),
    createdAt: new Date(atMs).toISOString(),
    noteRevision,
    why,
  };
}

const steps = fc.oneof(
  fc.integer({ min: 1, max: hourMs }),
  fc.integer({ min: 1, max: 2 * dayMs }),
  fc.integer({ min: 1, max: 60 * dayMs }),
);
const whys = fc.constantFrom<AgedRevision['why']>('interval', 'closed', 'before a change');

/** The life of a text: revisions of growing number, each younger than the one before. */
const lives = fc
  .array(fc.record({ stepMs: steps, why: whys }), { minLength: 1, maxLength: 120 })
  .map((given) => {
    let ageMs = given.reduce((sum, { stepMs }) => sum + stepMs, 0);
    return given.map(({ stepMs, why }, at) => {
      ageMs -= stepMs;
      return revision((at + 1) * 3, ageMs, at === 0 ? 'first' : why);
    });
  });

const ageOf = ({ createdAt }: AgedRevision): number => nowMs - Date.parse(createdAt);

describe('thinning out', () => {
  it('[R1] keeps everything of the last day, the first, the newest, and what was kept before a change for 90 days', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const dropped = thinOut(life, new Set(), nowMs);
        expect(dropped).not.toContain(life[0]);
        expect(dropped).not.toContain(life.at(-1));
        for (const each of dropped) {
          expect(ageOf(each)).toBeGreaterThan(dayMs);
          if (each.why === 'before a change') expect(ageOf(each)).toBeGreaterThan(90 * dayMs);
        }
      }),
    );
  });

  it('[R2] leaves, for each one dropped, a newer one of the same hour, day, week or month', () => {
    const widthMs = (ageMs: number): number =>
      ageMs <= 7 * dayMs
        ? hourMs
        : ageMs <= 31 * dayMs
          ? dayMs
          : ageMs <= 365 * dayMs
            ? 7 * dayMs
            : 31 * dayMs;
    fc.assert(
      fc.property(lives, (life) => {
        const dropped = new Set(thinOut(life, new Set(), nowMs));
        for (const each of dropped) {
          const nearest = life.find((other) => !dropped.has(other) && other.noteRevision > each.noteRevision);
          expect(nearest).toBeDefined();
          if (nearest) expect(ageOf(each) - ageOf(nearest)).toBeLessThan(widthMs(ageOf(each)));
        }
      }),
    );
  });

  it('[R3] drops nothing more when it is done again at the same time', () => {
    fc.assert(
      fc.property(lives, fc.array(fc.nat(400)), (life, pins) => {
        const dropped = new Set(thinOut(life, new Set(pins), nowMs));
        expect(
          thinOut(
            life.filter((each) => !dropped.has(each)),
            new Set(pins),
            nowMs,
          ),
        ).toEqual([]);
      }),
    );
  });

  it('[R4] never drops the one that evidence was taken from, or those nearest to it', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 400 }), (life, pin) => {
        const dropped = thinOut(life, new Set([pin]), nowMs);
        const numbers = life.map(({ noteRevision }) => noteRevision);
        const near = numbers.includes(pin)
          ? [pin]
          : [numbers.findLast((each) => each < pin), numbers.find((each) => each > pin)];
        for (const { noteRevision } of dropped) expect(near).not.toContain(noteRevision);
      }),
    );
  });

  it('[R5] keeps no more than the table says: a year of one every ten minutes becomes a few hundred', () => {
    const life = Array.from({ length: 365 * 144 }, (_, at) => revision(at + 1, (365 * 144 - at) * 600_000));
    const kept = life.length - thinOut(life, new Set(), nowMs).length;
    // A day of all, six of hours, 24 of days, 48 weeks, and the first.
    expect(kept).toBeGreaterThan(144 + 6 * 24 + 23 + 46);
    expect(kept).toBeLessThan(145 + 6 * 24 + 1 + 25 + 49 + 2);
  });

  it('[R6] drops nothing that a wrong clock made in the future', () => {
    const life = Array.from({ length: 50 }, (_, at) => revision(at + 1, -at * hourMs));
    expect(thinOut(life, new Set(), nowMs)).toEqual([]);
  });
});
