// What a segment is packed of: places as bits, spans and beginnings as distances, numbers in few bytes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bitAt, bitsOf } from '#search/flags.ts';
import { narrowed } from '#search/numbers.ts';
import { Offsets, offsetsOf } from '#search/offsets.ts';
import { PlaceReader, PlaceWriter } from '#search/places.ts';
import { packSections, SectionReader } from '#search/sections.ts';
import { Spans, SpanWriter } from '#search/spans.ts';

it('[W13] places are read as they were written, one document after another, aligned or not', () => {
  const place = fc.oneof(fc.nat(4), fc.nat(40), fc.nat(200_000));
  const document = fc.record({
    places: fc.uniqueArray(place, { minLength: 1, maxLength: 40 }),
    counts: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 600 })), {
      minLength: 40,
      maxLength: 40,
    }),
    isAligned: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(document), (given) => {
      const documents = given.map(({ places, counts, isAligned }) => ({
        places: Uint32Array.from(places).sort(),
        counts: Uint32Array.from(counts.slice(0, places.length)),
        isAligned,
      }));
      const sum = (counts: Uint32Array): number => counts.reduce((all, each) => all + each, 0);
      const writer = new PlaceWriter();
      // What was written before it was cleared leaves nothing behind.
      for (let round = 0; round < 2; round += 1) {
        writer.clear();
        for (const { places, counts, isAligned } of documents) {
          if (isAligned) writer.align();
          writer.write(places, counts, places.length, sum(counts));
        }
      }
      const reader = new PlaceReader(writer.taken());
      for (const { places, counts, isAligned } of documents) {
        if (isAligned) reader.align();
        reader.read(sum(counts));
        expect(reader.places.subarray(0, reader.placeCount)).toEqual(places);
        expect(reader.counts.subarray(0, reader.placeCount)).toEqual(counts);
        expect(reader.passages).toBe(places.filter((each) => each > 1).length);
      }
      expect(Math.ceil(reader.at / 8)).toBe(writer.length);
    }),
  );
});

it('[W14] spans of passages are what they were, in whatever order they are asked for', () => {
  const span = fc.tuple(fc.nat(3_000_000), fc.nat(5_000)).map(([start, length]) => ({
    start,
    end: start + length,
  }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 60 }), (given) => {
      const writer = new SpanWriter();
      for (const each of given) writer.add(each);
      const spans = new Spans(writer.taken());
      for (let at = given.length - 1; at >= 0; at -= 1) expect(spans.spanOf(at)).toEqual(given[at]);
    }),
  );
});

it('[W15] beginnings and numbers are what they were, in as few bytes as the greatest needs', () => {
  const some = fc.oneof(
    ...[0, 255, 65_535, 20_000_000].map((max) => fc.array(fc.nat(max), { maxLength: 40 })),
  );
  fc.assert(
    fc.property(some, (given) => {
      const numbers = Uint32Array.from(given);
      const offsets = new Offsets(offsetsOf(numbers));
      let start = 0;
      given.forEach((length, at) => {
        expect(offsets.of(at)).toEqual([start, start + length]);
        start += length;
      });
      const most = Math.max(0, ...given);
      const width = most === 0 ? 0 : most < 256 ? 1 : most < 65_536 ? 2 : 4;
      const packed = narrowed(numbers);
      expect(packed.byteLength).toBe(width * given.length);
      const read = new SectionReader(packSections([packed])).numbersOf(given.length);
      expect(given.map((_, at) => read[at] ?? 0)).toEqual(given);
    }),
  );
});

it('[W17] yes and no of many are what they were, in a byte for eight', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1), { maxLength: 70 }), (given) => {
      const bits = bitsOf(given);
      expect(bits).toHaveLength(Math.ceil(given.length / 8));
      expect(given.map((_, at) => bitAt(bits, at))).toEqual(given);
      expect(bitAt(bits, 8 * bits.length)).toBe(0);
    }),
  );
});
