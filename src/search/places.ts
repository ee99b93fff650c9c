// Places: where in a document a term stands and how often, as a row of bits, few where it is what is usual.
import { BitReader, BitWriter } from './bits.ts';
import { withRoom32 } from './buffers.ts';

/** Places of the fields before the first passage. */
export const titlePlace = 0;
export const tagsPlace = 1;
export const firstPassagePlace = 2;

/** The places of one document, ascending, and how often the term stands in each. */
export interface TermPlaces {
  readonly places: Uint32Array;
  readonly counts: Uint32Array;
  readonly placeCount: number;
}

/** The first place by how usual it is: first passage, title, tags, then further passages as they come. */
const rankOf = (place: number): number => (place > firstPassagePlace ? place : (place + 1) % 3);
const placeRanked = (rank: number): number => (rank > firstPassagePlace ? rank : (rank + 2) % 3);

/**
 * Of each document, where the count of the term is known, in gamma code:
 *
 *   number of places, where the count is not 1 | rank of the first + 1 | for the others the distance from the one before
 *   for each place but the last how often it stands there
 */
export class PlaceWriter extends BitWriter {
  /** Places in ascending order. */
  write(places: Uint32Array, counts: Uint32Array, placeCount: number, count: number): void {
    if (count > 1) this.gamma(placeCount);
    let before = places[0] ?? 0;
    this.gamma(rankOf(before) + 1);
    for (let at = 1; at < placeCount; at += 1) {
      const place = places[at] ?? 0;
      this.gamma(place - before);
      before = place;
    }
    for (let at = 0; at + 1 < placeCount; at += 1) this.gamma(counts[at] ?? 0);
  }
}

export class PlaceReader extends BitReader implements TermPlaces {
  /** So many places, ascending, and how often the term stands in each. */
  placeCount = 0;
  places: Uint32Array<ArrayBuffer> = new Uint32Array(16);
  counts: Uint32Array<ArrayBuffer> = new Uint32Array(16);

  /** The places of one document in which the term stands so often. */
  read(count: number): void {
    const placeCount = count > 1 ? this.gamma() : 1;
    this.placeCount = placeCount;
    if (placeCount > this.places.length) {
      this.places = withRoom32(this.places, placeCount);
      this.counts = withRoom32(this.counts, placeCount);
    }
    let place = placeRanked(this.gamma() - 1);
    this.places[0] = place;
    for (let at = 1; at < placeCount; at += 1) {
      place += this.gamma();
      this.places[at] = place;
    }
    let left = count;
    for (let at = 0; at + 1 < placeCount; at += 1) {
      const times = this.gamma();
      this.counts[at] = times;
      left -= times;
    }
    this.counts[placeCount - 1] = left;
  }

  /** In how many of the document's passages the term stands. */
  get passages(): number {
    let fields = 0;
    while (fields < this.placeCount && (this.places[fields] ?? 0) < firstPassagePlace) fields += 1;
    return this.placeCount - fields;
  }
}
