// The power goes at random moments: what was not synced is lost, torn, or reaches the disk in another order.
import { openJournal } from '#vault/journal.ts';
import { type Cut, MemoryFiles } from '../vault/memoryFiles.ts';
import { dice } from './battery.ts';
import { countWhole, payloadOf } from './entry.ts';

export interface Loss {
  readonly cuts: number;
  readonly acknowledged: number;
  readonly lost: number;
  /** Starts at which the journal was refused, or held what nobody had written. */
  readonly wrong: number;
}

export interface LossOptions {
  readonly cuts: number;
  /** False for a disk that says it synced and did not: the control. */
  readonly honoursSync: boolean;
}

/** Cuts the power so many times, each time while a few entries at once are saved, and looks at what the next start finds. */
export async function losePower({ cuts, honoursSync }: LossOptions): Promise<Loss> {
  let acknowledged = 0;
  let lost = 0;
  let wrong = 0;
  for (let seed = 1; seed <= cuts; seed += 1) {
    const one = await loseOnce(seed, honoursSync);
    acknowledged += one.acknowledged;
    lost += one.found === null ? 0 : Math.max(0, one.acknowledged - one.found);
    if (one.found === null) wrong += 1;
  }
  return { cuts, acknowledged, lost, wrong };
}

async function loseOnce(
  seed: number,
  honoursSync: boolean,
): Promise<{ readonly acknowledged: number; readonly found: number | null }> {
  const roll = dice(seed);
  const files = new MemoryFiles({ honoursSync });
  const options = { clock: () => seed, segmentBytes: 200 + roll(4000) };
  const journal = await openJournal(files, options);
  let isOn = true;
  let acknowledged = 0;
  let next = 1;
  const saving = (async () => {
    while (isOn) {
      const group = Array.from({ length: 1 + roll(4) }, () => next++);
      await Promise.all(
        group.map(async (seq) => {
          const answer = await journal.append(payloadOf(seq));
          if (isOn && answer.kind === 'kept') acknowledged = Math.max(acknowledged, seq);
        }),
      );
    }
  })();
  const turns = roll(300);
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  isOn = false;
  const beginning = (['written', 'zeros', 'hole'] as const)[roll(3)] ?? 'written';
  const cut: Cut = { changes: roll(3), share: roll(101) / 100, beginning };
  const disk = files.crash(cut);
  await saving;
  try {
    const found = await countWhole(await openJournal(disk, options));
    return { acknowledged, found };
  } catch {
    return { acknowledged, found: null };
  }
}
