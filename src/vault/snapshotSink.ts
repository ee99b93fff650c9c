// Where a snapshot's bytes go: a new file, written in large parts, with a running hash of all of it.
import type { NewDigest } from './digest.ts';
import type { AppendHandle, Files } from './files.ts';

export interface Sink {
  write(bytes: Uint8Array): Promise<void>;
  /** Offset of the next byte. */
  at(): number;
  /** SHA-256 of every byte so far. What is written afterwards is not in it. */
  seal(): string;
  /** Brings everything to the disk and closes the file. */
  finish(): Promise<void>;
  /** Closes the file as it is. Never rejects. */
  giveUp(): Promise<void>;
  /** Runs a file operation whose failure is known again by `isOwnFailure`. */
  attempt<T>(operation: () => Promise<T>): Promise<T>;
  /** True for what a file operation threw, false for what came from elsewhere. */
  isOwnFailure(error: unknown): boolean;
}

const partBytes = 256 * 1024;

/** Opens at the first write. A file that lies there from an earlier try is written over. */
export function openSink(files: Files, name: string, newDigest: NewDigest): Sink {
  const whole = newDigest();
  let handle: AppendHandle | null = null;
  let sealed: string | null = null;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let at = 0;
  let failure: { readonly error: unknown } | null = null;

  async function attempt<T>(operation: () => Promise<T>): Promise<T> {
    try {
      return await operation();
    } catch (error) {
      failure = { error };
      throw error;
    }
  }

  async function open(): Promise<AppendHandle> {
    if (handle !== null) return handle;
    const opened = await attempt(() => files.openAppend(name));
    handle = opened;
    await attempt(() => opened.truncate(0));
    return opened;
  }

  async function flush(): Promise<void> {
    const part = new Uint8Array(waitingBytes);
    let filled = 0;
    for (const bytes of waiting) {
      part.set(bytes, filled);
      filled += bytes.length;
    }
    waiting = [];
    waitingBytes = 0;
    const opened = await open();
    await attempt(() => opened.write(part));
  }

  return {
    async write(bytes) {
      if (sealed === null) whole.update(bytes);
      waiting.push(bytes);
      waitingBytes += bytes.length;
      at += bytes.length;
      if (waitingBytes >= partBytes) await flush();
    },
    at: () => at,
    seal: () => (sealed ??= whole.hex()),
    async finish() {
      await flush();
      const opened = await open();
      await attempt(() => opened.datasync());
      handle = null;
      await attempt(() => opened.close());
    },
    async giveUp() {
      const opened = handle;
      handle = null;
      await opened?.close().catch(() => undefined);
    },
    attempt,
    isOwnFailure: (error) => failure !== null && failure.error === error,
  };
}
