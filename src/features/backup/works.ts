// The long work of Safety: one at a time, going on wherever the person goes meanwhile, and what became of the last.
import type { Backup, BackupOutcome } from '#notebook/backup.ts';
import type { CheckOutcome, RehearseOutcome, Restoring } from '#notebook/restoring.ts';
import { openPace, type Paced } from './pace.ts';

export type Deed = 'backup' | 'check' | 'rehearse';

export type Result =
  | { readonly deed: 'backup'; readonly outcome: BackupOutcome }
  | { readonly deed: 'check'; readonly outcome: CheckOutcome }
  | { readonly deed: 'rehearse'; readonly outcome: RehearseOutcome }
  /** It broke off in a way that was not foreseen. */
  | { readonly deed: Deed; readonly outcome: { readonly kind: 'broke off'; readonly why: string } };

export interface WorksState {
  readonly running: {
    readonly deed: Deed;
    /** Null while nothing is known of it. */
    readonly progress: Paced | null;
    readonly isStopping: boolean;
  } | null;
  /** Of the last deed; null when it was stopped, or dismissed. */
  readonly result: Result | null;
}

export interface Works {
  readonly state: () => WorksState;
  readonly watch: (changed: () => void) => () => void;
  /** Does nothing while another is under way. Resolves when it is over. */
  readonly start: (deed: Deed) => Promise<void>;
  readonly stop: () => void;
  readonly dismiss: () => void;
}

export interface WorksParts {
  readonly backup: Pick<Backup, 'now'>;
  readonly restoring: Pick<Restoring, 'check' | 'rehearse'>;
  readonly nowMs: () => number;
}

export function openWorks({ backup, restoring, nowMs }: WorksParts): Works {
  const listeners = new Set<() => void>();
  let state: WorksState = { running: null, result: null };
  let stopping: AbortController | null = null;

  function become(next: Partial<WorksState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  function carryOut(deed: Deed, signal: AbortSignal): Promise<Result> {
    const pace = openPace(nowMs);
    const report: NonNullable<Parameters<Restoring['check']>[0]>['report'] = (progress) => {
      if (state.running !== null) become({ running: { ...state.running, progress: pace(progress) } });
    };
    switch (deed) {
      case 'backup':
        return backup.now('asked', signal, report).then((outcome) => ({ deed, outcome }));
      case 'check':
        return restoring.check({ signal, report }).then((outcome) => ({ deed, outcome }));
      case 'rehearse':
        return restoring.rehearse('newest', { signal, report }).then((outcome) => ({ deed, outcome }));
    }
  }

  return {
    state: () => state,
    watch: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    start: async (deed) => {
      if (state.running !== null) return;
      stopping = new AbortController();
      become({ running: { deed, progress: null, isStopping: false }, result: null });
      const result = await carryOut(deed, stopping.signal).catch((error: unknown): Result => {
        return {
          deed,
          outcome: { kind: 'broke off', why: error instanceof Error ? error.message : String(error) },
        };
      });
      become({ running: null, result: result.outcome.kind === 'stopped' ? null : result });
    },
    stop: () => {
      if (state.running === null) return;
      become({ running: { ...state.running, isStopping: true } });
      stopping?.abort();
    },
    dismiss: () => become({ result: null }),
  };
}

const known = new WeakMap<WorksParts['backup'], Works>();

/** The works of a notebook: the same for every screen. */
export function worksOf(notebook: { readonly backup: Backup; readonly restoring: Restoring }): Works {
  const { backup, restoring } = notebook;
  const found = known.get(backup) ?? openWorks({ backup, restoring, nowMs: () => performance.now() });
  known.set(backup, found);
  return found;
}
