// What went wrong in the working copy, told from the many names under which a browser reports it.
import type { StoreTrouble } from './store.ts';

export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly trouble: StoreTrouble;

  constructor(trouble: StoreTrouble, options?: ErrorOptions) {
    super(trouble.kind === 'broken' ? trouble.why : trouble.kind, options);
    this.trouble = trouble;
  }
}

const closedNames = ['DatabaseClosedError', 'InvalidStateError'];

/** Dexie wraps what the browser says, sometimes twice (`inner`, `cause`): the first name that is known decides. */
export function troubleOf(error: unknown): StoreTrouble {
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 5; depth += 1) {
    if (each instanceof StoreFault) return each.trouble;
    if (each.name === 'QuotaExceededError' || /\bfull disk\b|\bno space\b/i.test(each.message))
      return { kind: 'disk full' };
    if (closedNames.includes(each.name)) return { kind: 'closed' };
    each = 'inner' in each && each.inner !== each ? each.inner : each.cause;
  }
  return { kind: 'broken', why: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
