// Faults that tests arm to stop the program at a chosen moment. Nothing here does anything unless one is named.
import type { DoorOptions } from '#notebook/door.ts';
import type { Machine } from '#notebook/machine.ts';

/** `hold-before-apply`: what is saved is never applied to the working copy, as if the power went at that moment. */
export function applyFaults(names: readonly string[]): DoorOptions {
  if (!names.includes('hold-before-apply')) return {};
  return { beforeApply: () => new Promise(() => undefined) };
}

/** `no-replay`: the journal seems to hold nothing, as if nobody ever read it again. */
export function faultyMachine(machine: Machine, names: readonly string[]): Machine {
  if (!names.includes('no-replay')) return machine;
  const nothing: Machine['journal']['read'] = async function* () {
    // Not one entry.
  };
  return { ...machine, journal: { append: machine.journal.append, read: nothing } };
}
