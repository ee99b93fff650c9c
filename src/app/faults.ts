// Faults that tests arm to stop the program at a chosen moment. Nothing here does anything unless one is named.
import type { DoorOptions } from '#notebook/door.ts';
import type { Appended, Machine } from '#notebook/machine.ts';

/** `hold-before-apply`: what is saved is never applied to the working copy, as if the power went at that moment. */
export function applyFaults(names: readonly string[]): DoorOptions {
  if (!names.includes('hold-before-apply')) return {};
  return { beforeApply: () => new Promise(() => undefined) };
}

/**
 * `no-replay`: the journal seems to hold nothing, as if nobody ever read it again. `no-journal`: saving acknowledges at
 * once and keeps nothing but the working copy, for measuring what the journal costs. `room-for-3`: a disk that has room
 * for three entries more.
 */
export function faultyMachine(machine: Machine, names: readonly string[]): Machine {
  const nothing: Machine['journal']['read'] = async function* () {
    // Not one entry.
  };
  let seq = 0;
  if (names.includes('no-journal')) {
    const append = (): Promise<Appended> => Promise.resolve({ kind: 'kept', seq: (seq += 1) });
    return { ...machine, journal: { append, read: nothing } };
  }
  const room = names.flatMap((name) => /^room-for-(\d+)$/.exec(name)?.[1] ?? [])[0];
  if (room !== undefined) {
    let left = Number(room);
    const append = (payload: string): Promise<Appended> => {
      left -= 1;
      return left >= 0
        ? machine.journal.append(payload)
        : Promise.resolve({ kind: 'failed', why: 'disk full' });
    };
    return { ...machine, journal: { ...machine.journal, append } };
  }
  if (!names.includes('no-replay')) return machine;
  return { ...machine, journal: { append: machine.journal.append, read: nothing } };
}
