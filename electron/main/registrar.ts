// The one place where the window's calls arrive: sender checked, payload parsed, exactly one handler each.
import {
  type Answers,
  type CallName,
  calls,
  channel,
  isOwnAddress,
  type Payload,
} from '#desktop/contract.ts';
import type { Parse } from '#desktop/parse.ts';

export type Handler<K extends CallName> = (payload: Payload<K>) => Answers[K] | Promise<Answers[K]>;
export type Handlers = { readonly [K in CallName]: Handler<K> };

const parsers: { readonly [K in CallName]: Parse<Payload<K>> } = calls;

export const callNames: readonly CallName[] = Object.keys(calls).filter((name): name is CallName =>
  Object.hasOwn(calls, name),
);

/** What of Electron's `ipcMain` is needed. */
export interface Door<Event> {
  handle(channel: string, listener: (event: Event, payload: unknown) => Promise<unknown>): void;
}

/** Who sent a message: the page in a window, or a frame in it. */
export interface Sender<Contents> {
  readonly sender: Contents;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** True for the page itself of our own window, at one of our own addresses. */
export function isFromWindow<Contents>(event: Sender<Contents>, contents: Contents): boolean {
  const { sender, senderFrame } = event;
  return (
    sender === contents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isOwnAddress(senderFrame.url)
  );
}

function isComplete(handlers: Partial<Handlers>): handlers is Handlers {
  return callNames.every((name) => typeof handlers[name] === 'function');
}

/** Joins what each part of main answers. Throws where a call of the contract has no handler, or two. */
export function joinHandlers(groups: readonly Partial<Handlers>[]): Handlers {
  for (const name of callNames) {
    const count = groups.filter((group) => group[name] !== undefined).length;
    if (count !== 1) throw new Error(`${count} handlers for ${name}`);
  }
  const joined = groups.reduce((some, more) => ({ ...some, ...more }), {});
  if (!isComplete(joined)) throw new Error('a handler is no function');
  return joined;
}

async function answer<K extends CallName>(
  name: K,
  payload: unknown,
  handlers: Pick<Handlers, K>,
): Promise<Answers[K]> {
  const handler: Handler<K> = handlers[name];
  return handler(parsers[name](payload));
}

export function registerCalls<Event>(
  door: Door<Event>,
  isTrusted: (event: Event) => boolean,
  groups: readonly Partial<Handlers>[],
): void {
  const handlers = joinHandlers(groups);
  for (const name of callNames) {
    door.handle(channel(name), async (event, payload) => {
      if (!isTrusted(event)) throw new Error('Refused: not the window of this notebook');
      return answer(name, payload, handlers);
    });
  }
}
