// The notebook's side of the librarian: asks questions, wakes it after a change, clears the marks it has dealt with.
import type { FacetValue } from '#search/facetValues.ts';
import type { Store } from '#store/store.ts';
import type { IndexRoom } from './disk.ts';
import type { Door } from './door.ts';
import type {
  CalmReason,
  Findings,
  FromLibrarian,
  IndexingProgress,
  LentVector,
  MeaningState,
  Question,
  RelatedRequest,
  ToLibrarian,
  ValuesRequest,
} from './librarianProtocol.ts';
import type { QuotationAnswer, QuotationRequest } from './quotations.ts';

/** The part of a Worker that is used, so that a test may put the librarian on the same thread. */
export interface LibrarianPort {
  readonly post: (message: ToLibrarian) => void;
  readonly listen: (listener: (message: FromLibrarian) => void) => void;
  readonly close: () => void;
}

export interface SearchState {
  readonly open: 'opening' | 'open' | 'failed';
  readonly meaning: MeaningState;
  readonly progress: IndexingProgress;
}

export interface Librarian {
  /** Calls back with hits by words at once and with the final ones when they are there. */
  readonly ask: (
    question: Question,
    signal: AbortSignal,
    found: (findings: Findings, last: boolean) => void,
  ) => Promise<void>;
  readonly related: (request: RelatedRequest, signal: AbortSignal) => Promise<Findings>;
  readonly values: (request: ValuesRequest, signal: AbortSignal) => Promise<readonly FacetValue[]>;
  /** Calls back with the likely places at once and with all when every text was looked through. */
  readonly findQuotation: (
    request: QuotationRequest,
    signal: AbortSignal,
    found: (answer: QuotationAnswer, last: boolean) => void,
  ) => Promise<void>;
  /** Vectors of texts, null where the model is not available. */
  readonly embed: (
    texts: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly (Float32Array | null)[]>;
  readonly lend: (vectors: readonly LentVector[]) => Promise<void>;
  readonly borrow: () => Promise<readonly LentVector[]>;
  /** Holds indexing back for a reason, or takes the reason away. */
  readonly calm: (reason: CalmReason, calm: boolean) => void;
  readonly pause: (paused: boolean) => void;
  /** Lets the index write only so much, whatever else is wished. */
  readonly room: (room: IndexRoom) => void;
  readonly state: () => SearchState;
  readonly watch: (listener: (state: SearchState) => void) => () => void;
  /** Resolves when nothing waits to be indexed, or nothing more can be done (no model). */
  readonly idle: (signal?: AbortSignal) => Promise<void>;
  readonly close: () => void;
}

interface Waiting {
  readonly take: (message: FromLibrarian) => void;
  readonly fail: (error: Error) => void;
}

export function openLibrarian(
  port: LibrarianPort,
  store: Store,
  door: Door,
  database: string,
  cores: number,
): Librarian {
  let nextId = 1;
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(state: SearchState) => void>();
  let state: SearchState = {
    open: 'opening',
    meaning: { kind: 'asleep' },
    progress: {
      waiting: 0,
      uncut: 0,
      done: 0,
      passagesPerSecond: null,
      secondsLeft: null,
      embedded: 0,
      paused: false,
      isChecked: false,
      slowedBy: null,
    },
  };
  const become = (change: Partial<SearchState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener(state);
  };

  port.listen((message) => {
    switch (message.kind) {
      case 'opened':
        become({ open: 'open' });
        port.post({ kind: 'wake' });
        return;
      case 'openFailed':
        become({ open: 'failed', meaning: { kind: 'unavailable', why: message.why } });
        for (const each of waiting.values()) each.fail(new Error(message.why));
        waiting.clear();
        return;
      case 'indexed':
        // A mark that cannot be removed now is dealt with again at the next start.
        store.clearMarks(message.marks).catch(() => undefined);
        return;
      case 'progress':
        become({ progress: message.progress });
        return;
      case 'meaning':
        become({ meaning: message.state });
        return;
      default:
        waiting.get(message.id)?.take(message);
    }
  });
  const unwatch = door.watch(() => port.post({ kind: 'wake' }));
  port.post({ kind: 'open', database, cores });

  /** Sends a request and hands its answers to `take` until that returns true. */
  const request = (
    make: (id: number) => ToLibrarian,
    signal: AbortSignal | undefined,
    take: (message: FromLibrarian) => boolean,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(abortError());
        return;
      }
      const id = nextId++;
      const finish = (end: () => void): void => {
        waiting.delete(id);
        signal?.removeEventListener('abort', abort);
        end();
      };
      const abort = (): void => {
        port.post({ kind: 'abort', id });
        finish(() => reject(abortError()));
      };
      waiting.set(id, {
        take: (message) => {
          if (message.kind === 'failed') finish(() => reject(new Error(message.why)));
          else if (take(message)) finish(resolve);
        },
        fail: (error) => finish(() => reject(error)),
      });
      signal?.addEventListener('abort', abort);
      port.post(make(id));
    });

  return {
    ask: (question, signal, found) =>
      request(
        (id) => ({ kind: 'ask', id, question }),
        signal,
        (message) => {
          if (message.kind !== 'found') return false;
          found(message.findings, message.last);
          return message.last;
        },
      ),
    related: async (given, signal) => {
      let findings: Findings = {
        mode: 'fused',
        hits: [],
        counts: {},
        passages: 0,
        isWeak: false,
        isList: false,
      };
      await request(
        (id) => ({ kind: 'related', id, request: given }),
        signal,
        (message) => {
          if (message.kind !== 'found') return false;
          findings = message.findings;
          return message.last;
        },
      );
      return findings;
    },
    values: async (given, signal) => {
      let values: readonly FacetValue[] = [];
      await request(
        (id) => ({ kind: 'values', id, request: given }),
        signal,
        (message) => {
          if (message.kind !== 'values') return false;
          ({ values } = message);
          return true;
        },
      );
      return values;
    },
    findQuotation: (given, signal, found) =>
      request(
        (id) => ({ kind: 'findQuotation', id, request: given }),
        signal,
        (message) => {
          if (message.kind !== 'quotation') return false;
          found(message.answer, message.last);
          return message.last;
        },
      ),
    embed: async (texts, signal) => {
      let vectors: readonly (Float32Array | null)[] = [];
      await request(
        (id) => ({ kind: 'embed', id, texts }),
        signal,
        (message) => {
          if (message.kind !== 'vectors') return false;
          ({ vectors } = message);
          return true;
        },
      );
      return vectors;
    },
    lend: (vectors) =>
      request(
        (id) => ({ kind: 'lend', id, vectors }),
        undefined,
        (message) => message.kind === 'lent',
      ),
    borrow: async () => {
      let vectors: readonly LentVector[] = [];
      await request(
        (id) => ({ kind: 'borrow', id }),
        undefined,
        (message) => {
          if (message.kind !== 'lent') return false;
          ({ vectors } = message);
          return true;
        },
      );
      return vectors;
    },
    calm: (reason, calm) => port.post({ kind: 'calm', reason, calm }),
    pause: (paused) => port.post({ kind: 'pause', paused }),
    room: (room) => port.post({ kind: 'room', room }),
    state: () => state,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle: async (signal) => {
      for (;;) {
        signal?.throwIfAborted();
        await door.settled();
        const stuck =
          state.open === 'failed' || (state.meaning.kind === 'unavailable' && state.progress.waiting > 0);
        const { isChecked, waiting: unfinished } = state.progress;
        if (stuck || (isChecked && unfinished === 0 && (await store.pendingCount()) === 0)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    close: () => {
      unwatch();
      port.close();
      for (const each of waiting.values()) each.fail(abortError());
      waiting.clear();
    },
  };
}

function abortError(): Error {
  return new DOMException('The question was withdrawn', 'AbortError');
}
