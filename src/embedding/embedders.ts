// The embedders: a few single-threaded workers that share one queue of texts, start when there is work and leave when
// there has been none for a while.
import { createEmbedder, type Embedder, type EmbedderEvents, type WorkerLike } from './embedder.ts';
import { createPace } from './pace.ts';
import type { Fault } from './protocol.ts';
import { createErrand, createQueue, type Errand, type Outcome, type Priority } from './queue.ts';

export type EmbeddersState =
  /** No worker is alive: before the first text, and after a while without one. */
  | { readonly kind: 'asleep' }
  | { readonly kind: 'loading' }
  /** At least one worker has its model. */
  | { readonly kind: 'ready' }
  /** For as long as the program runs: the model is missing or damaged, or its workers end again and again. */
  | { readonly kind: 'unavailable'; readonly why: Fault };

export interface Clock {
  /** Runs something later, unless the returned function is called before. */
  readonly after: (pauseMs: number, run: () => void) => () => void;
}

export interface EmbeddersOptions {
  /** The most workers at a time: see `embedderCount`. */
  readonly workers: number;
  readonly spawn: () => WorkerLike;
  /** How long without a text until the workers leave and give their memory back. */
  readonly idleMs?: number;
  readonly clock?: Clock;
}

export interface EmbedOptions {
  readonly priority: Priority;
  readonly signal?: AbortSignal;
}

export interface Embedders {
  readonly embed: (text: string, options: EmbedOptions) => Promise<Outcome>;
  /** True while keys arrive, say: then only one worker at a time has a passage, and none is started beside it. */
  readonly calm: (calm: boolean) => void;
  /** The machine has other work: the pool keeps to one worker by itself. */
  readonly isBusy: () => boolean;
  readonly state: () => EmbeddersState;
  /** Calls the listener after every change of state, until the returned function is called. */
  readonly watch: (listener: (state: EmbeddersState) => void) => () => void;
  /** Ends every worker; texts still under way are answered as aborted. */
  readonly close: () => void;
}

const fiveMinutesMs = 5 * 60_000;
/** One passage, as of a note that was just saved, is done sooner by a worker that has its model. */
const worthAnother = 2;
/** A text that ended two workers is not given to a third. */
const mostEndsOfOneText = 2;
/** So many ends without a vector in between are not the texts' fault. */
const mostEndsInARow = 4;

const realClock: Clock = {
  after: (pauseMs, run) => {
    const timer = setTimeout(run, pauseMs);
    return () => clearTimeout(timer);
  },
};

/** One embedder a core, at least 1 and at most 4. */
export function embedderCount(cores: number): number {
  return Math.min(4, Math.max(1, Math.floor(cores) || 1));
}

/** A real embedder. Works in a page and inside another worker. */
export function spawnEmbedder(): WorkerLike {
  return new Worker(new URL('./embedder.worker.ts', import.meta.url), { type: 'module', name: 'embedder' });
}

export function createEmbedders(options: EmbeddersOptions): Embedders {
  const { workers, spawn, idleMs = fiveMinutesMs, clock = realClock } = options;
  const queue = createQueue();
  const staff = new Set<Embedder>();
  const listeners = new Set<(state: EmbeddersState) => void>();
  const pace = createPace();
  let calm = false;
  let fault: Fault | null = null;
  let endsInARow = 0;
  let announced: EmbeddersState = { kind: 'asleep' };
  let stayAwake: () => void = () => undefined;

  const state = (): EmbeddersState => {
    if (fault) return { kind: 'unavailable', why: fault };
    if (staff.size === 0) return { kind: 'asleep' };
    return { kind: [...staff].some((embedder) => embedder.isLoaded()) ? 'ready' : 'loading' };
  };
  const busy = (): readonly Errand[] => [...staff].flatMap((embedder) => embedder.errand() ?? []);

  /** Gives out what can be given out, then says what changed. Called after everything that happens. */
  const settleDown = (): void => {
    while (giveOne()) continue;
    stayAwake();
    if (staff.size > 0 && queue.isEmpty() && busy().length === 0) stayAwake = clock.after(idleMs, sleep);
    const now = state();
    if (now.kind === announced.kind) return;
    announced = now;
    for (const listener of listeners) listener(now);
  };

  const giveOne = (): boolean => {
    const passageRuns = busy().some((errand) => errand.priority === 'passage');
    const errand = queue.first(!((calm || pace.isBusy()) && passageRuns));
    const embedder = errand && (freeEmbedder() ?? newEmbedder(errand.priority));
    if (!embedder) return false;
    queue.remove(errand);
    embedder.take(errand);
    return true;
  };

  const freeEmbedder = (): Embedder | null => {
    const free = [...staff].filter((embedder) => embedder.errand() === null);
    return free.find((embedder) => embedder.isLoaded()) ?? free[0] ?? null;
  };

  /** A worker that is at it is free before a new one has loaded: beside it, only several passages start another. */
  const newEmbedder = (priority: Priority): Embedder | null => {
    const isRoom = !calm && !pace.isBusy() && staff.size < workers;
    const mayStart =
      staff.size === 0 || (priority === 'passage' && isRoom && queue.passages() >= worthAnother);
    if (!mayStart) return null;
    try {
      const embedder = createEmbedder(spawn(), eventsOf);
      staff.add(embedder);
      return embedder;
    } catch (error) {
      // No worker can be made at all, now or later.
      giveUp({ kind: 'failed', message: String(error) });
      return null;
    }
  };

  const eventsOf = (embedder: Embedder): EmbedderEvents => ({
    loaded: settleDown,
    done: (errand, vector, tookMs) => {
      if (vector) endsInARow = 0;
      if (vector && errand.priority === 'passage') pace.took(errand.text.length, tookMs);
      errand.settle(vector ? { kind: 'vector', vector } : { kind: 'aborted' });
      settleDown();
    },
    refused: giveUp,
    ended: (errand, why) => {
      staff.delete(embedder);
      endsInARow += 1;
      if (errand && !errand.isSettled()) retry(errand, why);
      if (endsInARow >= mostEndsInARow) giveUp({ kind: 'failed', message: why });
      else settleDown();
    },
  });

  const retry = (errand: Errand, why: string): void => {
    errand.ended += 1;
    if (errand.ended < mostEndsOfOneText) queue.add(errand);
    else errand.settle({ kind: 'unavailable', why: { kind: 'failed', message: why } });
  };

  const dismissAll = (outcome: Outcome): void => {
    const open = [...busy(), ...queue.drain()];
    sleep();
    for (const errand of open) errand.settle(outcome);
  };
  const giveUp = (why: Fault): void => {
    fault = why;
    dismissAll({ kind: 'unavailable', why });
  };
  /** Only ending a worker gives its memory back: WebAssembly memory never shrinks. */
  const sleep = (): void => {
    for (const embedder of staff) embedder.stop();
    staff.clear();
    settleDown();
  };

  const embed = (text: string, { priority, signal }: EmbedOptions): Promise<Outcome> => {
    if (signal?.aborted) return Promise.resolve({ kind: 'aborted' });
    if (fault) return Promise.resolve({ kind: 'unavailable', why: fault });
    return new Promise((resolve) => {
      const errand = createErrand(text, priority, (outcome) => {
        signal?.removeEventListener('abort', abort);
        resolve(outcome);
      });
      const abort = (): void => {
        errand.settle({ kind: 'aborted' });
        if (!queue.remove(errand)) [...staff].find((embedder) => embedder.errand() === errand)?.forget();
        settleDown();
      };
      signal?.addEventListener('abort', abort);
      queue.add(errand);
      settleDown();
    });
  };

  return {
    embed,
    calm: (keysArrive) => {
      calm = keysArrive;
      settleDown();
    },
    isBusy: pace.isBusy,
    state,
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => dismissAll({ kind: 'aborted' }),
  };
}
