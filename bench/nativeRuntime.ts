// The native runtime, one process a core, each on one thread; of the peers in bench/peers, and only where they are.
import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { at } from '../scripts/places.mjs';

export interface NativeAnswer {
  readonly tookMs: number;
  /** Of length 1, in the order of the texts. */
  readonly vectors: readonly Float32Array[];
}

export interface NativeRuntime {
  /** By process: embeds texts in one of them. One question to each at a time. */
  readonly ask: readonly ((texts: readonly string[]) => Promise<NativeAnswer>)[];
  readonly end: () => void;
}

export const noNativeRuntime =
  'The native runtime is not installed: npm ci --prefix bench/peers --ignore-scripts';

export function hasNativeRuntime(): boolean {
  const peers = createRequire(at('bench/peers/package.json'));
  try {
    peers.resolve('onnxruntime-node');
    peers.resolve('@huggingface/tokenizers');
    return true;
  } catch {
    return false;
  }
}

function next(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the native runtime ended with ${code}`)));
  });
}

export async function openNativeRuntime(processes: number): Promise<NativeRuntime> {
  const children = Array.from({ length: processes }, () =>
    fork(at('bench/nativeEmbedding.mjs'), { serialization: 'advanced' }),
  );
  const end = (): void => {
    for (const child of children) child.kill();
  };
  try {
    await Promise.all(children.map(next));
  } catch (error) {
    end();
    throw error;
  }
  const ask = children.map((child) => async (texts: readonly string[]) => {
    child.send(texts);
    return (await next(child)) as NativeAnswer;
  });
  return { ask, end };
}
