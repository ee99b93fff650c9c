// The importers: a few workers, one file at a time in each. A worker that takes too long is ended with its file; one
// that answered is used again.
import type { ImportAs } from './imported.ts';
import type { Answer, BytesFrom, FromImporter, ToImporter } from './importerProtocol.ts';

/** The part of a worker that is used here, so that tests need no real one. */
export interface ImporterLike {
  onmessage: ((event: MessageEvent<FromImporter>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  readonly postMessage: (message: ToImporter) => void;
  readonly terminate: () => void;
}

interface FileOnOffer {
  readonly path: string;
  readonly from: BytesFrom;
}

/** Why a file failed when its worker was ended from here; other reasons are the machine's own words. */
const endings = { tookTooLong: 'took too long', aborted: 'aborted' } as const;

export interface Importers {
  /** Waits for a free worker, then reads the file. Never rejects. */
  readonly read: (file: FileOnOffer, as: ImportAs, signal?: AbortSignal) => Promise<Answer>;
  /** Ends every worker; files under way and waiting are answered as aborted. */
  readonly close: () => void;
}

export interface ImportersOptions {
  readonly spawn: () => ImporterLike;
  /** The most files at a time. */
  readonly workers?: number;
  readonly timeoutMs?: number;
  /** Runs something later, unless the returned function is called before. */
  readonly after?: (pauseMs: number, run: () => void) => () => void;
}

interface Errand {
  readonly file: FileOnOffer;
  readonly as: ImportAs;
  readonly signal: AbortSignal | undefined;
  readonly settle: (answer: Answer) => void;
}

const minuteMs = 60_000;
/** A worker with nothing to do gives its memory back; only ending it does that. */
const idleMs = 10_000;
const aborted: Answer = { kind: 'failed', why: endings.aborted };
const tookTooLong: Answer = { kind: 'failed', why: endings.tookTooLong };

/** A real importer. */
export function spawnImporter(): ImporterLike {
  return new Worker(new URL('./importer.worker.ts', import.meta.url), { type: 'module', name: 'importer' });
}

function afterTimer(pauseMs: number, run: () => void): () => void {
  const timer = setTimeout(run, pauseMs);
  return () => clearTimeout(timer);
}

/** A worker, or why there is none. */
function trySpawn(spawn: () => ImporterLike): ImporterLike | string {
  try {
    return spawn();
  } catch (error) {
    return String(error);
  }
}

export function createImporters(options: ImportersOptions): Importers {
  const { spawn, workers = 2, timeoutMs = minuteMs, after = afterTimer } = options;
  const waiting: Errand[] = [];
  const free: ImporterLike[] = [];
  /** What ends a file under way. */
  const busy = new Map<Errand, (answer: Answer) => void>();
  let lastId = 0;
  let stopIdling = (): void => undefined;

  const dismiss = (): void => {
    for (const worker of free.splice(0)) worker.terminate();
  };

  const giveOut = (): void => {
    while (busy.size < workers) {
      const errand = waiting.shift();
      if (!errand) break;
      // One signal may stop many: none of them is begun while it tells the others.
      if (errand.signal?.aborted) errand.settle(aborted);
      else start(errand);
    }
    stopIdling();
    if (busy.size === 0) stopIdling = after(idleMs, dismiss);
  };

  const start = (errand: Errand): void => {
    const worker = free.pop() ?? trySpawn(spawn);
    if (typeof worker === 'string') {
      errand.settle({ kind: 'failed', why: worker });
      return;
    }
    const id = ++lastId;
    const end = (answer: Answer): void => {
      stopClock();
      busy.delete(errand);
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
      // Only a worker that came through whole is trusted with another file.
      if (answer.kind === 'imported' || answer.kind === 'refused') free.push(worker);
      else worker.terminate();
      errand.settle(answer);
      giveOut();
    };
    const stopClock = after(timeoutMs, () => end(tookTooLong));
    busy.set(errand, end);
    worker.onmessage = ({ data }) => {
      if (data.id !== id) return;
      const { id: _, ...given } = data;
      end(given);
    };
    worker.onerror = (event) => end({ kind: 'failed', why: event.message });
    worker.onmessageerror = () => end({ kind: 'failed', why: 'the answer could not be read' });
    const { file, as } = errand;
    worker.postMessage({ id, path: file.path, from: file.from, as });
  };

  const read = (file: FileOnOffer, as: ImportAs, signal?: AbortSignal): Promise<Answer> => {
    if (signal?.aborted) return Promise.resolve(aborted);
    return new Promise((resolve) => {
      const errand: Errand = {
        file,
        as,
        signal,
        settle: (answer) => {
          signal?.removeEventListener('abort', abort);
          resolve(answer);
        },
      };
      const abort = (): void => {
        const at = waiting.indexOf(errand);
        if (at >= 0) {
          waiting.splice(at, 1);
          errand.settle(aborted);
        } else busy.get(errand)?.(aborted);
      };
      signal?.addEventListener('abort', abort);
      waiting.push(errand);
      giveOut();
    });
  };

  const close = (): void => {
    for (const errand of waiting.splice(0)) errand.settle(aborted);
    for (const end of [...busy.values()]) end(aborted);
    stopIdling();
    dismiss();
  };

  return { read, close };
}
