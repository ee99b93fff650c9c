// Filling a database with what a backup holds, step after step.
import type { Filling } from '#store/fill.ts';
import { recordKinds } from '#store/recordsByKey.ts';
import type { Stock } from '#store/row.ts';
import type { SnapshotFault } from '#vault/snapshotFault.ts';
import { ahead } from './ahead.ts';
import type { BackupStep } from './backupRecords.ts';
import type { BackupAbout, BackupRefused, Counts, LongWork, RecordKind, RestorePhase } from './restoring.ts';

export type Verified = Extract<BackupStep, { readonly kind: 'verified' }>;
type Batch = Extract<BackupStep, { readonly kind: 'batch' }>;

export type StepsEnded =
  | { readonly kind: 'done'; readonly verified: Verified }
  | BackupRefused
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'stopped' };

export interface StepWork extends LongWork {
  /** What the batches are for, in the progress. */
  readonly phase: RestorePhase;
  readonly onBatch: (batch: Batch) => Promise<void>;
  /** Told once, before the first batch; an answer ends the work with it. */
  readonly onVerified?: (verified: Verified) => Promise<void>;
}

/** Goes through a backup to its end. What `onBatch` was given counts only when the answer is `done`. */
export async function throughSteps(
  steps: AsyncIterable<BackupStep>,
  { phase, onBatch, onVerified, signal, report }: StepWork,
): Promise<StepsEnded> {
  let verified: Verified | null = null;
  let done = 0;
  let total = 0;
  try {
    for await (const step of ahead(steps)) {
      if (signal?.aborted === true) return { kind: 'stopped' };
      switch (step.kind) {
        case 'verifying':
          report?.({ phase: 'verifying', done: step.done, total: step.total });
          break;
        case 'storing':
          report?.({ phase: 'attachments', done: step.done, total: step.total });
          break;
        case 'verified':
          verified = step;
          total = Object.values(step.contents.counts).reduce((sum, count) => sum + count, 0);
          await onVerified?.(step);
          break;
        case 'batch':
          await onBatch(step);
          done += step.records.length;
          report?.({ phase, done, total });
          break;
        case 'refused':
          return refusedWith(step.fault, step.healthy);
        case 'failed':
          return step;
        case 'end':
          return verified === null ? { kind: 'failed', why: 'nothing was sent' } : { kind: 'done', verified };
      }
    }
    return { kind: 'failed', why: 'the backup was not sent to its end' };
  } catch (error) {
    if (signal?.aborted === true) return { kind: 'stopped' };
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

function refusedWith(
  fault: SnapshotFault,
  healthy: Extract<BackupStep, { readonly kind: 'refused' }>['healthy'],
): BackupRefused {
  return {
    kind: 'refused',
    fault,
    entry: 'entry' in fault ? fault.entry : null,
    partial: healthy === null ? null : { counts: healthy.counts, attachments: healthy.attachments },
  };
}

export function putting(filling: Filling): (batch: Batch) => Promise<void> {
  return ({ records }) => filling.put(records.map(({ restored }) => restored));
}

export function aboutOf({ about, contents, sizeBytes }: Verified, notebookId: string): BackupAbout {
  const { createdAt, program, reason } = about;
  return {
    createdAt,
    program,
    reason,
    sizeBytes,
    notebookId: about.notebookId,
    isOwn: about.notebookId === notebookId,
    attachments: contents.attachments,
  };
}

/** Kinds of which the database holds more or fewer than came. */
export function miscounted(stock: Stock, counts: Counts): readonly (readonly [RecordKind, string])[] {
  const { bodies, pieces, settings, parts: _parts, ...heads } = stock;
  const rows: Counts = { ...heads, body: bodies ?? 0, piece: pieces ?? 0, setting: settings ?? 0 };
  return recordKinds.flatMap((kind) => {
    const [came, found] = [counts[kind] ?? 0, rows[kind] ?? 0];
    return came === found ? [] : [[kind, `${found} of ${came}`] as const];
  });
}
