// A snapshot on its way from whoever reads files to whoever understands records: verified first, and then entry after
// entry. What the entries hold travels in frames of its own, so that no record can pass for a word about the snapshot.
//
//   frame = kind (1 byte: 'N' news, 'B' bytes) | length (4 bytes, little-endian) | payload
import type { SnapshotAbout } from './manifest.ts';
import type { SnapshotFault } from './snapshotFault.ts';

/** What is in a snapshot, or in the healthy part of it. */
export interface StreamContents {
  readonly counts: Readonly<Record<string, number>>;
  readonly attachments: number;
}

export type StreamNews =
  /** How many bytes of the file have been read, or of attached files been stored. */
  | { readonly kind: 'verifying' | 'storing'; readonly done: number; readonly total: number }
  /** It is sound, or what follows is its healthy part: `leftOut` names the entries that are not. */
  | {
      readonly kind: 'verified';
      readonly about: SnapshotAbout;
      readonly contents: StreamContents;
      readonly sizeBytes: number;
      readonly leftOut: readonly string[];
    }
  /** What follows are the bytes of the records of one kind. */
  | { readonly kind: 'records'; readonly of: string }
  /** It is not sound, or was not any more when it was read again: whatever came before is void. */
  | { readonly kind: 'refused'; readonly fault: SnapshotFault; readonly healthy: StreamContents | null }
  /** The machine failed; whatever came before is void. */
  | { readonly kind: 'failed'; readonly why: 'disk full' | 'disk error' }
  /** Attached files of the notebook itself, by their hashes. */
  | { readonly kind: 'attached'; readonly sound: readonly string[]; readonly damaged: readonly string[] }
  /** All of it came. */
  | { readonly kind: 'end' };

export type StreamPart = StreamNews | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

const headBytes = 5;
const newsMark = 0x4e;
const bytesMark = 0x42;

export function encodePart(part: StreamPart): Uint8Array {
  const payload = part.kind === 'bytes' ? part.bytes : new TextEncoder().encode(JSON.stringify(part));
  const frame = new Uint8Array(headBytes + payload.length);
  frame[0] = part.kind === 'bytes' ? bytesMark : newsMark;
  new DataView(frame.buffer).setUint32(1, payload.length, true);
  frame.set(payload, headBytes);
  return frame;
}

/** Reads what `encodePart` wrote, from bytes in chunks of any size. Throws where the bytes end within a frame. */
export async function* partsIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamPart> {
  let held: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    held = joined(held, chunk);
    for (;;) {
      if (held.length < headBytes) break;
      const length = new DataView(held.buffer, held.byteOffset).getUint32(1, true);
      if (held.length < headBytes + length) break;
      const payload = held.subarray(headBytes, headBytes + length);
      const mark = held[0];
      held = held.subarray(headBytes + length);
      yield mark === bytesMark ? { kind: 'bytes', bytes: payload } : parseNews(payload);
    }
  }
  if (held.length > 0) throw new Error('the backup was not sent to its end');
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** Written by our own main process: the form is trusted, what it says is not. */
function parseNews(payload: Uint8Array): StreamNews {
  return JSON.parse(new TextDecoder().decode(payload)) as StreamNews;
}
