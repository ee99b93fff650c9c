// The export of everything, while it runs and when it has ended: one at a time, whichever screen is shown.
import type { ExportProgress } from '#notebook/exporting.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { whyOf } from './why.ts';

export type ExportState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly folder: string;
      /** Null until it is known how much there is. */
      readonly progress: ExportProgress | null;
      readonly cancel: () => void;
    }
  | {
      readonly kind: 'done' | 'cancelled';
      readonly folder: string;
      readonly files: number;
    }
  | { readonly kind: 'failed'; readonly progress: ExportProgress; readonly why: string };

const idle: ExportState = { kind: 'idle' };
/** Progress is told this often at most. */
const tellEveryMs = 100;

export interface ExportWork {
  readonly state: () => ExportState;
  readonly watch: (listener: () => void) => () => void;
  /** Asks for a folder, then writes everything into it. Resolves when it has ended. */
  readonly start: (work: Pick<Workplace, 'notebook' | 'surroundings' | 'flushDrafts'>) => Promise<void>;
  /** Puts away what is said of an export that has ended. */
  readonly dismiss: () => void;
}

export function openExportWork(nowMs: () => number = () => performance.now()): ExportWork {
  const listeners = new Set<() => void>();
  let state: ExportState = idle;
  let isAsking = false;
  const become = (next: ExportState): void => {
    state = next;
    for (const listener of listeners) listener();
  };

  return {
    state: () => state,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async ({ notebook, surroundings, flushDrafts }) => {
      if (isAsking || state.kind === 'running') return;
      isAsking = true;
      const stop = new AbortController();
      let progress: ExportProgress = { done: 0, total: 0 };
      let toldMs = 0;
      try {
        const shelf = await surroundings.chooseExportFolder();
        if (shelf === null) return;
        const folder = shelf.name;
        const cancel = (): void => stop.abort();
        become({ kind: 'running', folder, progress: null, cancel });
        await flushDrafts();
        const report = (now: ExportProgress): void => {
          progress = now;
          if (nowMs() - toldMs < tellEveryMs) return;
          toldMs = nowMs();
          become({ kind: 'running', folder, progress, cancel });
        };
        const { files } = await notebook.exporting.everything(shelf.write, report, stop.signal);
        await shelf.close();
        become({ kind: stop.signal.aborted ? 'cancelled' : 'done', folder, files });
      } catch (error) {
        become({ kind: 'failed', progress, why: whyOf(error) });
      } finally {
        isAsking = false;
      }
    },
    dismiss: () => {
      if (state.kind !== 'running') become(idle);
    },
  };
}

/** The one of this window: the command starts it, the dialog shows it. */
export const exportWork = openExportWork();
