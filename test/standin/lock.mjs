// The single-instance lock: a file naming the process that holds it, and a drop for what later starts have to say.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ argv: string[], workingDirectory: string, additionalData: unknown }} SecondStart */

const lockName = 'standin.lock';
const dropPattern = /^standin-second-\d+\.json$/;

/** Tells a process from a later one with the same number, where the system says when it began. @param {number} pid */
function birthOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** @param {string} file */
function holderIsAlive(file) {
  try {
    const { pid, birth } = JSON.parse(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return birthOf(pid) === birth;
  } catch {
    return false;
  }
}

/**
 * @param {string} folder @param {unknown} additionalData
 * @param {(second: SecondStart) => void} onSecond
 * @returns {(() => void) | null} Releases the lock; null when another process holds it, which has then been told.
 */
export function takeLock(folder, additionalData, onSecond) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, lockName);
  const own = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, own, { flag: 'wx' });
      return answerSeconds(folder, file, onSecond);
    } catch {
      if (holderIsAlive(file)) break;
      rmSync(file, { force: true });
    }
  }
  const drop = join(folder, `standin-second-${process.pid}.json`);
  const said = {
    argv: process.argv,
    workingDirectory: process.cwd(),
    additionalData: additionalData ?? null,
  };
  writeFileSync(`${drop}.part`, JSON.stringify(said));
  renameSync(`${drop}.part`, drop);
  return null;
}

/** @param {string} folder @param {string} file @param {(second: SecondStart) => void} onSecond */
function answerSeconds(folder, file, onSecond) {
  /** @param {string} name */
  const take = (name) => {
    const drop = join(folder, name);
    // Heard of twice, or gone with its folder: there is nothing more to be told.
    if (!existsSync(drop)) return;
    const text = readFileSync(drop, 'utf8');
    rmSync(drop, { force: true });
    onSecond(JSON.parse(text));
  };
  for (const name of readdirSync(folder).filter((each) => dropPattern.test(each)))
    rmSync(join(folder, name), { force: true });
  const watcher = watch(folder, (_event, name) => {
    if (name !== null && dropPattern.test(name)) take(name);
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  return () => {
    watcher.close();
    rmSync(file, { force: true });
  };
}
