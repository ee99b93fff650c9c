// The entries that are written in these batteries: each is told by its number alone, so that any loss or mixture shows.
import { decodeFrames } from '#vault/frame.ts';
import type { Journal } from '#vault/journal.ts';
import { dice } from './battery.ts';

const mostChars = 6000;

export function payloadOf(seq: number): string {
  const roll = dice(seq);
  const length = roll(8) === 0 ? roll(mostChars) : roll(200);
  return `${seq} ${String.fromCharCode(97 + roll(26)).repeat(length)} ${seq}`;
}

/** Reads a journal to its end. Throws where an entry is not what was written under its number, or one is missing. */
export async function countWhole(journal: Journal, afterSeq = 0): Promise<number> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of journal.read(afterSeq)) chunks.push(chunk);
  let last = afterSeq;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (const finding of decodeFrames(Buffer.concat(chunks))) {
    if (finding.kind !== 'frame') throw new Error(`the journal handed out ${finding.kind} bytes`);
    if (finding.frame.seq !== last + 1) throw new Error(`entry ${finding.frame.seq} follows entry ${last}`);
    last += 1;
    if (decoder.decode(finding.frame.payload) !== payloadOf(last)) throw new Error(`entry ${last} is torn`);
  }
  return last;
}
