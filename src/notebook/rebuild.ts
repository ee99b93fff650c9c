// Bringing the working copy up to the journal: what was saved and not yet applied is applied now, and a working copy
// that is gone is built again from the first frame. It ends before the first entry of a newer program.
import type { Operation } from '#domain/operation.ts';
import { isFromNewer, parseOperation } from '#domain/operation.ts';
import type { Store } from '#store/store.ts';
import type { Machine } from './machine.ts';

export interface Rebuilt {
  readonly entries: number;
  /** Operations that this version could not read; they stay in the journal. */
  readonly unread: readonly { readonly seq: number; readonly why: string }[];
  /**
   * Entries that were not applied, from the first that a newer program wrote: applied without what cannot be read of
   * them, they would never be read again by the program that can.
   */
  readonly newer: number;
}

export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
}

const mostUnderWay = 100;

/** Applies every entry after the working copy's last one. Throws when the journal cannot be read to its end. */
export async function catchUp(
  machine: Machine,
  store: Store,
  lastSeq: number,
  report: (progress: RebuildProgress) => void = () => undefined,
): Promise<Rebuilt> {
  const from = await store.lastAppliedSeq();
  const unread: { seq: number; why: string }[] = [];
  const underWay: Promise<void>[] = [];
  let entries = 0;
  if (from >= lastSeq) return { entries, unread, newer: 0 };
  let newer = 0;
  for await (const { seq, payload } of machine.journal.read(from)) {
    const values = listIn(payload);
    if (newer > 0 || values.some(isFromNewer)) {
      newer += 1;
      continue;
    }
    const operations: Operation[] = [];
    for (const value of values) {
      const parsed = parseOperation(value);
      if (parsed.kind === 'ok') operations.push(parsed.value);
      else unread.push({ seq, why: parsed.why });
    }
    // Entries that wait are written together: only the one a few back is waited for.
    const applied = store.apply({ seq, operations });
    applied.catch(() => undefined); // heard below, in its turn
    underWay.push(applied);
    if (underWay.length >= mostUnderWay) await underWay.shift();
    entries += 1;
    report({ done: seq - from, total: lastSeq - from });
  }
  await Promise.all(underWay);
  return { entries, unread, newer };
}

function listIn(payload: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(payload);
    return Array.isArray(value) ? (value as readonly unknown[]) : [value];
  } catch {
    return [null];
  }
}
