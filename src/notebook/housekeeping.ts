// What the notebook does for itself some time after a start: what lay in the trash for thirty days is erased, with the
// files of its sources, and kept revisions are thinned out the older they are.
import type { Operation } from '#domain/operation.ts';
import { thinOut } from '#domain/thinning.ts';
import type { Parts } from './records.ts';
import type { Done, Trash } from './trash.ts';
import { commitInGroups } from './trash.ts';
import { type Collecting, openCollecting } from './collecting.ts';
import type { CollectingOriginals } from './collectingOriginals.ts';

/** How long what was deleted can be brought back. */
const trashDays = 30;
export const trashMs = trashDays * 24 * 60 * 60_000;

export interface Housekeeping {
  /** Erases what was deleted more than thirty days ago; a backup comes before many. */
  readonly purge: () => Promise<Done>;
  /** Removes kept revisions that need not stay; answers with how many. Ends early when aborted. */
  readonly thin: (signal?: AbortSignal) => Promise<number>;
  /** Looks for pieces of text that nothing names, and takes away those that an earlier look found too. */
  readonly collecting: Collecting;
  /** The files of sources that were erased. */
  readonly originals: CollectingOriginals;
}

/** So many texts are looked at before everything else gets its turn. */
const textsAtOnce = 20;

export function openHousekeeping(parts: Parts, trash: Trash, originals: CollectingOriginals): Housekeeping {
  const { machine, store, door } = parts;

  async function thin(signal?: AbortSignal): Promise<number> {
    const owners = await store.revisionCounts();
    const pins = await pinsOf(parts);
    let removed = 0;
    let looked = 0;
    for (const [owner, count] of owners) {
      if (signal?.aborted === true) break;
      if (count < 2) continue; // the first stays
      const nowMs = machine.now().getTime();
      const dropped = thinOut(await store.revisionsOf(owner), pins.get(owner) ?? new Set(), nowMs);
      const operations = dropped.map(({ id, revision }): Operation => ({
        op: 'remove',
        kind: 'revision',
        id,
        revision: revision + 1,
      }));
      if (operations.length > 0) {
        const done = await commitInGroups({ machine, store, door }, operations);
        if (done.kind === 'failed') break; // the disk is full: the next start goes on
        removed += dropped.length;
      }
      looked += 1;
      if (looked % textsAtOnce === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    return removed;
  }

  return {
    purge: async () => {
      const nowMs = machine.now().getTime();
      const old = (await trash.list()).filter(({ deletedAt }) => nowMs - Date.parse(deletedAt) > trashMs);
      return old.length === 0 ? { kind: 'done', count: 0 } : trash.erase(old);
    },
    thin,
    collecting: openCollecting(parts),
    originals,
  };
}

/** The revisions of texts that evidence was taken from, deleted judgements included: they may come back. */
async function pinsOf({ store }: Parts): Promise<ReadonlyMap<string, Set<number>>> {
  const pins = new Map<string, Set<number>>();
  for (const kind of ['judgement', 'claim'] as const)
    for (const which of ['kept', 'deleted'] as const)
      for (const { evidence } of await store.heads(kind, which))
        for (const { id, revision } of evidence) {
          const known = pins.get(id);
          if (known) known.add(revision);
          else pins.set(id, new Set([revision]));
        }
  return pins;
}

export interface HousekeepingTimes {
  /** Runs something later, unless the returned function is called before. */
  readonly after: (pauseMs: number, run: () => void) => () => void;
}

/** How long after the start, and then how often: the start itself is left alone. */
export const housekeepingPauseMs = 3 * 60_000;
const againMs = 24 * 60 * 60_000;
/** Between the two looks for pieces that nothing names. */
export const collectingPauseMs = 15 * 60_000;

/** Does all of it some minutes after the start, and again every day. The returned function ends it. */
export function keepHouse(
  { purge, thin, collecting, originals }: Housekeeping,
  { after }: HousekeepingTimes,
): () => void {
  const ended = new AbortController();
  const isOver = (): boolean => ended.signal.aborted;
  let cancel = after(housekeepingPauseMs, run);
  let cancelCollecting: () => void = () => undefined;

  function run(): void {
    cancel = after(againMs, run);
    purge()
      .then(() => thin(ended.signal))
      .then(() => (isOver() ? undefined : originals.collect()))
      .then(() => (isOver() ? undefined : collecting.look()))
      .then(() => {
        if (!isOver()) cancelCollecting = after(collectingPauseMs, collect);
      })
      .catch(() => undefined); // nothing is lost by it, and the next day tries again
  }

  function collect(): void {
    collecting.collect().catch(() => undefined); // or the next day
  }

  return () => {
    ended.abort();
    cancel();
    cancelCollecting();
  };
}
