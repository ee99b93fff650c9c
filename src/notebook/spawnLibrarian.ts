// Starts the librarian's worker.
import type { LibrarianPort } from './librarianClient.ts';
import type { FromLibrarian, ToLibrarian } from './librarianProtocol.ts';

export function spawnLibrarian(): LibrarianPort {
  const worker = new Worker(new URL('./librarian.worker.ts', import.meta.url), {
    type: 'module',
    name: 'librarian',
  });
  return {
    post: (message: ToLibrarian) => worker.postMessage(message),
    listen: (listener) =>
      worker.addEventListener('message', ({ data }: MessageEvent<FromLibrarian>) => listener(data)),
    close: () => worker.terminate(),
  };
}
