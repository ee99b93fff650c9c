// Deflate by Node's own code, held against the platform's inflate.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflated } from '#vault/deflate.ts';
import { nodeDeflate } from '../../electron/main/nodeDeflate.ts';

async function* given(chunks: readonly Uint8Array[], seen = { isEnded: false }): AsyncGenerator<Uint8Array> {
  try {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  } finally {
    seen.isEnded = true;
  }
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("Node's own deflate", () => {
  it('[ND1] makes what the platform unpacks to the same bytes', async () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 3000 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(chunks, async (made) => {
        expect(await whole(inflated(nodeDeflate(given(made))))).toEqual(Buffer.concat(made));
      }),
    );
  });

  it('[ND2] tells whoever reads what the source failed with', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new Uint8Array(200_000));
      throw new Error('the source broke');
    }
    await expect(whole(nodeDeflate(failing()))).rejects.toThrow('the source broke');
  });

  it('[ND3] ends the source where reading ends early', async () => {
    const seen = { isEnded: false };
    const noise = Array.from({ length: 200 }, (_, at) =>
      Uint8Array.from({ length: 5000 }, (_, to) => (at * to * 7919) >> 3),
    );
    for await (const _ of nodeDeflate(given(noise, seen))) break;
    await expect.poll(() => seen.isEnded).toBe(true);
  });
});
