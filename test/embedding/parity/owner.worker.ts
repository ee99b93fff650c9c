// Owns the embedders as the librarian does: a worker that starts workers.
import { createEmbedders, spawnEmbedder } from '#embedding/embedders.ts';
import type { Answering, Asking } from './asking.ts';

self.onmessage = async ({ data }: MessageEvent<Asking>): Promise<void> => {
  const states: string[] = [];
  const pool = createEmbedders({ workers: data.workers, spawn: spawnEmbedder });
  pool.watch(({ kind }) => states.push(kind));
  const embed = (text: string): ReturnType<typeof pool.embed> =>
    pool.embed(text, { priority: data.priority });
  // As many texts as workers, so that each has its model before the time is taken.
  await Promise.all(Array.from({ length: data.workers }, () => embed('warm up')));
  const startedMs = performance.now();
  const outcomes = await Promise.all(data.texts.map(embed));
  const elapsedMs = performance.now() - startedMs;
  pool.close();
  const answer: Answering = { outcomes, states, elapsedMs, isolated: crossOriginIsolated };
  self.postMessage(answer);
};
