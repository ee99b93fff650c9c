// The one door for writing. A change is parsed, appended to the journal, and from then on saved; after that it is
// applied to the working copy and announced.
//
//   operations -> parse -> journal (fsync) -> "Saved" -> working copy, in order -> announced
import type { Document } from '#domain/document.ts';
import type { NounKind } from '#domain/id.ts';
import type { Operation, PutOperation, RecordOf } from '#domain/operation.ts';
import { maxOperations, parseOperations } from '#domain/operation.ts';
import { joinPieces } from '#domain/piece.ts';
import type { Store } from '#store/store.ts';
import { openGate } from './gate.ts';
import type { Machine } from './machine.ts';
import { openRecall } from './recall.ts';

export type Committed =
  | {
      readonly kind: 'saved';
      readonly seq: number;
      /** When the journal had it, ISO. */
      readonly at: string;
      /** Resolves when lists and readers see it. Rejects when the working copy could not take it: it is still saved. */
      readonly applied: Promise<void>;
    }
  | NotSaved;

export interface NotSaved {
  readonly kind: 'failed';
  readonly why: 'disk full' | 'disk error' | 'invalid' | 'read only';
  readonly detail: string;
}

/** Records that changed, told after readers can see them. */
export interface Change {
  readonly seq: number;
  readonly touched: readonly { readonly kind: NounKind | 'body' | 'setting'; readonly id: string }[];
}

export interface Door {
  readonly commit: (operations: readonly Operation[]) => Promise<Committed>;
  /** The newest saved state of a record, also while the working copy is still taking it. */
  readonly latest: <const K extends NounKind>(kind: K, id: string) => Promise<RecordOf[K] | undefined>;
  /** Pieces of the newest saved body. */
  readonly latestPieces: (owner: string) => Promise<readonly string[]>;
  /** The text of the newest saved body; undefined where there is none. */
  readonly latestText: (owner: string) => Promise<Document | undefined>;
  /** Contents of pieces, in the order of the hashes; undefined where there is none. */
  readonly latestContents: (hashes: readonly string[]) => Promise<readonly (string | undefined)[]>;
  readonly watch: (listener: (change: Change) => void) => () => void;
  /** Told of every change before it goes to the journal, saved or not in the end. */
  readonly overhear: (listener: (operations: readonly Operation[]) => void) => () => void;
  /** Resolves when everything saved so far has been applied. */
  readonly settled: () => Promise<void>;
  /**
   * Lets nothing in until the returned function is called: changes wait, and are saved then. Resolves when everything
   * that came before is saved and applied.
   */
  readonly hold: () => Promise<() => void>;
}

export interface DoorOptions {
  /** Waits between acknowledgement and transaction; tests hold the door here. */
  readonly beforeApply?: (seq: number) => Promise<void>;
}

/** Records and bodies that can go on being written while the working copy is closed. */
const mostRecalled = 500;

/** Most characters of JSON in one frame: a larger change is an error of the caller, who must commit in groups. */
const maxFrameChars = 32 * 1024 * 1024;

export function openDoor(machine: Machine, store: Store, options: DoorOptions = {}): Door {
  const overlay = new Map<string, PutOperation['record']>();
  const bodies = new Map<string, readonly string[]>();
  /** Contents by hash, each under the changes that brought it. */
  const contents = new Map<string, Map<readonly Operation[], string>>();
  const recalled = openRecall<PutOperation['record'] | undefined>(mostRecalled);
  const recalledBodies = openRecall<readonly string[]>(mostRecalled);
  const listeners = new Set<(change: Change) => void>();
  const overhearing = new Set<(operations: readonly Operation[]) => void>();
  const applying = new Set<Promise<void>>();
  const appending = new Set<Promise<unknown>>();
  /** Saved changes that the working copy could not take, by sequence number: it takes them when it goes on. */
  const behind = new Map<number, readonly Operation[]>();
  const gate = openGate();

  const settled = async (): Promise<void> => {
    while (applying.size > 0) await Promise.allSettled(applying);
  };

  const remember = (operations: readonly Operation[]): void => {
    for (const operation of operations) {
      if (operation.op === 'put') overlay.set(`${operation.kind}:${operation.record.id}`, operation.record);
      if (operation.op === 'body') bodies.set(operation.body.owner, operation.body.pieces);
      if (operation.op === 'piece') {
        const brought = contents.get(operation.hash) ?? new Map<readonly Operation[], string>();
        contents.set(operation.hash, brought.set(operations, operation.content));
      }
    }
  };
  const recall = (operations: readonly Operation[]): void => {
    for (const operation of operations) {
      if (operation.op === 'put') recalled.keep(`${operation.kind}:${operation.record.id}`, operation.record);
      if (operation.op === 'remove') recalled.forget(`${operation.kind}:${operation.id}`);
      if (operation.op === 'body') recalledBodies.keep(operation.body.owner, operation.body.pieces);
    }
  };
  const forget = (operations: readonly Operation[]): void => {
    for (const operation of operations) {
      if (operation.op === 'put') {
        const key = `${operation.kind}:${operation.record.id}`;
        if (overlay.get(key) === operation.record) overlay.delete(key);
      }
      if (operation.op === 'body' && bodies.get(operation.body.owner) === operation.body.pieces)
        bodies.delete(operation.body.owner);
      if (operation.op === 'piece') {
        const brought = contents.get(operation.hash);
        brought?.delete(operations);
        if (brought?.size === 0) contents.delete(operation.hash);
      }
    }
  };

  const apply = async (seq: number, operations: readonly Operation[]): Promise<void> => {
    await options.beforeApply?.(seq);
    try {
      await store.apply({ seq, operations });
    } catch (error) {
      behind.set(seq, operations);
      throw error;
    }
    forget(operations);
    const change: Change = { seq, touched: operations.flatMap(touchedBy) };
    for (const listener of listeners) listener(change);
  };

  /** What could not be applied is applied, and announced, once the working copy goes on. */
  const makeUp = (): void => {
    const waiting = [...behind];
    behind.clear();
    for (const [seq, operations] of waiting) follow(apply(seq, operations));
  };

  function follow(applied: Promise<void>): void {
    applying.add(applied);
    // Whoever waits for `applied` hears of a failure; whoever does not is told by the store's trouble.
    const done = (): void => void applying.delete(applied);
    applied.then(done, done);
  }

  store.watchTrouble((trouble) => {
    if (trouble === null) makeUp();
  });

  const latestPieces = async (owner: string): Promise<readonly string[]> =>
    bodies.get(owner) ?? recalledBodies.orRead(owner, () => store.bodyPieces(owner));

  const latestContents = async (hashes: readonly string[]): Promise<readonly (string | undefined)[]> => {
    const waiting = hashes.map((hash) => contents.get(hash)?.values().next().value);
    if (!waiting.includes(undefined)) return waiting;
    const stored = await store.pieces(hashes);
    return waiting.map((content, at) => content ?? stored[at]);
  };

  return {
    commit: async (given) => {
      if (given.length > maxOperations)
        return { kind: 'failed', why: 'invalid', detail: `${given.length} operations in one change` };
      const parsed = parseOperations(given);
      if (parsed.kind === 'bad') return { kind: 'failed', why: 'invalid', detail: parsed.why };
      const operations = parsed.value;
      const payload = JSON.stringify(operations);
      if (payload.length > maxFrameChars)
        return { kind: 'failed', why: 'invalid', detail: 'change too large' };
      for (const listener of overhearing) listener(operations);
      remember(operations);
      await gate.passed();
      const appended = machine.journal.append(payload);
      appending.add(appended);
      const answer = await appended.finally(() => appending.delete(appended));
      if (answer.kind === 'failed') {
        forget(operations);
        return { kind: 'failed', why: answer.why, detail: '' };
      }
      recall(operations);
      const at = machine.now().toISOString();
      const applied = apply(answer.seq, operations);
      follow(applied);
      return { kind: 'saved', seq: answer.seq, at, applied };
    },
    latest: async (kind, id) => {
      const key = `${kind}:${id}`;
      const saved = overlay.get(key) ?? (await recalled.orRead(key, () => store.get(kind, id)));
      return saved as RecordOf[typeof kind] | undefined;
    },
    latestPieces,
    latestContents,
    latestText: async (owner) => {
      await settled();
      // Only what the working copy could not take is put together here.
      const pieces = bodies.get(owner);
      if (pieces === undefined) return (await store.body(owner))?.document;
      const texts = await latestContents(pieces);
      const whole = texts.filter((text) => text !== undefined);
      if (whole.length < texts.length) throw new Error(`a piece of the text of ${owner} is missing`);
      return joinPieces(whole).document;
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    overhear: (listener) => {
      overhearing.add(listener);
      return () => overhearing.delete(listener);
    },
    settled,
    hold: async () => {
      gate.close();
      await Promise.allSettled(appending);
      await Promise.resolve(); // so that what was just saved is being applied
      await settled();
      return gate.open;
    },
  };
}

function touchedBy(operation: Operation): Change['touched'] {
  switch (operation.op) {
    case 'put':
      return [{ kind: operation.kind, id: operation.record.id }];
    case 'remove':
      return [{ kind: operation.kind, id: operation.id }];
    case 'body':
      return [{ kind: 'body', id: operation.body.owner }];
    case 'setting':
      return [{ kind: 'setting', id: operation.setting.name }];
    case 'piece':
    case 'forget':
      return [];
  }
}
