// The pace: slowness that lasts is noticed, and its end; chance and the length of texts are not.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, type Pace } from '#embedding/pace.ts';

function take(pace: Pace, times: number, msPerChar: number, chars = 600): void {
  for (let at = 0; at < times; at += 1) pace.took(chars, msPerChar * chars);
}

describe('the pace', () => {
  it('[C1] is busy after texts took more than twice as long as usual, and free again when they do not', () => {
    const pace = createPace();
    take(pace, 20, 0.1);
    expect(pace.isBusy()).toBe(false);
    take(pace, 8, 0.25);
    expect(pace.isBusy()).toBe(true);
    take(pace, 8, 0.1);
    expect(pace.isBusy()).toBe(false);
  });

  it('[C2] does not mind one slow text, nor long ones', () => {
    const pace = createPace();
    take(pace, 20, 0.1);
    take(pace, 1, 5);
    expect(pace.isBusy()).toBe(false);
    take(pace, 20, 0.1, 6_000);
    expect(pace.isBusy()).toBe(false);
  });

  it('[C3] does not flicker: between the bounds it stays as it is', () => {
    const pace = createPace();
    take(pace, 20, 0.1);
    take(pace, 8, 0.17);
    expect(pace.isBusy()).toBe(false);
    take(pace, 8, 0.3);
    take(pace, 8, 0.17);
    expect(pace.isBusy()).toBe(true);
  });

  it('[C4] comes to take for usual what lasts', () => {
    const pace = createPace();
    take(pace, 20, 0.1);
    take(pace, 1_000, 0.25);
    expect(pace.isBusy()).toBe(false);
  });

  it('[C5] is never busy on a machine whose speed does not change', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 200, max: 4_000 }), { maxLength: 100 }), (lengths) => {
        const pace = createPace();
        for (const chars of lengths) {
          pace.took(chars, chars * 0.1);
          if (pace.isBusy()) return false;
        }
        return true;
      }),
    );
  });
});
