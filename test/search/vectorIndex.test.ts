// Vectors: packing, exact increments, and nearest neighbours against a plain float loop.
import { setFlagsFromString } from 'node:v8';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensions, inWords, packedBytes, packVector, unpackVector } from '#search/vectorCode.ts';
import { kernelsHere } from '#search/kernel/kernel.ts';
import { isTruthful } from '#search/kernel/selfTest.ts';
import { backgroundOf } from '#search/background.ts';
import { VectorIndex, type Near, type VectorHit } from '#search/vectorIndex.ts';
import { VectorRows } from '#search/vectorRows.ts';

// Node 20 has the relaxed product behind a flag; where it computes it rightly, it is the kernel of these tests.
setFlagsFromString('--experimental-wasm-relaxed-simd');
const truthful = kernelsHere().filter(isTruthful);

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
  vectors.forEach((vector, at) => index.set(at, 0, packVector(vector)));
  let found = 0;
  for (const query of queries) {
    const exact = vectors
      .map((vector, at) => ({ at, score: dot(vector, query) }))
      .sort((a, b) => b.score - a.score);
    const best = new Set(exact.slice(0, 10).map(({ at }) => at));
    found += index.nearest(query, 10).filter(({ document }) => best.has(document)).length;
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

  it.each(truthful.flatMap((kernel) => [Infinity, 0].map((mostResiduals) => ({ kernel, mostResiduals }))))(
    '[V4] answers, after any history, as one built at once from what is left ($kernel.name, $mostResiduals)',
    (options) => {
      const next = noise(13);
      // The last is the first again, under whatever name: equal cosines are in order of name.
      const packs = Array.from({ length: 7 }, () => packVector(unit(next)));
      packs.push(packs[0]!);
      const query = unit(next);
      const names = ['c', 'a', 'd', 'b'] as const;
      const compare = (one: number, other: number) => (names[one]! < names[other]! ? -1 : 1);
      const document = fc.constantFrom(0, 1, 2, 3);
      const passage = fc.integer({ min: 0, max: 3 });
      const step = fc.oneof(
        fc.record({
          kind: fc.constant('set' as const),
          document,
          passage,
          pack: fc.integer({ min: 0, max: 7 }),
        }),
        fc.record({ kind: fc.constant('removePassage' as const), document, passage }),
        fc.record({ kind: fc.constant('remove' as const), document }),
      );
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
          const index = new VectorIndex({ ...options, compare, mostSampled: 3 });
          const held = new Map<string, { document: number; passage: number; pack: number }>();
          for (const done of steps) {
            // A sample that was chosen in between goes on.
            if (done.document === 0) index.background(query);
            if (done.kind === 'set') {
              expect(index.set(done.document, done.passage, packs[done.pack]!)).toBe(true);
              held.set(`${done.document}${done.passage}`, done);
            } else if (done.kind === 'removePassage') {
              index.removePassage(done.document, done.passage);
              held.delete(`${done.document}${done.passage}`);
            } else {
              index.remove(done.document);
              for (const name of [...held.keys()])
                if (name.startsWith(String(done.document))) held.delete(name);
            }
          }
          const fresh = new VectorIndex({ ...options, compare, mostSampled: 3 });
          for (const one of held.values()) fresh.set(one.document, one.passage, packs[one.pack]!);
          expect(index.size).toBe(held.size);
          expect(index.nearest(query, 20)).toEqual(fresh.nearest(query, 20));
          expect(index.nearest(query, 20)).toEqual(
            index
              .nearest(query, 20)
              .toSorted(
                (one, other) =>
                  other.cosine - one.cosine ||
                  names[one.document]!.localeCompare(names[other.document]!) ||
                  one.passage - other.passage,
              ),
          );
          expect(index.nearest(query, 2)).toEqual(fresh.nearest(query, 2));
          expect(index.background(query)).toEqual(fresh.background(query));
          expect(index.lean(query)).toEqual(fresh.lean(query));
          for (const floor of [-1, 0, 0.1]) {
            const documents = (near: readonly VectorHit[]) =>
              [
                ...new Set(near.filter(({ cosine }) => cosine >= floor).map(({ document }) => document)),
              ].sort();
            const near = (more: Partial<Near>) =>
              [...index.documentsNear(query, { limit: 3, floor, ...more })].sort();
            const accepts = (one: number) => names[one]! < 'c';
            expect(near({})).toEqual(documents(index.nearest(query, 3)));
            expect(near({ accepts })).toEqual(documents(index.nearest(query, 3, accepts)));
            const among = [3, 2];
            const isAmong = (one: number) => among.includes(one);
            expect(near({ among })).toEqual(documents(index.nearest(query, 3, isAmong)));
          }
          for (const name of [0, 1, 2, 3]) {
            const near = index.nearnessOf(name, query);
            expect(near).toEqual(fresh.nearnessOf(name, query));
            expect(near.map((hit) => hit.passage)).toEqual(near.map((hit) => hit.passage).toSorted());
            const cosines = near.map(({ cosine }) => cosine);
            expect(index.nearestOf(name, query)).toBe(cosines.length === 0 ? null : Math.max(...cosines));
            const turned = query.map((value) => -value);
            const both: (readonly number[])[] = [];
            index.eachNearness(name, [query, turned], (passage, each) => both.push([passage, ...each]));
            expect(both.reverse()).toEqual(near.map(({ passage, cosine }) => [passage, cosine, -cosine]));
            for (let at = 0; at < 4; at += 1) {
              expect(index.has(name, at)).toBe(held.has(`${name}${at}`));
              expect(index.cosineOf(name, at, query)).toBe(
                near.find((hit) => hit.passage === at)?.cosine ?? null,
              );
            }
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it('[V12] tells how near all are from a sample of them, also after many went', () => {
    const next = noise(21);
    const centres = Array.from({ length: 12 }, () => unit(next));
    const index = new VectorIndex();
    const vectors = Array.from({ length: 6_000 }, (_, at) => unit(next, centres[at % 12], 0.05));
    vectors.forEach((vector, at) => index.set(at, 0, packVector(vector)));
    const query = unit(next, centres[0], 0.05);
    const isLikely = (left: readonly Float32Array[]) => {
      const all = backgroundOf(Float64Array.from(left, (vector) => dot(vector, query)));
      const told = index.background(query);
      expect(Math.abs(told.mean - all.mean)).toBeLessThan(0.15 * all.spread);
      expect(told.spread / all.spread).toBeGreaterThan(0.85);
      expect(told.spread / all.spread).toBeLessThan(1.15);
    };
    isLikely(vectors);
    for (let at = 0; at < 3_000; at += 1) index.remove(at);
    isLikely(vectors.slice(3_000));
  });

  it('[V12] and tells the same after any history', () => {
    const next = noise(22);
    const packs = Array.from({ length: 12 }, () => packVector(unit(next)));
    const query = unit(next);
    const step = fc.record({
      document: fc.integer({ min: 0, max: 9 }),
      pack: fc.option(fc.nat({ max: 11 })),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        const index = new VectorIndex({ mostSampled: 4 });
        const held = new Map<number, Uint8Array>();
        for (const { document, pack } of steps) {
          const vector = pack === null ? undefined : packs[pack];
          if (vector === undefined) {
            index.remove(document);
            held.delete(document);
          } else {
            index.set(document, 0, vector);
            held.set(document, vector);
          }
          const fresh = new VectorIndex({ mostSampled: 4 });
          for (const [one, packed] of held) fresh.set(one, 0, packed);
          expect(index.background(query)).toEqual(fresh.background(query));
        }
      }),
    );
  });

  it('[V5] looks only at what is accepted', () => {
    const next = noise(14);
    const index = new VectorIndex();
    for (let at = 0; at < 200; at += 1) index.set(at, at % 3, packVector(unit(next)));
    const found = index.nearest(unit(next), 10, (document, passage) => document % 10 === 7 && passage === 1);
    // Fewer than were asked for: each once.
    expect(found.map(({ document, passage }) => [document, passage]).sort()).toEqual(
      [7, 37, 67, 97, 127, 157, 187].map((document) => [document, document % 3]).sort(),
    );
    expect(index.nearest(new Float32Array(dimensions), 5)).toEqual([]);
  });

  it('[V6] finds as many as were asked for however few are accepted', () => {
    const next = noise(15);
    const index = new VectorIndex();
    const vectors = Array.from({ length: 3_000 }, () => unit(next));
    vectors.forEach((vector, at) => index.set(at, 0, packVector(vector)));
    const query = unit(next);
    const accepts = (document: number) => document % 300 === 299;
    const truth = vectors
      .map((vector, at) => ({ document: at, score: dot(vector, query) }))
      .filter(({ document }) => accepts(document))
      .sort((a, b) => b.score - a.score)
      .map(({ document }) => document);
    expect(truth).toHaveLength(10);
    expect(index.nearest(query, 10, accepts).map(({ document }) => document)).toEqual(truth);
    expect(index.nearest(query, 4, accepts).map(({ document }) => document)).toEqual(truth.slice(0, 4));
    const accepted = [...Array(vectors.length).keys()].filter(accepts);
    const among = (limit: number) =>
      [...index.documentsNear(query, { limit, floor: -1, among: [...accepted, vectors.length] })].sort();
    expect(among(10)).toEqual(truth.toSorted());
    expect(among(4)).toEqual(truth.slice(0, 4).toSorted());
    let asked = 0;
    index.nearest(query, 1, () => (asked += 1) > 0);
    expect(asked).toBeLessThan(2_000);
  });

  it('[V7] refuses damaged vectors and is as it was', () => {
    const next = noise(16);
    const index = new VectorIndex();
    const good = packVector(unit(next));
    const query = unit(next);
    index.set(0, 0, good);
    const before = index.nearest(query, 5);
    const withScale = (at: number, scale: number) => {
      const damaged = good.slice();
      new DataView(damaged.buffer).setFloat32(2 * dimensions + at, scale, true);
      return damaged;
    };
    const damaged = [
      new Uint8Array(0),
      good.subarray(1),
      Uint8Array.of(...good, 0),
      ...[0, 4].flatMap((at) => [NaN, Infinity, -1].map((scale) => withScale(at, scale))),
    ];
    for (const each of damaged) {
      expect(index.set(0, 0, each)).toBe(false);
      expect(index.set(1, 0, each)).toBe(false);
    }
    expect(index.size).toBe(1);
    expect(index.has(1, 0)).toBe(false);
    expect(index.nearest(query, 5)).toEqual(before);
  });

  it.each([Infinity, 0])('[V8] grows past 65,536 rows and shrinks again (residuals: %s)', (mostResiduals) => {
    const next = noise(17);
    const pack = packVector(unit(next));
    const far = packVector(unit(next).map((value) => -value));
    const wanted = unit(next);
    const index = new VectorIndex({ mostResiduals });
    const rows = 70_000;
    for (let at = 0; at < rows; at += 1) index.set(at % 35_000, at < 35_000 ? 1 : 7, at % 2 ? pack : far);
    index.set(35_000, 3, packVector(wanted));
    const [first, second] = index.nearest(wanted, 2);
    expect(first).toMatchObject({ document: 35_000, passage: 3 });
    expect(first!.cosine).toBeCloseTo(1, mostResiduals > 0 ? 5 : 2);
    // Of thousands of equal ones the first by number and passage, wherever its row is.
    const nearer = dot(unpackVector(pack), wanted) > 0 ? 1 : 0;
    expect(second).toMatchObject({ document: nearer, passage: 1 });
    for (let at = 0; at < 35_000; at += 1) index.remove(at);
    expect(index.size).toBe(1);
    expect(index.nearest(wanted, 2)).toHaveLength(1);
    expect(index.nearestOf(35_000, wanted)).toBe(first!.cosine);
  });

  it('[V9] takes at most 410 bytes a vector without residuals, 800 with them', () => {
    const pack = packVector(unit(noise(18)));
    const rows = 40_960;
    for (const [mostResiduals, most] of [
      [0, 410],
      [rows - 1, 410],
      [rows, 800],
    ] as const) {
      const index = new VectorIndex({ mostResiduals });
      index.reserve(rows);
      for (let at = 0; at < rows; at += 1) index.set(0, at, pack);
      expect(index.memoryBytes / rows).toBeLessThan(most);
    }
  });

  it('[V10] is nearly as near when it has outgrown its residuals', () => {
    const next = noise(19);
    const index = new VectorIndex({ mostResiduals: 199 });
    const vectors = Array.from({ length: 200 }, () => unit(next));
    vectors.forEach((vector, at) => index.set(0, at, packVector(vector)));
    const query = unit(next);
    for (const { passage, cosine } of index.nearnessOf(0, query))
      expect(Math.abs(cosine - dot(vectors[passage]!, query))).toBeLessThan(0.003);
  });

  it.each(truthful)('[V11] scans for the most that a cosine can be, and not much more ($name)', (kernel) => {
    const next = noise(20);
    const centre = unit(next);
    const vectors = Array.from({ length: 3_000 }, (_, at) => unit(next, centre, 0.02 + (at % 7) / 20));
    const rows = new VectorRows(kernel, 0);
    vectors.forEach((vector, at) => {
      rows.arrive(inWords(packVector(vector)), 0);
      rows.add(at, 0);
    });
    for (const query of [centre, ...vectors.slice(0, 20), unit(next)]) {
      const order: number[] = [];
      rows.scanFor(query, (row, most) => {
        order.push(row);
        const cosine = dot(vectors[row]!, query);
        expect(most).toBeGreaterThan(cosine);
        expect(most).toBeLessThan(cosine + 0.08);
        return -Infinity;
      });
      expect(order).toEqual([...vectors.keys()]);
    }
  });

  it.each(truthful)(
    '[V13] hands over again what reaches a bar, but not what is settled ($name)',
    (kernel) => {
      const next = noise(23);
      const rows = new VectorRows(kernel, 0);
      const most = new Map<number, number>();
      for (let at = 0; at < 2_500; at += 1) {
        rows.arrive(inWords(packVector(unit(next))), 0);
        rows.add(at, 0);
      }
      // What was there and went has a score as well, behind the last row.
      for (let at = 0; at < 7; at += 1) rows.replaceByLast(0);
      rows.scanFor(unit(next), (row, score) => {
        most.set(row, score);
        return -Infinity;
      });
      expect(most.size).toBe(rows.size);
      const sorted = [...most].sort(([, one], [, other]) => other - one);
      const settled = sorted.slice(0, 40).map(([row]) => row);
      settled.forEach((row) => rows.settle(row));
      const again: number[] = [];
      const bar = sorted[90]![1] - 1e-9;
      rows.again(bar, (row) => {
        again.push(row);
        return bar;
      });
      expect(again).toEqual(
        sorted
          .slice(40, 91)
          .map(([row]) => row)
          .sort((one, other) => one - other),
      );
    },
  );

  it('[V14] finds the very ones that a look at every row finds, however close they are', () => {
    const next = noise(24);
    const centres = Array.from({ length: 4 }, () => unit(next));
    const index = new VectorIndex({ mostResiduals: 0 });
    const count = 5_000;
    for (let at = 0; at < count; at += 1)
      index.set(at, 0, packVector(unit(next, centres[at % 4], 0.001 * (at % 50))));
    for (let run = 0; run < 30; run += 1) {
      const query = unit(next, centres[run % 4], 0.01 * run);
      const truth = [...Array(count).keys()]
        .map((document) => ({ document, cosine: index.cosineOf(document, 0, query)! }))
        .sort((one, other) => other.cosine - one.cosine || one.document - other.document);
      for (const limit of [1, 10, 200])
        expect(index.nearest(query, limit).map(({ document }) => document)).toEqual(
          truth.slice(0, limit).map(({ document }) => document),
        );
    }
  });
});
