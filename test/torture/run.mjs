// npm run test:torture: what machines do to files, done on purpose. `--short` for the form that every change goes
// through; names of batteries for only those.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');

/** A checksum that is always the same: the control without which a test of torn writes proves nothing. */
const ignoresChecksum = {
  name: 'ignores-checksum',
  enforce: /** @type {const} */ ('pre'),
  /** @param {string} id */
  load: (id) => (id.endsWith('/vault/crc32c.ts') ? 'export const crc32c = () => 0;' : null),
};

/**
 * @param {string} name File in this folder.
 * @param {readonly import('vite').Plugin[]} plugins
 */
async function load(name, plugins = []) {
  const { module } = await runnerImport(join(here, name), {
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [...plugins],
  });
  return module;
}

const { main } = /** @type {typeof import('./torture.ts')} */ (await load('torture.ts'));
const blind = /** @type {typeof import('./powerLoss.ts')} */ (await load('powerLoss.ts', [ignoresChecksum]));
process.exitCode = await main(process.argv.slice(2), { losePowerBlind: blind.losePower });
