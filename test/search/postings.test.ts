// Postings as they are packed: whatever was written is read again, one after another or from anywhere.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitReader, BitWriter } from '#search/bits.ts';
import { PlaceReader } from '#search/places.ts';
import { addScores, Cursor, dense, DocumentCursor, lowBitsOf, runOf } from '#search/postings.ts';
import { Segment } from '#search/segment.ts';
import { SegmentWriter } from '#search/segmentWriter.ts';
import { encoded } from '#search/spelling.ts';

/** Who holds a term, ascending, and how often it stands in each; its places are made of the counts. */
interface Held {
  readonly documents: readonly number[];
  readonly counts: readonly number[];
}

/** One or two, others in every document. */
function placesOf(count: number, document: number) {
  const places = count === 1 ? [document % 5] : [document % 4, 4 + (count % 7)];
  const counts = count === 1 ? [1] : [1, count - 1];
  return { places: Uint32Array.from(places), counts: Uint32Array.from(counts), placeCount: places.length };
}

function segmentOf(documentCount: number, terms: readonly Held[]): Segment {
  const writer = new SegmentWriter();
  for (let document = 0; document < documentCount; document += 1)
    writer.document({
      key: `k${document}`,
      kind: 'note',
      language: 'en',
      stamp: 0,
      length: 1,
      passages: [],
      facets: '{}',
    });
  terms.forEach(({ documents, counts }, term) => {
    writer.beginTerm();
    documents.forEach((document, at) => writer.posting(document, placesOf(counts[at]!, document)));
    writer.endTerm(encoded(`t${String(term).padStart(3, '0')}`));
  });
  return new Segment(writer.finish());
}

/** All ways of reading a term. */
function expectHeld(segment: Segment, term: number, { documents, counts }: Held, asked: readonly number[]) {
  const run = runOf(segment, term);
  expect([run.documents, run.passages]).toEqual([
    documents.length,
    counts.reduce((sum, times, at) => {
      const inPassages = placesOf(times, documents[at]!).places.filter((place) => place > 1);
      return sum + inPassages.length;
    }, 0),
  ]);

  const inTurn = new Cursor(segment, run);
  const readAll: number[][] = [];
  while (inTurn.next()) {
    inTurn.readPlaces();
    const { places, counts: times, placeCount } = inTurn.where;
    readAll.push([
      inTurn.document,
      inTurn.count,
      ...places.slice(0, placeCount),
      ...times.slice(0, placeCount),
    ]);
  }
  const written = documents.map((document, at) => {
    const { places, counts: times } = placesOf(counts[at]!, document);
    return [document, counts[at]!, ...places, ...times];
  });
  expect(readAll).toEqual(written);

  const nowAndThen = new Cursor(segment, run);
  for (let at = 0; nowAndThen.next(); at += 1) {
    if (at % 50 !== 49) continue;
    nowAndThen.readPlaces();
    const { places, placeCount } = nowAndThen.where;
    expect(places.slice(0, placeCount)).toEqual(placesOf(counts[at]!, documents[at]!).places);
  }

  const ascending = asked.toSorted((one, other) => one - other);
  const [alone, along] = [new DocumentCursor(segment, run), new Cursor(segment, run)];
  for (const document of ascending) {
    const at = documents.findIndex((each) => each >= document);
    expect(alone.seek(segment, run, document)).toBe(at >= 0);
    expect(along.seek(segment, run, document)).toBe(at >= 0);
    if (at < 0) break;
    expect([alone.document, alone.count]).toEqual([documents[at], counts[at]]);
    if (along.document !== document) continue;
    const fresh = new Cursor(segment, run, new PlaceReader(segment.postings));
    fresh.seek(segment, run, document);
    for (const cursor of [along, fresh]) {
      if (cursor === along && ascending.indexOf(document) !== ascending.lastIndexOf(document)) continue;
      cursor.readPlaces();
      const { places, placeCount } = cursor.where;
      expect([cursor.document, cursor.count, ...places.slice(0, placeCount)]).toEqual([
        document,
        counts[at],
        ...placesOf(counts[at]!, document).places,
      ]);
    }
  }

  const { documentCount } = segment;
  const factors = new Float32Array(documentCount).fill(1.5);
  const once = new Float32Array(documentCount).fill(0.5);
  const scores = new Float32Array(documentCount + 3);
  addScores(segment, run, 2, { factors, once }, scores, 3);
  const expected = new Float32Array(documentCount + 3);
  documents.forEach((document, at) => {
    const count = counts[at]!;
    expected[3 + document] = count === 1 ? 1 : (4.4 * count) / (count + 1.5);
  });
  expect(Array.from(scores).map((score) => score.toFixed(4))).toEqual(
    Array.from(expected).map((score) => score.toFixed(4)),
  );
}

const count = fc.oneof(
  { weight: 6, arbitrary: fc.constant(1) },
  { weight: 3, arbitrary: fc.integer({ min: 2, max: 5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 6, max: 200_000 }) },
);

/** Close together, apart, or with a gap now and then that is far beyond the mean. */
const held = (documentCount: number, most: number): fc.Arbitrary<Held> => {
  const distance = fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: documentCount }) },
  );
  return fc.array(fc.tuple(distance, count), { minLength: 1, maxLength: most, size: 'max' }).map((all) => {
    let document = -1;
    const kept = all.flatMap(([far, times]) => {
      document += far;
      return document < documentCount ? [{ document, times }] : [];
    });
    const some = kept.length > 0 ? kept : [{ document: documentCount - 1, times: 1 }];
    return { documents: some.map(({ document: each }) => each), counts: some.map(({ times }) => times) };
  });
};

describe('postings', () => {
  it('[W16] numbers in bits are what they were, in whatever code and order', () => {
    const any32 = fc.oneof(fc.nat(3), fc.nat(5_000), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    const number = fc.record({
      code: fc.constantFrom('plain', 'gamma', 'rice', 'sevens', 'align'),
      value: any32,
      bits: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), (numbers) => {
        const [writer, whole] = [new BitWriter(), new BitWriter()];
        for (const { code, value, bits } of numbers) {
          if (code === 'plain') writer.plain(value, bits + 2);
          else if (code === 'gamma') writer.gamma(Math.max(1, value));
          else if (code === 'rice') writer.rice(value, bits);
          else writer.align();
          if (code === 'sevens') writer.sevens(value);
        }
        whole.plain(5, 3);
        whole.append(writer);
        const readers = [new BitReader(writer.taken().slice()), new BitReader(whole.taken().slice())];
        readers[1]!.plain(3);
        const isAligned = numbers.some(({ code }) => code === 'sevens' || code === 'align');
        for (const reader of isAligned ? readers.slice(0, 1) : readers) {
          for (const { code, value, bits } of numbers) {
            if (code === 'plain') expect(reader.plain(bits + 2)).toBe(value % 2 ** (bits + 2));
            else if (code === 'gamma') expect(reader.gamma()).toBe(Math.max(1, value));
            else if (code === 'rice') expect(reader.rice(bits)).toBe(value);
            else reader.align();
            if (code === 'sevens') expect(reader.sevens()).toBe(value);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[W16] a number far beyond the others takes some bytes, not as many bits as it is great', () => {
    const writer = new BitWriter();
    writer.rice(4_000_000_000, 0);
    expect(writer.length).toBe(7);
    expect(new BitReader(writer.taken()).rice(0)).toBe(4_000_000_000);
  });

  it('[W17] any documents and counts come back, in turn, from anywhere, and as scores', () => {
    const given = fc.constantFrom(1, 40, 700, 6_000).chain((documentCount) =>
      fc.record({
        documentCount: fc.constant(documentCount),
        terms: fc.array(held(documentCount, Math.min(420, documentCount)), { minLength: 1, maxLength: 5 }),
        asked: fc.array(fc.nat(documentCount), { maxLength: 20 }),
      }),
    );
    fc.assert(
      fc.property(given, ({ documentCount, terms, asked }) => {
        const segment = segmentOf(documentCount, terms);
        terms.forEach((one, term) => {
          const some = one.documents.filter((_, at) => at % 37 === 0 || at % 128 < 2 || at % 128 === 127);
          expectHeld(segment, term, one, [...new Set([...asked, ...some])]);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('[W17] also where blocks end and where runs go from bits to bytes', () => {
    const documentCount = 32 * 256;
    const sizes = [1, 2, 127, 128, 129, 254, 255, 256, 257, 384, 385];
    expect(sizes.map((size) => lowBitsOf(documentCount, size) === dense)).toEqual(
      sizes.map((size) => size >= 256),
    );
    const terms = sizes.map((size) => ({
      documents: Array.from({ length: size }, (_, at) => Math.floor(((at + 1) * documentCount) / size) - 1),
      counts: Array.from({ length: size }, (_, at) => (at % 3 === 2 ? at : 1)),
    }));
    const segment = segmentOf(documentCount, terms);
    terms.forEach((one, term) => expectHeld(segment, term, one, one.documents));
  });

  it('[W17] all in bits where there are many, with gaps that take the place of thousands', () => {
    const documentCount = 40_000;
    const crowded = (from: number, size: number): number[] =>
      Array.from({ length: size }, (_, at) => from + at);
    const documents = [...crowded(3, 200), ...crowded(20_000, 300), ...crowded(39_800, 200)];
    const one = { documents, counts: documents.map((_, at) => 1 + (at % 5 === 0 ? at : 0)) };
    const segment = segmentOf(documentCount, [one, { documents: [39_999], counts: [2] }, one]);
    expect(runOf(segment, 0).lowBits).toBe(5);
    for (const term of [0, 2]) expectHeld(segment, term, one, documents);
    expectHeld(segment, 1, { documents: [39_999], counts: [2] }, [0, 39_999]);
  });

  it('[W17] also by gaps of which the code is just as long as what is seen at once, or longer', () => {
    const documentCount = 40_000;
    let document = -1;
    const documents = Array.from({ length: 700 }, (_, at) => {
      document += at % 20 === 0 ? 32 * (14 + ((at / 20) % 14)) + 31 : 1 + (at % 5);
      return document;
    });
    const one = { documents, counts: documents.map((_, at) => 1 + (at % 3 === 0 ? at % 4 : 0)) };
    const segment = segmentOf(documentCount, [one]);
    expect(runOf(segment, 0).lowBits).toBe(5);
    expectHeld(segment, 0, one, documents);
  });

  it('[W18] reading nonsense comes to an end', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.nat(480),
        fc.integer({ min: -1, max: 25 }),
        (bytes, start, lowBits) => {
          const reader = new BitReader(bytes);
          reader.at = start;
          for (let at = 0; at < 200; at += 1) {
            const before = reader.at;
            if (at % 3 === 0) reader.gamma();
            else if (at % 3 === 1) reader.rice(Math.max(0, lowBits));
            else {
              reader.align();
              reader.sevens();
            }
            expect(reader.at).toBeGreaterThan(before);
          }
        },
      ),
    );
  });
});
