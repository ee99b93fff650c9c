// Making the next while the last is used.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ahead } from '#notebook/ahead.ts';

/** A source that says what it was asked for, and whether it was ended. */
function sourceOf(values: readonly number[], failsAt = Number.POSITIVE_INFINITY) {
  const seen = { made: 0, isEnded: false };
  async function* made(): AsyncGenerator<number> {
    try {
      for (const [at, value] of values.entries()) {
        if (at === failsAt) throw new Error('broken');
        seen.made += 1;
        yield await Promise.resolve(value);
      }
      if (failsAt === values.length) throw new Error('broken');
    } finally {
      seen.isEnded = true;
    }
  }
  return { seen, values: made() };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

describe('one step ahead', () => {
  it('[A1] gives the same, in the same order, and fails where the source fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer()), fc.option(fc.nat(20)), async (values, fails) => {
        const { values: source } = sourceOf(values, fails ?? undefined);
        const taken: number[] = [];
        const isFailing = fails !== null && fails <= values.length;
        const going = (async () => {
          for await (const value of ahead(source)) taken.push(value);
        })();
        if (isFailing) await expect(going).rejects.toThrow('broken');
        else await going;
        expect(taken).toEqual(isFailing ? values.slice(0, fails) : values);
      }),
    );
  });

  it('[A2] has the next made while the last is used, and no more', async () => {
    const { seen, values } = sourceOf([1, 2, 3, 4]);
    for await (const value of ahead(values)) {
      await turn();
      expect(seen.made).toBe(Math.min(value + 1, 4));
    }
  });

  it('[A3] ends the source where taking ends early', async () => {
    const { seen, values } = sourceOf([1, 2, 3, 4]);
    for await (const value of ahead(values)) if (value === 2) break;
    expect(seen).toEqual({ made: 3, isEnded: true });
  });
});
