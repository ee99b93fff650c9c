// Where the program's own files lie: the folder that holds `out` and, until it is packaged, `resources`.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This module is built into `out/main/index.js`. */
export const programFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
