// One embedder as the pool sees it: its worker, the text it has in hand, and whether its model is loaded.
import type { Fault, FromEmbedder, ToEmbedder } from './protocol.ts';
import type { Errand } from './queue.ts';

/** As much of a Worker as an embedder needs, so that a test can be one. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<FromEmbedder>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: ToEmbedder): void;
  terminate(): void;
}

/** What an embedder tells the pool. After `ended` or `stop` it says nothing more. */
export interface EmbedderEvents {
  readonly loaded: () => void;
  /** The text in hand is done, and the embedder is free. */
  readonly done: (errand: Errand, vector: Float32Array<ArrayBuffer> | null, tookMs: number) => void;
  /** The model's files cannot be used: no other worker would do better. */
  readonly refused: (fault: Fault) => void;
  /** The worker ended, or failed so that it cannot be trusted with another text. */
  readonly ended: (errand: Errand | null, why: string) => void;
}

export interface Embedder {
  readonly errand: () => Errand | null;
  readonly isLoaded: () => boolean;
  readonly take: (errand: Errand) => void;
  /** Tells the worker that the text in hand is not wanted any more; it stays in hand until the worker answers. */
  readonly forget: () => void;
  readonly stop: () => void;
}

export function createEmbedder(worker: WorkerLike, tell: (embedder: Embedder) => EmbedderEvents): Embedder {
  let inHand: Errand | null = null;
  let id = 0;
  let loaded = false;
  let takenAtMs = 0;

  const stop = (): void => {
    worker.onmessage = null;
    worker.onerror = null;
    worker.terminate();
  };
  const embedder: Embedder = {
    errand: () => inHand,
    isLoaded: () => loaded,
    take: (errand) => {
      inHand = errand;
      id += 1;
      takenAtMs = performance.now();
      worker.postMessage({ kind: 'embed', id, text: errand.text });
    },
    forget: () => worker.postMessage({ kind: 'abort', id }),
    stop,
  };
  const events = tell(embedder);

  const end = (why: string): void => {
    const errand = inHand;
    inHand = null;
    stop();
    events.ended(errand, why);
  };

  worker.onerror = (event) => {
    // The pool answers for it: the browser need not print it as an error of the page as well.
    event.preventDefault();
    end(event.message || 'the worker did not start');
  };
  worker.onmessage = ({ data }) => {
    if (data.kind === 'loaded') {
      loaded = true;
      events.loaded();
      return;
    }
    const errand = inHand;
    if (!errand || data.id !== id) return;
    if (data.kind === 'fault') {
      if (data.fault.kind === 'failed') end(data.fault.message);
      else events.refused(data.fault);
      return;
    }
    inHand = null;
    events.done(errand, data.kind === 'vector' ? data.vector : null, performance.now() - takenAtMs);
  };
  return embedder;
}
