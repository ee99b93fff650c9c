// npm run test:e2e: the journeys, on the stand-in always and on Electron itself wherever it is installed.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { howToGetBrowser, obtainBrowser } from '../test/standin/browser.mjs';
import { ensureBuilt } from './build.mjs';
import { findElectron } from './electron.mjs';
import { at, tell } from './places.mjs';

const options = process.argv.slice(2);

/** @param {'stand-in' | 'electron'} shell @param {Record<string, string>} more */
function run(shell, more) {
  const report = at(`.cache/e2e-${shell}.json`);
  rmSync(report, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [at('node_modules/@playwright/test/cli.js'), 'test', ...options],
    {
      cwd: at('.'),
      stdio: 'inherit',
      env: { ...process.env, ...more, COMMONPLACE_SHELL: shell, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
  );
  return status === 0;
}

async function journeys() {
  rmSync(at('.cache/e2e-electron.json'), { force: true });
  if (!(await ensureBuilt())) return false;
  const browser = obtainBrowser(tell);
  if (browser === null) {
    tell(howToGetBrowser);
    return false;
  }
  const onStandin = run('stand-in', { COMMONPLACE_CHROMIUM: browser });
  tell(`\nJourneys ran on the STAND-IN for Electron, over ${browser}: ${onStandin ? 'passed' : 'FAILED'}.`);
  const electron = findElectron();
  const hasScreen = process.platform !== 'linux' || Boolean(process.env['DISPLAY']);
  if (electron === null || !hasScreen) {
    const why = electron === null ? 'its binary is not installed' : 'there is no screen';
    tell(`Journeys on REAL ELECTRON were SKIPPED: ${why}.\n`);
    return onStandin;
  }
  const onElectron = run('electron', { COMMONPLACE_ELECTRON: electron });
  tell(`\nJourneys ran on REAL ELECTRON, ${electron}: ${onElectron ? 'passed' : 'FAILED'}.\n`);
  return onStandin && onElectron;
}

process.exitCode = (await journeys()) ? 0 : 1;
