// Pieces of text that nothing names any more are taken out of the working copy: every pause while a person writes leaves
// one behind. The journal and the backups keep theirs as long as they last.
//
//   looked for -> some time goes by -> looked for again -> those found both times, and spoken of by no change meanwhile
//
// What is being written may name a piece that it does not bring (the text has it already), or bring pieces before the
// text that names them: whatever a change speaks of after the first look is left alone.
import type { Operation } from '#domain/operation.ts';
import type { Parts } from './records.ts';

export interface Collecting {
  /** Looks for the first time. What an earlier look found is forgotten. */
  readonly look: () => Promise<void>;
  /** Takes away what was found by that look and is found again; answers with how many. None without a look before. */
  readonly collect: () => Promise<number>;
}

/** Hashes in one operation: a frame of the journal stays small. */
const hashesAtOnce = 5_000;

export function openCollecting({ store, door }: Parts): Collecting {
  let found: ReadonlySet<string> = new Set();
  const spokenOf = new Set<string>();
  let stop: () => void = () => undefined;

  return {
    look: async () => {
      stop();
      spokenOf.clear();
      found = new Set();
      stop = door.overhear((operations) => {
        for (const operation of operations) for (const hash of hashesIn(operation)) spokenOf.add(hash);
      });
      await door.settled();
      found = await store.unnamedPieces();
    },
    collect: async () => {
      if (found.size === 0) {
        stop();
        return 0;
      }
      await door.settled();
      const gone = [...(await store.unnamedPieces())].filter((hash) => found.has(hash));
      let collected = 0;
      for (let at = 0; at < gone.length; at += hashesAtOnce) {
        // From here to the journal nothing comes between: what is said later is also later there.
        const hashes = gone.slice(at, at + hashesAtOnce).filter((hash) => !spokenOf.has(hash));
        if (hashes.length === 0) continue;
        const committed = await door.commit([{ op: 'forget', hashes }]);
        if (committed.kind === 'failed') break; // the disk is full: the next day goes on
        collected += hashes.length;
      }
      stop();
      found = new Set();
      return collected;
    },
  };
}

/** Pieces that a change brings or names. */
function hashesIn(operation: Operation): readonly string[] {
  if (operation.op === 'piece') return [operation.hash];
  if (operation.op === 'body') return operation.body.pieces;
  return operation.op === 'put' && operation.kind === 'revision' ? operation.record.pieces : [];
}
