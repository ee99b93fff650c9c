// The machine as a window has it: its own clock and randomness, and the journal of the main process.
import type { Desktop } from '#desktop/contract.ts';
import { readFrames } from '#vault/frame.ts';
import type { JournalFrame, Machine } from './machine.ts';

export function desktopMachine(desktop: Desktop): Machine {
  return {
    now: () => new Date(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    journal: {
      append: (payload) => desktop.appendJournal(payload),
      read: async function* (afterSeq) {
        const { address } = await desktop.openJournal(afterSeq);
        const response = await fetch(address);
        if (!response.ok || response.body === null) throw new Error('the journal could not be read');
        yield* framesIn(response.body);
      },
    },
  };
}

/** Reads raw journal bytes as they come in. Throws where they are damaged: nothing may be passed over silently. */
export async function* framesIn(stream: ReadableStream<Uint8Array>): AsyncGenerator<JournalFrame> {
  const frames = readFrames();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    for (const finding of done ? frames.end() : frames.push(value)) {
      if (finding.kind !== 'frame') throw new Error(`the journal is ${finding.kind} at byte ${finding.at}`);
      yield { seq: finding.frame.seq, payload: decoder.decode(finding.frame.payload) };
    }
    if (done) return;
  }
}
