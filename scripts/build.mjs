// Builds the program when its sources are not the ones that were built last, told by names, sizes and times.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, tell } from './places.mjs';

const sources = ['src', 'electron', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const stampFile = at('out/.stamp');
const turnFile = at('.cache/building');
const products = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const longestBuildMs = 180_000;

/** @param {string} path @param {import('node:crypto').Hash} hash */
function walk(path, hash) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return;
  if (entry.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name), hash);
  else hash.update(`${path}\0${entry.size}\0${entry.mtimeMs}\n`);
}

function stampOfSources() {
  const hash = createHash('sha256');
  for (const source of sources) walk(at(source), hash);
  return hash.digest('hex');
}

/** @param {string} stamp */
function isBuilt(stamp) {
  const built = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  return built === stamp && products.every((product) => existsSync(at(product)));
}

/** Two builds at once would mix their files: the second waits, and then finds the work done. */
async function takeTurn() {
  const until = Date.now() + longestBuildMs;
  while (true) {
    try {
      mkdirSync(turnFile);
      return;
    } catch {
      const since = statSync(turnFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (Date.now() > until || Date.now() - since > longestBuildMs)
        rmSync(turnFile, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** @returns {Promise<boolean>} False when the sources do not build; the reason is on the error output. */
export async function ensureBuilt() {
  if (isBuilt(stampOfSources())) return true;
  await takeTurn();
  try {
    const stamp = stampOfSources();
    if (isBuilt(stamp)) return true;
    tell('Building Commonplace.');
    rmSync(stampFile, { force: true });
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [at('node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
      { cwd: at('.'), encoding: 'utf8', timeout: longestBuildMs },
    );
    if (status !== 0) {
      process.stderr.write(`${stdout}${stderr}`);
      tell('Commonplace could not be built.');
      return false;
    }
    writeFileSync(stampFile, stamp);
    return true;
  } finally {
    rmSync(turnFile, { recursive: true, force: true });
  }
}
