// How many passages a second the native runtime embeds, one process a core, each on one thread.
import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { at } from '../scripts/places.mjs';

export interface NativeRate {
  readonly perSecond: number;
  /** Of the last text, to be compared with the program's. */
  readonly vector: Float32Array;
}

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

interface Answer {
  readonly tookMs: number;
  readonly last: readonly number[];
}

/** The texts are dealt out evenly; a few are embedded before for nothing. */
export async function nativeRate(texts: readonly string[], processes: number): Promise<NativeRate> {
  const children = Array.from({ length: processes }, () => fork(at('bench/nativeEmbedding.mjs')));
  try {
    await Promise.all(children.map(next));
    const ask = (child: ChildProcess, given: readonly string[]): Promise<Answer> => {
      child.send(given);
      return next(child) as Promise<Answer>;
    };
    await Promise.all(children.map((child) => ask(child, texts.slice(0, 6))));
    const hands = children.map((_, number) => texts.filter((__, place) => place % processes === number));
    const answers = await Promise.all(children.map((child, number) => ask(child, hands[number] ?? [])));
    const perSecond = answers.reduce(
      (sum, { tookMs }, number) => sum + ((hands[number]?.length ?? 0) * 1_000) / tookMs,
      0,
    );
    const holder = (texts.length - 1) % processes;
    return { perSecond, vector: Float32Array.from(answers[holder]?.last ?? []) };
  } finally {
    for (const child of children) child.kill();
  }
}
