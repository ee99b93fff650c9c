// A notebook that a newer program wrote to is open to read: it is shown, searched and exported, and nothing is written.
import type { Door } from './door.ts';
import type { RestoreOutcome } from './restoring.ts';

export type ReadOnly =
  /** The working copy has a form that this program does not know, or not whole. */
  | { readonly kind: 'newer working copy' }
  /** The journal holds entries of a newer program; they and what came after them are not shown. */
  | { readonly kind: 'newer entries'; readonly entries: number };

/** The same door, through which nothing goes. */
export function closedDoor(door: Door): Door {
  return { ...door, commit: () => Promise.resolve({ kind: 'failed', why: 'read only', detail: '' }) };
}

/** A backup would take the place of what the newer program wrote. */
export function refuseToRestore(): Promise<RestoreOutcome> {
  return Promise.resolve({ kind: 'failed', why: 'the notebook is open to read only' });
}
