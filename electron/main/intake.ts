// Records on their way from the window to a file: a batch is given, and the giver waits until it was taken.
import type { RecordBatch } from '#vault/recordLines.ts';

export interface Intake {
  readonly batches: AsyncIterable<RecordBatch>;
  /** Resolves when the batch was taken and used; false when nobody takes any more. */
  give(batch: RecordBatch): Promise<boolean>;
  /** Everything was given. */
  end(): void;
  /** Nobody takes any more: whoever waits is told. */
  close(): void;
}

interface Waiting {
  readonly batch: RecordBatch;
  readonly answer: (wasTaken: boolean) => void;
}

export function openIntake(): Intake {
  const waiting: Waiting[] = [];
  let state: 'open' | 'ended' | 'closed' = 'open';
  let wake: () => void = () => undefined;

  function close(): void {
    state = 'closed';
    for (const { answer } of waiting.splice(0)) answer(false);
    wake();
  }

  async function* taken(): AsyncGenerator<RecordBatch> {
    try {
      for (;;) {
        const [next] = waiting;
        if (next !== undefined) {
          yield next.batch;
          waiting.shift();
          next.answer(true);
          continue;
        }
        // What was given so far must not pass for all of it.
        if (state === 'closed') throw new Error('the records were not given to their end');
        if (state === 'ended') return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      close();
    }
  }

  return {
    batches: taken(),
    give(batch) {
      if (state !== 'open') return Promise.resolve(false);
      return new Promise((answer) => {
        waiting.push({ batch, answer });
        wake();
      });
    },
    end() {
      if (state === 'open') state = 'ended';
      wake();
    },
    close,
  };
}
