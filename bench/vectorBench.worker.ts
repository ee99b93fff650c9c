// The benchmark of vectors in a browser's worker: one task, sentences while it runs, then its figures.
import { measureVectors, type VectorTask } from './vectorMeasure.ts';

addEventListener('message', ({ data }: MessageEvent<VectorTask>) => {
  try {
    const figures = measureVectors(data, (sentence) => postMessage({ kind: 'progress', sentence }));
    postMessage({ kind: 'done', figures });
  } catch (error) {
    postMessage({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
  }
});
