// Electron's own binary: where it lies, or one attempt a day to get it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { at } from './places.mjs';

const failureFile = at('.cache/electron-missing');
const retryAfterMs = 24 * 60 * 60 * 1000;
const longestDownloadMs = 300_000;

/** @returns {string | null} The executable, when it is installed. */
export function findElectron() {
  const pathFile = at('node_modules/electron/path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = at(`node_modules/electron/dist/${readFileSync(pathFile, 'utf8').trim()}`);
  return existsSync(executable) ? executable : null;
}

/**
 * @param {(sentence: string) => void} tell Hears that a download is tried.
 * @returns {string | null}
 */
export function obtainElectron(tell) {
  const found = findElectron();
  if (found !== null) return found;
  const failedAt = statSync(failureFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - failedAt < retryAfterMs) return null;
  tell('Electron is not installed yet: downloading it.');
  spawnSync(process.execPath, [at('node_modules/electron/install.js')], {
    stdio: 'ignore',
    timeout: longestDownloadMs,
  });
  const installed = findElectron();
  if (installed === null) writeFileSync(failureFile, '');
  else rmSync(failureFile, { force: true });
  return installed;
}
