// One embedder: a worker that loads the model at its first text and turns texts into vectors, one at a time.
import { FaultError } from './files.ts';
import { miniLM } from './model.ts';
import type { Fault, FromEmbedder, ToEmbedder } from './protocol.ts';
import { loadRuntime, type Runtime } from './runtime.ts';

let loading: Promise<Runtime> | null = null;
/** Settles when the text before is done: the runtime is never asked for two at once. */
let before: Promise<void> = Promise.resolve();
const wanted = new Set<number>();

self.onmessage = ({ data }: MessageEvent<ToEmbedder>): void => {
  if (data.kind === 'abort') {
    wanted.delete(data.id);
    return;
  }
  const { id, text } = data;
  wanted.add(id);
  before = before.then(async () => {
    say(await answer(id, text));
    wanted.delete(id);
  });
};

async function answer(id: number, text: string): Promise<FromEmbedder> {
  try {
    loading ??= load();
    const runtime = await loading;
    return wanted.has(id)
      ? { kind: 'vector', id, vector: await runtime.embed(text) }
      : { kind: 'aborted', id };
  } catch (error) {
    return { kind: 'fault', id, fault: faultOf(error) };
  }
}

async function load(): Promise<Runtime> {
  const runtime = await loadRuntime(miniLM, (address) => fetch(address));
  say({ kind: 'loaded' });
  return runtime;
}

function faultOf(error: unknown): Fault {
  return error instanceof FaultError ? error.fault : { kind: 'failed', message: String(error) };
}

function say(message: FromEmbedder): void {
  self.postMessage(message, { transfer: message.kind === 'vector' ? [message.vector.buffer] : [] });
}
