// npm start: builds what changed and opens Commonplace, in Electron or, where that cannot be had, in a browser's window.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { howToGetBrowser, obtainBrowser } from '../test/standin/browser.mjs';
import { ensureBuilt } from './build.mjs';
import { obtainElectron } from './electron.mjs';
import { at, root, tell } from './places.mjs';

const options = process.argv.slice(2);
const isHeadless = options.includes('--headless');
const hasScreen =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);

/** @param {string} executable */
function startElectron(executable) {
  const switches = [
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(isHeadless && !hasScreen ? ['--ozone-platform=headless'] : []),
  ];
  const child = spawn(executable, [root, ...switches, ...options], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    tell(`Electron could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}

/** In this same process, so that its end, its output and its exit code are the program's own. */
async function startStandin() {
  const browser = obtainBrowser(tell);
  if (browser === null) {
    tell(howToGetBrowser);
    process.exitCode = 1;
    return;
  }
  process.env['COMMONPLACE_CHROMIUM'] = browser;
  const launch = '../test/standin/launch.mjs';
  process.argv = [process.argv0, at('test/standin/launch.mjs'), at('out/main/index.js'), ...options];
  await import(launch);
}

async function start() {
  if (!hasScreen && !isHeadless) {
    tell('There is no screen here: add `-- --headless` to run Commonplace without a window.');
    process.exitCode = 1;
    return;
  }
  if (!(await ensureBuilt())) {
    process.exitCode = 1;
    return;
  }
  const electron = obtainElectron(tell);
  if (electron !== null) {
    startElectron(electron);
    return;
  }
  if (!isHeadless)
    tell('Electron could not be installed: Commonplace opens in a window of Chromium or Chrome instead.');
  else tell('Electron is not installed: Commonplace runs on Chromium or Chrome instead.');
  await startStandin();
}

await start();
