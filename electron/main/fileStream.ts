// A file's bytes as a stream that reads no faster than it is drunk.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

const chunkBytes = 256 * 1024;

/** Opens a file that was offered; null when it is gone, is no file, or may not be read. */
export async function openOffered(
  path: string,
): Promise<{ readonly file: FileHandle; readonly sizeBytes: number } | null> {
  // Without O_NONBLOCK, a pipe put in the file's place would hold a thread for ever.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0)).catch(() => null);
  if (file === null) return null;
  const found = await file.stat();
  if (found.isFile()) return { file, sizeBytes: found.size };
  await file.close();
  return null;
}

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
