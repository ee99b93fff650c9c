// The file that a source was read from goes when the source is erased for good, unless something else needs it.
//
//   the source is erased -> the file is removed -> the record of the file is removed
//
// In this order, for what is cut short is found again by its record, and goes on another day.
import type { Operation } from '#domain/operation.ts';
import { mostForgotten } from '#desktop/originals.ts';
import type { OriginalsDesk } from './originals.ts';
import type { Parts } from './records.ts';
import { commitInGroups } from './trash.ts';

export interface CollectingOriginals {
  /** Removes what nothing needs; answers with how many records of files went. One at a time. */
  readonly collect: () => Promise<number>;
}

export function openCollectingOriginals(
  parts: Parts,
  desk: Pick<OriginalsDesk, 'forget'> | undefined,
): CollectingOriginals {
  const { store, door } = parts;
  let last: Promise<unknown> = Promise.resolve();

  async function collect(): Promise<number> {
    if (desk === undefined) return 0;
    await door.settled();
    const found = await store.unneededAttachments();
    const hashes = [...new Set(found.map(({ sha256 }) => sha256))];
    let collected = 0;
    for (let at = 0; at < hashes.length; at += mostForgotten) {
      const gone = new Set(await desk.forget(hashes.slice(at, at + mostForgotten)));
      const operations = found
        .filter(({ sha256 }) => gone.has(sha256))
        .map(({ id, revision }): Operation => ({
          op: 'remove',
          kind: 'attachment',
          id,
          revision: revision + 1,
        }));
      if (operations.length === 0) continue;
      const done = await commitInGroups(parts, operations);
      if (done.kind === 'failed') break; // the disk is full: another day goes on
      collected += operations.length;
    }
    return collected;
  }

  return {
    collect: () => {
      const turn = last.then(collect);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
