// The journal: entries kept in the order they came, acknowledged only once they would outlive a power cut.
import { VaultFault } from './fault.ts';
import { type FileFailure, type AppendHandle, type Files, whyFailed } from './files.ts';
import { encodeFrame, maxPayloadBytes } from './frame.ts';
import {
  bytesOf,
  cutTail,
  findingsIn,
  journalFolder,
  scanJournal,
  type Segment,
  segmentName,
} from './segments.ts';

export type AppendAnswer =
  { readonly kind: 'kept'; readonly seq: number } | { readonly kind: 'failed'; readonly why: FileFailure };

export interface Journal {
  /** Keeps one entry. Answers when it is on the disk; numbers follow the order of the calls, without gaps. */
  append(payload: string): Promise<AppendAnswer>;
  /**
   * The frames after a sequence number, as bytes in chunks of any size: those kept at the time of the call. Throws a
   * `VaultFault` when the entries right after that number were removed.
   */
  read(afterSeq: number): AsyncIterable<Uint8Array>;
  /** The last entry that is kept; 0 when there is none. */
  readonly lastSeq: number;
  readonly sizeBytes: number;
  /** Why nothing can be written at present; null when all is well. Every append first tries to mend it. */
  readonly trouble: FileFailure | null;
  /** Where the bytes of a write cut short went when the journal was opened; null when its end was whole. */
  readonly cutAside: string | null;
  /** Bytes that `removeThrough` would free. */
  bytesThrough(seq: number): number;
  /**
   * Removes the segments that lie wholly at or before an entry, oldest first, but never the last. Rejects where one
   * cannot be removed; those before it are gone then.
   */
  removeThrough(seq: number): Promise<void>;
  /** Resolves when everything asked for so far is answered. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface JournalOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The entry that the notebook's base stands for: what comes before need not be there. 0 without a base. */
  readonly baseSeq?: number;
  /** Makes room on a full disk, if it can; then the write that failed is tried once more. */
  readonly makeRoom?: () => Promise<boolean>;
  /** A segment that has grown to this size is followed by another. */
  readonly segmentBytes?: number;
  /** How much one write may hold, unless a single entry is larger. */
  readonly batchBytes?: number;
}

interface Waiting {
  readonly payload: Uint8Array;
  readonly answer: (answer: AppendAnswer) => void;
}

/** Opens what is there, or an empty journal. Throws a `VaultFault` when it cannot be trusted as it is. */
export async function openJournal(files: Files, options: JournalOptions): Promise<Journal> {
  const { clock, baseSeq = 0, makeRoom, segmentBytes = 64 * 2 ** 20, batchBytes = 8 * 2 ** 20 } = options;
  const scan = await scanJournal(files, baseSeq);
  const segments: Segment[] = [...scan.segments];
  const waiting: Waiting[] = [];
  const encoder = new TextEncoder();
  let torn = scan.torn;
  let lastSeq = scan.lastSeq;
  let isTailDone = scan.endsEarly;
  let handle: AppendHandle | null = null;
  let trouble: FileFailure | null = null;
  let cutAside: string | null = null;
  let writing: Promise<void> | null = null;
  let closed = false;

  if (torn !== null) {
    try {
      await mend();
    } catch (error) {
      trouble = whyFailed(error); // what was kept can still be read; an append tries again
    }
  }

  /** Brings the file's end back to the last whole frame, so that the next one follows it. */
  async function mend(): Promise<void> {
    if (torn !== null) cutAside = await cutTail(files, torn, clock());
    torn = null;
    const tail = segments.at(-1);
    if (tail === undefined) return;
    const reopened = await files.openAppend(tail.name);
    handle = reopened;
    await reopened.truncate(tail.sizeBytes);
    await reopened.datasync();
  }

  /** The segment that is written to now, and its handle: the last, or a new one when there is none or it is full. */
  async function openTail(): Promise<{ readonly tail: Segment; readonly open: AppendHandle }> {
    const last = segments.at(-1);
    if (last !== undefined && last.sizeBytes < segmentBytes && !isTailDone) {
      handle ??= await files.openAppend(last.name);
      return { tail: last, open: handle };
    }
    await handle?.close();
    handle = null;
    const tail = { name: segmentName(lastSeq + 1), firstSeq: lastSeq + 1, sizeBytes: 0 };
    if (last === undefined) await files.makeFolder(journalFolder);
    handle = await files.openAppend(tail.name);
    segments.push(tail);
    isTailDone = false;
    return { tail, open: handle };
  }

  async function write(batch: readonly Waiting[]): Promise<AppendAnswer[]> {
    const frames = batch.map(({ payload }, index) =>
      encodeFrame({ seq: lastSeq + 1 + index, kept: lastSeq, timeMs: clock(), payload }),
    );
    const bytes = concat(frames);
    try {
      if (trouble !== null) await mend();
      trouble = null;
      const { tail, open } = await openTail();
      await open.write(bytes);
      await open.datasync();
      segments[segments.length - 1] = { ...tail, sizeBytes: tail.sizeBytes + bytes.length };
    } catch (error) {
      const why = whyFailed(error);
      await recover(why);
      return batch.map(() => ({ kind: 'failed', why }));
    }
    const firstSeq = lastSeq + 1;
    lastSeq += batch.length;
    return batch.map((_, index) => ({ kind: 'kept', seq: firstSeq + index }));
  }

  /** After a failed write nobody knows what the file holds: cuts it back now or, if that fails too, before the next. */
  async function recover(why: FileFailure): Promise<void> {
    trouble = why;
    const failed = handle;
    handle = null;
    try {
      await failed?.close();
      await mend();
      trouble = null;
    } catch (error) {
      trouble = whyFailed(error);
    }
  }

  function nextBatch(): Waiting[] {
    let bytes = 0;
    const most = waiting.findIndex(({ payload }, index) => {
      bytes += payload.length;
      return index > 0 && bytes > batchBytes;
    });
    return waiting.splice(0, most === -1 ? waiting.length : most);
  }

  async function writeAll(): Promise<void> {
    await Promise.resolve(); // so that entries handed over together share the first write
    while (waiting.length > 0) {
      const batch = nextBatch();
      let answers = await write(batch);
      const [first] = answers;
      if (first?.kind === 'failed' && first.why === 'disk full' && (await makeRoom?.()) === true)
        answers = await write(batch);
      batch.forEach(({ answer }, index) => {
        const own = answers[index];
        if (own !== undefined) answer(own);
      });
    }
    writing = null;
  }

  /** How many of the first segments lie wholly at or before an entry. The last one is still written to. */
  function countThrough(seq: number): number {
    return Math.max(
      0,
      segments.findLastIndex(({ firstSeq }) => firstSeq <= seq + 1),
    );
  }

  async function removeThrough(seq: number): Promise<void> {
    for (let count = countThrough(seq); count > 0; count -= 1) {
      const [oldest] = segments;
      if (oldest === undefined) return;
      await files.remove(oldest.name);
      if (segments[0] === oldest) segments.shift();
    }
  }

  async function idle(): Promise<void> {
    while (writing !== null) await writing;
  }

  return {
    append(payload) {
      if (closed) return Promise.reject(new Error('the journal is closed'));
      const bytes = encoder.encode(payload);
      if (bytes.length > maxPayloadBytes)
        return Promise.reject(new RangeError('entry too large for a frame'));
      return new Promise((answer) => {
        waiting.push({ payload: bytes, answer });
        writing ??= writeAll();
      });
    },
    read: (afterSeq) => readAfter(files, [...segments], afterSeq),
    get lastSeq() {
      return lastSeq;
    },
    get sizeBytes() {
      return segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
    },
    bytesThrough: (seq) =>
      segments.slice(0, countThrough(seq)).reduce((sum, segment) => sum + segment.sizeBytes, 0),
    removeThrough,
    get trouble() {
      return trouble;
    },
    get cutAside() {
      return cutAside;
    },
    idle,
    async close() {
      closed = true;
      await idle();
      await handle?.close();
      handle = null;
    },
  };
}

async function* readAfter(
  files: Files,
  segments: readonly Segment[],
  afterSeq: number,
): AsyncGenerator<Uint8Array> {
  const first = segments.findLastIndex((segment) => segment.firstSeq <= afterSeq + 1);
  const [oldest] = segments;
  if (first === -1 && oldest !== undefined)
    throw new VaultFault({ kind: 'missing', after: afterSeq, next: oldest.firstSeq });
  for (const [index, { name, firstSeq, sizeBytes }] of segments.entries()) {
    if (index < first) continue;
    if (firstSeq > afterSeq) {
      yield* bytesOf(files, name, 0, sizeBytes);
      continue;
    }
    for await (const finding of findingsIn(files, name, sizeBytes)) {
      if (finding.kind !== 'frame') throw new VaultFault({ kind: 'damaged', file: name, at: finding.at });
      if (finding.frame.seq > afterSeq) yield finding.bytes;
    }
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
