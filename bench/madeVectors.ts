// Made-up vectors for passages, so that a large index can be had without embedding it for minutes.
import { cutPassages, embeddedText } from '#domain/passages.ts';
import { packVector } from '#search/vectorCode.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { randomNumbers } from './wordStream.ts';

const dimension = 384;

/** Hashes of the texts that the program will want to embed of a record. */
export function hashesOf(title: string, text: string): readonly string[] {
  return cutPassages(text).map(({ start, end }) => sha256Hex(embeddedText(title, text.slice(start, end))));
}

function toLengthOne(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/**
 * Makes vectors of length 1: in any direction, or with a cosine of about .6 to one of the vectors given, as passages
 * that answer a question have.
 */
export function vectorMaker(seed: number, near: readonly Float32Array[] = []): () => Float32Array {
  const random = randomNumbers(seed);
  // Sums of four even numbers are near enough to normal for directions to be even.
  const normal = (): number => (random() + random() + random() + random() - 2) * Math.sqrt(3);
  return () => {
    const any = toLengthOne(Float32Array.from({ length: dimension }, normal));
    const to = near[Math.floor(random() * near.length)];
    return to === undefined ? any : toLengthOne(any.map((value, at) => 0.8 * value + 0.6 * (to[at] ?? 0)));
  };
}

export function packed(vector: Float32Array): Buffer {
  return Buffer.from(packVector(vector));
}
