// Whether what a reference points at is still there: asked once for each record, and again when it changes.
import type { ReferenceKind } from '#domain/document.ts';
import type { Notebook } from '#notebook/notebook.ts';

export interface ReferenceTargets {
  /** `gone` is deleted, in the trash or for good. What was not looked up yet counts as there. */
  readonly stateOf: (kind: ReferenceKind, id: string) => 'there' | 'gone';
  readonly watch: (changed: () => void) => () => void;
}

type Source = Pick<Notebook, 'watch' | 'parts'>;

export function watchTargets({ watch, parts }: Source): ReferenceTargets & { readonly close: () => void } {
  const states = new Map<string, 'there' | 'gone'>();
  const kinds = new Map<string, ReferenceKind>();
  const listeners = new Set<() => void>();

  const look = async (kind: ReferenceKind, id: string): Promise<void> => {
    const record = await parts.door.latest(kind, id);
    const state = record === undefined || record.deletedAt !== undefined ? 'gone' : 'there';
    if (states.get(id) === state) return;
    states.set(id, state);
    for (const listener of listeners) listener();
  };
  // A record that cannot be read now is drawn as there; opening it tells.
  const lookQuietly = (kind: ReferenceKind, id: string): void => void look(kind, id).catch(() => undefined);

  const unwatch = watch(({ touched }) => {
    for (const { id } of touched) {
      const kind = kinds.get(id);
      if (kind !== undefined) lookQuietly(kind, id);
    }
  });

  return {
    stateOf: (kind, id) => {
      if (!kinds.has(id)) {
        kinds.set(id, kind);
        lookQuietly(kind, id);
      }
      return states.get(id) ?? 'there';
    },
    watch: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    close: unwatch,
  };
}
