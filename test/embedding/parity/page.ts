// A page that does nothing but hand texts to the owner of the embedders.
import type { Answering, Asking } from './asking.ts';

declare global {
  var ask: (asking: Asking) => Promise<Answering>;
}

globalThis.ask = (asking) =>
  new Promise((resolve, reject) => {
    const owner = new Worker(new URL('./owner.worker.ts', import.meta.url), { type: 'module' });
    owner.onmessage = ({ data }: MessageEvent<Answering>) => {
      owner.terminate();
      resolve(data);
    };
    owner.onerror = ({ message }) => reject(new Error(message || 'the owner did not start'));
    owner.postMessage(asking);
  });
