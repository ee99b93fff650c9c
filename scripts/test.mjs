// npm test: check, unit tests, journeys and the short form of the torture, then one line that counts all together.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { at } from './places.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/** How many tests each runner must at least have run: one that ran fewer looked away. */
const minimum = /** @type {Readonly<Record<string, number>>} */ (
  JSON.parse(readFileSync(at('test/minimum.json'), 'utf8'))
);

/** @param {string} command @param {readonly string[]} options @returns {boolean} */
function succeeds(command, options) {
  const { status, error } = spawnSync(command, options, { cwd: at('.'), stdio: 'inherit' });
  if (error) process.stderr.write(`${error.message}\n`);
  return status === 0;
}

/** @param {string} file @returns {any} */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Each step counts as one. @returns {Count} */
function check() {
  const steps = ['format', 'lint', 'types', 'dead', 'house'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const failed = steps.filter((step) => !succeeds(npm, ['run', '--silent', `check:${step}`]));
  for (const step of failed) process.stdout.write(`check:${step} failed\n`);
  return { passed: steps.length - failed.length, failed: failed.length };
}

/** @returns {Count} */
function unit() {
  const file = at('.cache/unit.json');
  rmSync(file, { force: true });
  const isGreen = succeeds(process.execPath, [
    at('node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  const passed = report?.numPassedTests ?? 0;
  const failed = report?.numFailedTests ?? 0;
  // A file that does not even load has no tests to fail.
  return { passed, failed: isGreen ? failed : Math.max(1, failed) };
}

/** @returns {Count} */
function journeys() {
  const isGreen = succeeds(process.execPath, [at('scripts/e2e.mjs')]);
  /** @type {{ expected: number, unexpected: number, flaky: number }[]} */
  const reports = ['stand-in', 'electron']
    .map((shell) => readReport(at(`.cache/e2e-${shell}.json`)))
    .flatMap((report) => (report === null ? [] : [report.stats]));
  const atSecondTry = reports.reduce((sum, { flaky }) => sum + flaky, 0);
  if (atSecondTry > 0) process.stdout.write(`${atSecondTry} journeys passed only at the second try\n`);
  const passed = reports.reduce((sum, { expected, flaky }) => sum + expected + flaky, 0);
  const failed = reports.reduce((sum, { unexpected }) => sum + unexpected, 0);
  return { passed, failed: isGreen ? failed : Math.max(1, failed) };
}

/** The batteries say themselves how many of their figures were as they must be. @returns {Count} */
function torture() {
  const { stdout } = spawnSync(process.execPath, [at('test/torture/run.mjs'), '--short'], {
    cwd: at('.'),
    stdio: ['inherit', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  process.stdout.write(stdout);
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(stdout) ?? [];
  return passed === undefined ? { passed: 0, failed: 1 } : { passed: Number(passed), failed: Number(failed) };
}

/** @param {readonly [string, Count]} runner @returns {Count} */
function held([name, { passed, failed }]) {
  const least = minimum[name] ?? 1;
  if (passed + failed >= least) return { passed, failed };
  process.stdout.write(`${name}: ${passed + failed} ran, at least ${least} were expected\n`);
  return { passed, failed: failed + 1 };
}

const runners = /** @type {const} */ ([
  ['check', check()],
  ['unit', unit()],
  ['e2e', journeys()],
  ['torture', torture()],
]);
const counts = runners.map(held);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
