// Packing and unpacking of bytes that come in parts, by the deflate that the platform brings (RFC 1951).

/** What is handed over at a time: deflate makes at most a thousand times as much of it. */
const sliceBytes = 32 * 1024;

/** Bytes as deflate's. The machine may bring its own, which is faster. */
export type Deflate = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

export const portableDeflate: Deflate = (source) => through(new CompressionStream('deflate-raw'), source);

/** Throws where the bytes are not deflate's. Ends quietly on some that were cut short: compare what came out. */
export function inflated(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return through(new DecompressionStream('deflate-raw'), source);
}

/** The bytes that a transformation makes of others. Reads no faster than it is drunk; what the source throws, it throws. */
async function* through(
  transform: CompressionStream | DecompressionStream,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const writer = transform.writable.getWriter();
  const reader = transform.readable.getReader();
  const sourceFailures: unknown[] = [];

  async function feed(): Promise<void> {
    const chunks = source[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await chunks.next().catch((error: unknown) => {
          sourceFailures.push(error);
          throw error;
        });
        if (next.done === true) break;
        for (let at = 0; at < next.value.length; at += sliceBytes) {
          await writer.ready;
          await writer.write(next.value.slice(at, at + sliceBytes));
        }
      }
      await writer.close();
    } catch (error) {
      await Promise.allSettled([writer.abort(error), chunks.return?.()]);
    }
  }

  const feeding = feed(); // never rejects: a failure is met by whoever reads
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) return;
      yield next.value;
    }
  } catch (error) {
    throw sourceFailures.length === 0 ? error : sourceFailures[0];
  } finally {
    await Promise.allSettled([reader.cancel(), writer.abort()]);
    await feeding;
  }
}
