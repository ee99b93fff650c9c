// The ballast: a file of no use but its size, given up when the disk is full so that the journal can finish.
import type { Files } from './files.ts';

export interface Ballast {
  /** Removes it. True when that made room. */
  giveUp(): Promise<boolean>;
  /** Writes it again where it is absent or cut short. False, and nothing is left, where that failed. */
  takeUp(): Promise<boolean>;
  readonly sizeBytes: number;
}

const ballastName = 'ballast.bin';
const chunkBytes = 2 ** 20;

export function openBallast(files: Files, sizeBytes: number): Ballast {
  let busy: Promise<unknown> = Promise.resolve();

  function inTurn(work: () => Promise<boolean>): Promise<boolean> {
    const done = busy.then(work).catch(() => false);
    busy = done;
    return done;
  }

  async function write(): Promise<boolean> {
    const handle = await files.openAppend(ballastName);
    try {
      await handle.truncate(0);
      for (let at = 0; at < sizeBytes; at += chunkBytes)
        await handle.write(noise(Math.min(chunkBytes, sizeBytes - at), at));
      await handle.datasync();
    } finally {
      await handle.close();
    }
    return true;
  }

  return {
    giveUp: () =>
      inTurn(async () => {
        if ((await files.sizeOf(ballastName)) === null) return false;
        await files.remove(ballastName);
        return true;
      }),
    takeUp: () =>
      inTurn(async () => {
        if ((await files.sizeOf(ballastName)) === sizeBytes) return true;
        try {
          return await write();
        } catch {
          await files.remove(ballastName);
          return false;
        }
      }),
    sizeBytes,
  };
}

/** Bytes that no file system can store in less room than they take (Marsaglia's xorshift, 2003). */
function noise(bytes: number, seed: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(bytes / 4));
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  for (let at = 0; at < words.length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return new Uint8Array(words.buffer, 0, bytes);
}
