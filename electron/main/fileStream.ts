// A file's bytes as a stream that reads no faster than it is drunk.
import type { FileHandle } from 'node:fs/promises';

const chunkBytes = 256 * 1024;

/** The first `sizeBytes` of an open file; closes it at the end, on failure and when nobody wants more. */
export function streamFile(file: FileHandle, sizeBytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        if (at < sizeBytes) {
          const chunk = new Uint8Array(Math.min(chunkBytes, sizeBytes - at));
          const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
          if (bytesRead === 0) throw new Error('the file became shorter while it was read');
          at += bytesRead;
          controller.enqueue(chunk.subarray(0, bytesRead));
        }
        if (at < sizeBytes) return;
      } catch (error) {
        await file.close();
        throw error;
      }
      await file.close();
      controller.close();
    },
    cancel: () => file.close(),
  });
}
