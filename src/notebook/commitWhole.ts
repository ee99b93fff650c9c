// Committing more than one frame of the journal holds so that none of it shows before all of it is kept.
import type { Operation } from '#domain/operation.ts';
import { maxOperations } from '#domain/operation.ts';
import type { Parts } from './records.ts';

export type WholeCommit =
  | { readonly kind: 'kept' }
  /** Safe in the journal; the working copy could not take it, and shows it after the next start. */
  | { readonly kind: 'kept unseen'; readonly why: string }
  /** The domain refused an operation: trying again is no use. */
  | { readonly kind: 'invalid'; readonly why: string }
  /** `why` is `disk full`, `disk error` or the machine's own words. */
  | { readonly kind: 'failed'; readonly why: string };

const frameChars = 2_000_000;

/** Pieces go first: they show nowhere until the last frame names them. */
export async function commitWhole({ door }: Parts, operations: readonly Operation[]): Promise<WholeCommit> {
  const applying: Promise<void>[] = [];
  for (const frame of framesOf(operations)) {
    const committed = await door.commit(frame);
    if (committed.kind === 'failed')
      return committed.why === 'invalid'
        ? { kind: 'invalid', why: committed.detail }
        : { kind: 'failed', why: committed.why };
    applying.push(committed.applied);
  }
  for (const outcome of await Promise.allSettled(applying))
    if (outcome.status === 'rejected') return { kind: 'kept unseen', why: whyOf(outcome.reason) };
  return { kind: 'kept' };
}

function framesOf(operations: readonly Operation[]): readonly (readonly Operation[])[] {
  const frames: Operation[][] = [];
  let frame: Operation[] = [];
  let chars = 0;
  const close = (): void => {
    if (frame.length > 0) frames.push(frame);
    frame = [];
    chars = 0;
  };
  const isPiece = ({ op }: Operation): boolean => op === 'piece';
  for (const operation of [
    ...operations.filter(isPiece),
    ...operations.filter((operation) => !isPiece(operation)),
  ]) {
    const size = operation.op === 'piece' ? operation.content.length : 0;
    if (frame.length >= maxOperations || chars + size > frameChars) close();
    frame.push(operation);
    chars += size;
  }
  close();
  return frames;
}

export function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
