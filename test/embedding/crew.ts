// Workers that a test plays itself, and a clock that it turns by hand.
import { createEmbedders, type Clock, type Embedders } from '#embedding/embedders.ts';
import type { WorkerLike } from '#embedding/embedder.ts';
import type { Fault, FromEmbedder, ToEmbedder } from '#embedding/protocol.ts';

/** A worker that does nothing until the test says what it answers. */
export class PlayedWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<FromEmbedder>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly heard: ToEmbedder[] = [];
  ended = false;

  postMessage(message: ToEmbedder): void {
    if (this.ended) throw new Error('a message to a worker that was ended');
    this.heard.push(structuredClone(message));
  }
  terminate(): void {
    this.ended = true;
  }

  say(message: FromEmbedder): void {
    this.onmessage?.({ data: message } as MessageEvent<FromEmbedder>);
  }
  die(message = 'out of memory'): void {
    this.onerror?.({ message, preventDefault: () => undefined } as ErrorEvent);
  }

  /** The texts it was given, in order. */
  get texts(): readonly string[] {
    return this.heard.flatMap((message) => (message.kind === 'embed' ? [message.text] : []));
  }
  get last(): Extract<ToEmbedder, { kind: 'embed' }> {
    return this.heard.findLast((message) => message.kind === 'embed')!;
  }

  loaded(): void {
    this.say({ kind: 'loaded' });
  }
  /** Answers the text in hand with a vector that can be told apart by its first number. */
  finish(mark = 1): void {
    this.say({ kind: 'vector', id: this.last.id, vector: new Float32Array([mark]) });
  }
  fault(fault: Fault): void {
    this.say({ kind: 'fault', id: this.last.id, fault });
  }
}

export interface Crew {
  readonly pool: Embedders;
  /** Every worker that was ever started. */
  readonly workers: readonly PlayedWorker[];
  readonly passMs: (ms: number) => void;
}

export function crewOf(workers: number, idleMs = 1000): Crew {
  const started: PlayedWorker[] = [];
  const time = handClock();
  const pool = createEmbedders({
    workers,
    idleMs,
    clock: time.clock,
    spawn: () => {
      const worker = new PlayedWorker();
      started.push(worker);
      return worker;
    },
  });
  return { pool, workers: started, passMs: time.passMs };
}

function handClock(): { readonly clock: Clock; readonly passMs: (ms: number) => void } {
  let nowMs = 0;
  const due = new Map<symbol, { readonly atMs: number; readonly run: () => void }>();
  return {
    clock: {
      after: (pauseMs, run) => {
        const key = Symbol();
        due.set(key, { atMs: nowMs + pauseMs, run });
        return () => void due.delete(key);
      },
    },
    passMs: (ms) => {
      nowMs += ms;
      for (const [key, { atMs, run }] of [...due]) {
        if (atMs <= nowMs && due.delete(key)) run();
      }
    },
  };
}
