// A frame: one entry of the journal as bytes, sealed so that damage is noticed and told from a write cut short.
import { crc32c } from './crc32c.ts';

// offset  0        4        6        8          12       20       28        36         40        44
//         | magic  | version| zero   | payload  | seq    | kept   | time    | head     | whole   | payload ...
//         | CP FF J| u16    | u16    | bytes u32| u64    | u64    | ms u64  | CRC u32  | CRC u32 |
//
// Little-endian. The head's CRC covers bytes 0-35, so that a damaged length is never believed. The whole CRC covers
// bytes 0-39 and the payload. FF occurs in no UTF-8 text: no payload can contain what looks like a frame.

export const headBytes = 44;
export const maxPayloadBytes = 2 ** 28;

const magic = [0x43, 0x50, 0xff, 0x4a] as const;
const markAt = 2; // where FF stands in the magic
const version = 1;

export interface Frame {
  readonly seq: number;
  /** The last sequence number known to outlive a power cut when this frame was written; always below `seq`. */
  readonly kept: number;
  readonly timeMs: number;
  /** UTF-8 text. The vault does not look inside. */
  readonly payload: Uint8Array;
}

/** What was found in a stream of frames; `at` is an offset in bytes from the stream's beginning. */
export type Finding =
  | { readonly kind: 'frame'; readonly at: number; readonly frame: Frame; readonly bytes: Uint8Array }
  /** Bytes that are no frame, with a whole frame after them. */
  | { readonly kind: 'damaged'; readonly at: number; readonly resumesAt: number }
  /** Bytes that are no frame, and none after them: a write that was cut short. */
  | { readonly kind: 'torn'; readonly at: number }
  /** A frame in a version of the format that this program does not know. Nothing is read after it. */
  | { readonly kind: 'newer'; readonly at: number; readonly version: number };

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const { seq, kept, timeMs, payload } = frame;
  if (payload.length > maxPayloadBytes) throw new RangeError('payload too large for a frame');
  if (!(Number.isSafeInteger(seq) && seq > kept && kept >= 0)) throw new RangeError('not a sequence number');
  const bytes = new Uint8Array(headBytes + payload.length);
  const head = new DataView(bytes.buffer);
  bytes.set(magic);
  head.setUint16(4, version, true);
  head.setUint32(8, payload.length, true);
  head.setBigUint64(12, BigInt(seq), true);
  head.setBigUint64(20, BigInt(kept), true);
  head.setBigUint64(28, BigInt(Math.max(0, Math.trunc(timeMs))), true);
  head.setUint32(36, crc32c(bytes.subarray(0, 36)), true);
  head.setUint32(40, crc32c(payload, crc32c(bytes.subarray(0, 40))), true);
  bytes.set(payload, headBytes);
  return bytes;
}

interface Head {
  readonly version: number;
  readonly payloadBytes: number;
  readonly seq: number;
  readonly kept: number;
  readonly timeMs: number;
  readonly wholeCrc: number;
}

/** The head at an offset, or null when the bytes there are none. Wants `headBytes` bytes. */
function headAt(bytes: Uint8Array, at: number): Head | null {
  if (magic.some((byte, index) => bytes[at + index] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, headBytes);
  if (view.getUint32(36, true) !== crc32c(bytes.subarray(at, at + 36))) return null;
  const head = {
    version: view.getUint16(4, true),
    payloadBytes: view.getUint32(8, true),
    seq: Number(view.getBigUint64(12, true)),
    kept: Number(view.getBigUint64(20, true)),
    timeMs: Number(view.getBigUint64(28, true)),
    wholeCrc: view.getUint32(40, true),
  };
  return head.version !== version || head.payloadBytes <= maxPayloadBytes ? head : null;
}

export interface FrameReader {
  /** What can be told now that these bytes have come too. The chunk itself is not kept. */
  push(chunk: Uint8Array): readonly Finding[];
  /** What can be told now that no more bytes come. */
  end(): readonly Finding[];
}

/** Reads frames from bytes that arrive in chunks of any size. */
export function readFrames(): FrameReader {
  let held: Uint8Array = new Uint8Array();
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let wantedBytes = headBytes; // nothing more can be told with fewer bytes than these
  let heldFrom = 0; // offset of `held` in the stream
  let damagedFrom: number | null = null;
  let stopped = false;

  function scan(isLast: boolean): Finding[] {
    const found: Finding[] = [];
    let at = 0;

    /** The bytes here are no frame: goes on at the next place that may be one. */
    function skip(): void {
      damagedFrom ??= heldFrom + at;
      const mark = held.indexOf(magic[markAt], at + 1 + markAt);
      at = mark === -1 ? Math.max(at + 1, held.length - markAt) : mark - markAt;
    }

    wantedBytes = headBytes;
    while (!stopped && at < held.length) {
      if (held.length - at < headBytes) {
        if (!isLast) break;
        skip();
        continue;
      }
      const head = headAt(held, at);
      if (head === null) {
        skip();
        continue;
      }
      if (head.version !== version) {
        found.push({ kind: 'newer', at: heldFrom + at, version: head.version });
        stopped = true;
        damagedFrom = null;
        break;
      }
      const end = at + headBytes + head.payloadBytes;
      if (end > held.length && !isLast) {
        wantedBytes = end - at;
        break;
      }
      const payload = held.subarray(at + headBytes, end);
      if (end > held.length || crc32c(payload, crc32c(held.subarray(at, at + 40))) !== head.wholeCrc) {
        skip();
        continue;
      }
      if (damagedFrom !== null) found.push({ kind: 'damaged', at: damagedFrom, resumesAt: heldFrom + at });
      damagedFrom = null;
      const { seq, kept, timeMs } = head;
      found.push({
        kind: 'frame',
        at: heldFrom + at,
        frame: { seq, kept, timeMs, payload },
        bytes: held.subarray(at, end),
      });
      at = end;
    }
    held = held.subarray(at);
    heldFrom += at;
    return found;
  }

  /** Joins what waits to what is held: once per frame, however small the chunks. */
  function join(): void {
    if (waiting.length === 0) return;
    const joined = new Uint8Array(held.length + waitingBytes);
    joined.set(held);
    let at = held.length;
    for (const chunk of waiting) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    held = joined;
    waiting = [];
    waitingBytes = 0;
  }

  return {
    push(chunk) {
      if (stopped) return [];
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (held.length + waitingBytes < wantedBytes) return [];
      join();
      return scan(false);
    },
    end() {
      if (stopped) return [];
      join();
      const found = scan(true);
      if (damagedFrom !== null) found.push({ kind: 'torn', at: damagedFrom });
      stopped = true;
      return found;
    },
  };
}

/** Everything in a whole stream of frames. */
export function decodeFrames(bytes: Uint8Array): readonly Finding[] {
  const reader = readFrames();
  return [...reader.push(bytes), ...reader.end()];
}
