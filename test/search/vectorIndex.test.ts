// Vectors: packing, exact increments, and nearest neighbours against a plain float loop.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensions, packedBytes, packVector, unpackVector } from '#search/vectorCode.ts';
import { VectorIndex } from '#search/vectorIndex.ts';

/** Repeatable numbers between -1 and 1. */
function noise(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function unit(next: () => number, centre?: Float32Array, spread = 1): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, (_, at) => (centre?.[at] ?? 0) + spread * next());
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

const dot = (one: Float32Array, other: Float32Array) =>
  one.reduce((sum, value, at) => sum + value * other[at]!, 0);

function recall(vectors: readonly Float32Array[], queries: readonly Float32Array[]): number {
  const index = new VectorIndex();
  vectors.forEach((vector, at) => index.set(`k${at}`, 0, packVector(vector)));
  let found = 0;
  for (const query of queries) {
    const exact = vectors
      .map((vector, at) => ({ at, score: dot(vector, query) }))
      .sort((a, b) => b.score - a.score);
    const best = new Set(exact.slice(0, 10).map(({ at }) => `k${at}`));
    found += index.nearest(query, 10).filter(({ key }) => best.has(key)).length;
  }
  return found / queries.length / 10;
}

describe('a packed vector', () => {
  it('[V1] takes 776 bytes and comes back nearly exact', () => {
    const next = noise(7);
    for (let run = 0; run < 50; run += 1) {
      const vector = unit(next);
      const packed = packVector(vector);
      expect(packed).toHaveLength(packedBytes);
      const most = Math.max(...vector.map(Math.abs));
      unpackVector(packed).forEach((value, at) =>
        expect(Math.abs(value - vector[at]!)).toBeLessThan(most / 60_000),
      );
    }
  });

  it('[V2] survives zeros, numbers that are none, and any place in a buffer', () => {
    expect([...unpackVector(packVector(new Float32Array(dimensions)))].every((value) => value === 0)).toBe(
      true,
    );
    const odd = new Float32Array(dimensions).fill(0.5).fill(NaN, 0, 3);
    expect([...unpackVector(packVector(odd))].slice(0, 4)).toEqual([0, 0, 0, expect.closeTo(0.5, 5)]);
    const packed = packVector(unit(noise(3)));
    const shifted = new Uint8Array(packedBytes + 5);
    shifted.set(packed, 3);
    expect(unpackVector(shifted.subarray(3, 3 + packedBytes))).toEqual(unpackVector(packed));
    expect(() => packVector(new Float32Array(3))).toThrow(RangeError);
    expect(() => unpackVector(new Uint8Array(3))).toThrow(RangeError);
  });
});

describe('the index by meaning', () => {
  it('[V3] finds the ten nearest of random vectors, as a float loop does', () => {
    const next = noise(11);
    const vectors = Array.from({ length: 1500 }, () => unit(next));
    expect(
      recall(
        vectors,
        Array.from({ length: 20 }, () => unit(next)),
      ),
    ).toBe(1);
  });

  it('[V3] and of clustered ones', () => {
    const next = noise(12);
    const centres = Array.from({ length: 12 }, () => unit(next));
    const near = (at: number) => unit(next, centres[at % 12], 0.02);
    const vectors = Array.from({ length: 1500 }, (_, at) => near(at));
    expect(
      recall(
        vectors,
        Array.from({ length: 24 }, (_, at) => near(at)),
      ),
    ).toBeGreaterThanOrEqual(0.995);
  });

  it('[V4] answers, after any history, as one built at once from what is left', () => {
    const next = noise(13);
    const packs = Array.from({ length: 8 }, () => packVector(unit(next)));
    const query = unit(next);
    const key = fc.constantFrom('a', 'b', 'c');
    const passage = fc.integer({ min: 0, max: 3 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), key, passage, pack: fc.integer({ min: 0, max: 7 }) }),
      fc.record({ kind: fc.constant('removePassage' as const), key, passage }),
      fc.record({ kind: fc.constant('remove' as const), key }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const index = new VectorIndex();
        const held = new Map<string, { key: string; passage: number; pack: number }>();
        for (const done of steps) {
          if (done.kind === 'set') {
            index.set(done.key, done.passage, packs[done.pack]!);
            held.set(`${done.key}${done.passage}`, done);
          } else if (done.kind === 'removePassage') {
            index.removePassage(done.key, done.passage);
            held.delete(`${done.key}${done.passage}`);
          } else {
            index.remove(done.key);
            for (const name of [...held.keys()]) if (name.startsWith(done.key)) held.delete(name);
          }
        }
        const fresh = new VectorIndex();
        for (const one of held.values()) fresh.set(one.key, one.passage, packs[one.pack]!);
        expect(index.size).toBe(held.size);
        expect(index.nearest(query, 20)).toEqual(fresh.nearest(query, 20));
        for (const name of ['a', 'b', 'c'])
          expect(index.nearnessOf(name, query)).toEqual(fresh.nearnessOf(name, query));
      }),
    );
  });

  it('[V5] looks only at what is accepted', () => {
    const next = noise(14);
    const index = new VectorIndex();
    for (let at = 0; at < 200; at += 1) index.set(`k${at}`, at % 3, packVector(unit(next)));
    const found = index.nearest(unit(next), 10, (name, passage) => name.endsWith('7') && passage === 1);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((hit) => hit.key.endsWith('7') && hit.passage === 1)).toBe(true);
    expect(index.nearest(new Float32Array(dimensions), 5)).toEqual([]);
  });
});
