// Faults that tests arm to stop the program at a chosen moment. Nothing here does anything unless one is named.
import type { DoorOptions } from '#notebook/door.ts';

/** `hold-before-apply`: what is saved is never applied to the working copy, as if the power went at that moment. */
export function applyFaults(names: readonly string[]): DoorOptions {
  if (!names.includes('hold-before-apply')) return {};
  return { beforeApply: () => new Promise(() => undefined) };
}
