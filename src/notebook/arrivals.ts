// Files that were read wait here in a group that is committed together: each file whole or not at all.
import type { Operation } from '#domain/operation.ts';
import type { ReportRow } from './importing.ts';
import type { WholeCommit } from './commitWhole.ts';
import { commitWhole, whyOf } from './commitWhole.ts';
import type { Parts } from './records.ts';

export interface Arrival {
  /** What is reported when the file is kept. */
  readonly row: ReportRow;
  readonly operations: readonly Operation[];
}

export interface Arrivals {
  /** Resolves when the file may be followed by another. */
  readonly take: (arrival: Arrival) => Promise<void>;
  /** Commits whatever waits, and waits for what is being committed. */
  readonly flush: () => Promise<void>;
}

/** A group is committed when it has this much, so that no task on this thread grows long, or after this time. */
const groupOperations = 200;
const groupChars = 200_000;
const groupMs = 500;
/** What an operation other than a piece adds to a frame, roughly. */
const plainOperationChars = 1000;

export function openArrivals(
  parts: Parts,
  settle: (row: ReportRow) => void,
  stop: (why: string) => void,
): Arrivals {
  let group: Arrival[] = [];
  let operations = 0;
  let chars = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let committing: Promise<unknown> = Promise.resolve();
  let stoppedBy: string | null = null;

  const conclude = (arrivals: readonly Arrival[], commit: WholeCommit): void => {
    const isKept = commit.kind === 'kept' || commit.kind === 'kept unseen';
    if (commit.kind === 'failed' || commit.kind === 'kept unseen') {
      stoppedBy = commit.why;
      stop(commit.why);
    }
    const reason = commit.kind === 'invalid' ? 'invalid' : commit.kind === 'failed' ? commit.why : '';
    for (const { row } of arrivals) settle(isKept ? row : failed(row, reason));
  };

  const commit = async (arrivals: readonly Arrival[]): Promise<void> => {
    if (stoppedBy !== null) {
      for (const { row } of arrivals) settle(failed(row, stoppedBy));
      return;
    }
    const outcome = await commitWhole(
      parts,
      arrivals.flatMap((arrival) => arrival.operations),
    ).catch((error: unknown): WholeCommit => ({ kind: 'failed', why: whyOf(error) }));
    // One file that the domain refuses must not take the others along.
    if (outcome.kind === 'invalid' && arrivals.length > 1) for (const each of arrivals) await commit([each]);
    else conclude(arrivals, outcome);
  };

  const send = (): Promise<unknown> => {
    const arrivals = group;
    group = [];
    operations = chars = 0;
    clearTimeout(timer);
    timer = undefined;
    return (committing = Promise.all([committing, arrivals.length > 0 ? commit(arrivals) : null]));
  };

  return {
    flush: async () => {
      await send();
    },
    take: async (arrival) => {
      group.push(arrival);
      operations += arrival.operations.length;
      for (const each of arrival.operations)
        chars += each.op === 'piece' ? each.content.length : plainOperationChars;
      if (operations >= groupOperations || chars >= groupChars) await send();
      else timer ??= setTimeout(() => void send(), groupMs);
    },
  };
}

function failed({ path }: ReportRow, reason: string): ReportRow {
  return { path, outcome: 'failed', reason, losses: [] };
}
