// Bringing a backup back, step by step: first it is looked at, then the person says yes, then it is done.
import type {
  BackupSource,
  LongWork,
  Looked,
  LookOutcome,
  Restoring,
  RestoreOutcome,
} from '#notebook/restoring.ts';
import { openPace, type Paced } from './pace.ts';

export type RestoreStep =
  | { readonly kind: 'looking'; readonly progress: Paced | null }
  | { readonly kind: 'looked'; readonly looked: Looked }
  | { readonly kind: 'restoring'; readonly progress: Paced | null }
  | { readonly kind: 'done'; readonly outcome: Extract<RestoreOutcome, { kind: 'restored' }> }
  | { readonly kind: 'refused'; readonly outcome: Extract<LookOutcome, { kind: 'refused' }> }
  | {
      readonly kind: 'not done';
      readonly why: 'not backed up' | 'failed' | 'broke off';
      readonly detail: string;
    }
  /** The person thought better of it; nothing was changed. */
  | { readonly kind: 'stopped' };

export interface RestoreRun {
  readonly step: () => RestoreStep;
  readonly watch: (changed: () => void) => () => void;
  /** Looks at what is healthy in a damaged file. */
  readonly lookAtHealthy: () => void;
  /** Only after it was looked at. */
  readonly restore: () => void;
  /** Stops what is under way; nothing is changed by what was stopped. */
  readonly stop: () => void;
}

export interface RestoreRunParts {
  readonly restoring: Pick<Restoring, 'look' | 'restore'>;
  readonly flushDrafts: () => Promise<void>;
  readonly nowMs: () => number;
}

/** Begins to look at once. */
export function openRestoreRun(parts: RestoreRunParts, source: BackupSource): RestoreRun {
  const { restoring, flushDrafts, nowMs } = parts;
  const listeners = new Set<() => void>();
  let step: RestoreStep = { kind: 'looking', progress: null };
  let stopping = new AbortController();
  let partial = false;

  function become(next: RestoreStep): void {
    step = next;
    for (const listener of listeners) listener();
  }

  function work(kind: 'looking' | 'restoring'): LongWork & { readonly partial: boolean } {
    stopping = new AbortController();
    const { signal } = stopping;
    const pace = openPace(nowMs);
    become({ kind, progress: null });
    return {
      partial,
      signal,
      report: (progress) => {
        if (step.kind === kind && !signal.aborted) become({ kind, progress: pace(progress) });
      },
    };
  }

  const brokeOff = (error: unknown): void =>
    become({
      kind: 'not done',
      why: 'broke off',
      detail: error instanceof Error ? error.message : String(error),
    });

  function look(): void {
    const options = work('looking');
    // What is still being written belongs to what the backup is compared with.
    flushDrafts()
      .then(() => restoring.look(source, options))
      .then((outcome) => {
        if (outcome.kind === 'looked') become({ kind: 'looked', looked: outcome });
        else if (outcome.kind === 'refused') become({ kind: 'refused', outcome });
        else become({ kind: 'stopped' });
      })
      .catch(brokeOff);
  }

  function restore(): void {
    if (step.kind !== 'looked') return;
    restoring
      .restore(source, work('restoring'))
      .then((outcome) => {
        switch (outcome.kind) {
          case 'restored':
            become({ kind: 'done', outcome });
            return;
          case 'refused':
            become({ kind: 'refused', outcome });
            return;
          case 'not backed up':
          case 'failed':
            become({ kind: 'not done', why: outcome.kind, detail: outcome.why });
            return;
          case 'stopped':
            become({ kind: 'stopped' });
        }
      })
      .catch(brokeOff);
  }

  look();
  return {
    step: () => step,
    watch: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    lookAtHealthy: () => {
      partial = true;
      look();
    },
    restore,
    stop: () => {
      if (step.kind === 'looked') become({ kind: 'stopped' });
      else stopping.abort();
    },
  };
}
