// Where the scripts find things: the root of the repository and the folder for what may be deleted at any time.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cache = join(root, '.cache');
mkdirSync(cache, { recursive: true });

/** @param {string} path A path below the root. */
export const at = (path) => join(root, path);

/** One sentence for whoever waits; the output is left to the program. @param {string} sentence */
export function tell(sentence) {
  process.stderr.write(`${sentence}\n`);
}
