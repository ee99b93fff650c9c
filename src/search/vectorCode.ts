// A vector in 776 bytes: whole numbers for scanning, and what they lost, so that the best can be scored again exactly.

export const dimensions = 384;

/** 384 codes, 384 residual codes, the two scales. */
export const packedBytes = 2 * dimensions + 8;

const largest = 127;

/**
 * A vector as codes times a scale, plus residual codes times a finer scale: 384 int8, 384 int8, two float32 (little
 * end first). A component is off by at most a 60,000th of the largest one.
 */
export function packVector(vector: Float32Array): Uint8Array {
  if (vector.length !== dimensions)
    throw new RangeError(`a vector has ${dimensions} numbers, not ${vector.length}`);
  const packed = new Uint8Array(packedBytes);
  const codes = new Int8Array(packed.buffer, 0, dimensions);
  const residuals = new Int8Array(packed.buffer, dimensions, dimensions);
  const view = new DataView(packed.buffer);
  const scale = Math.fround(encode(vector, codes));
  const lost = vector.map((value, at) => value - (codes[at] ?? 0) * scale);
  view.setFloat32(2 * dimensions, scale, true);
  view.setFloat32(2 * dimensions + 4, encode(lost, residuals), true);
  return packed;
}

export function unpackVector(packed: Uint8Array): Float32Array {
  const { codes, residuals, scale, residualScale } = partsOf(packed);
  return Float32Array.from(codes, (code, at) => code * scale + (residuals[at] ?? 0) * residualScale);
}

/** A packed vector in words of four bytes; a copy where it does not begin at one. */
export function inWords(packed: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = packed.byteOffset % 4 === 0 ? packed : packed.slice();
  return new Int32Array(buffer, byteOffset, length >>> 2);
}

interface VectorParts {
  readonly codes: Int8Array;
  readonly residuals: Int8Array;
  readonly scale: number;
  readonly residualScale: number;
}

/** The parts of a packed vector, without copying. */
function partsOf(packed: Uint8Array): VectorParts {
  if (packed.length !== packedBytes) throw new RangeError(`a packed vector has ${packedBytes} bytes`);
  const { buffer, byteOffset } = packed;
  const view = new DataView(buffer, byteOffset, packedBytes);
  return {
    codes: new Int8Array(buffer, byteOffset, dimensions),
    residuals: new Int8Array(buffer, byteOffset + dimensions, dimensions),
    scale: view.getFloat32(2 * dimensions, true),
    residualScale: view.getFloat32(2 * dimensions + 4, true),
  };
}

/**
 * Writes the nearest codes, from -most to most, and returns their scale; 0 for a vector of zeros. Values that are no
 * numbers count as 0.
 */
export function encode(values: Float32Array, codes: Int8Array | Int16Array, most = largest): number {
  let peak = 0;
  for (const value of values) if (Math.abs(value) > peak) peak = Math.abs(value);
  if (peak === 0 || !Number.isFinite(peak)) return 0;
  const scale = Math.fround(peak / most);
  for (let at = 0; at < values.length; at += 1)
    codes[at] = Math.max(-most, Math.min(most, Math.round((values[at] ?? 0) / scale)));
  return scale;
}
