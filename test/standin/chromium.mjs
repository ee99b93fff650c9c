// The one Chromium below all windows: started with the program's switches, reached over a pipe, ended with the program.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { blankPath, origin } from './address.mjs';
import { findBrowser, howToGetBrowser } from './browser.mjs';
import { Connection } from './connection.mjs';
import { openLoopback } from './loopback.mjs';

/** @typedef {{ connection: Connection, pid: number, ended: Promise<void>, profile: string, close: () => Promise<void> }} Chromium */

const closingMs = 5_000;

/** No window on a screen: in tests, and where the program was asked for none. */
export const isHeadless =
  process.env['COMMONPLACE_HEADED'] !== '1' &&
  (process.env['COMMONPLACE_AUTOMATION'] === '1' || process.argv.includes('--headless'));

/** What a browser does on its own account and Electron does not. */
const quiet = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--disable-background-networking',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-search-engine-choice-screen',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--disable-sync',
  '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication,SpareRendererForSitePerProcess,InterestFeedContentSuggestions,PasswordManagerOnboarding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
  '--metrics-recording-only',
  '--no-pings',
  '--password-store=basic',
  '--use-mock-keychain',
  '--block-new-web-contents',
  '--disable-back-forward-cache',
];
/** Windows that are hidden or covered work on: Electron's do in tests, and a headless one has no front. */
const awake = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/**
 * @param {ReadonlyMap<string, string>} switches What main appended to the command line.
 * @param {string} profile @param {number} port
 */
function argumentsFor(switches, profile, port) {
  const given = new Map(switches);
  const rules = given.get('host-resolver-rules') ?? 'MAP * ~NOTFOUND';
  given.set('host-resolver-rules', `MAP *.localhost:80 127.0.0.1:${port}, ${rules}`);
  const isAutomated = process.env['COMMONPLACE_AUTOMATION'] === '1';
  return [
    '--remote-debugging-pipe',
    ...(isAutomated ? ['--remote-debugging-port=0'] : []),
    `--user-data-dir=${profile}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    ...(isHeadless ? ['--headless=new', '--hide-scrollbars'] : ['--class=Commonplace']),
    ...quiet,
    ...awake,
    ...[...given].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
    `--app=${origin}${blankPath}`,
  ];
}

/**
 * @param {ReadonlyMap<string, string>} switches
 * @param {string} profile Folder of the browser's profile; the same at every start, so that storage is found again.
 * @returns {Promise<Chromium>}
 */
export async function startChromium(switches, profile) {
  const executable = findBrowser();
  if (executable === null) throw new Error(howToGetBrowser);
  mkdirSync(profile, { recursive: true });
  // Left behind by a browser that was killed; whether another one is running was settled by the single-instance lock.
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket', 'DevToolsActivePort'])
    rmSync(join(profile, name), { force: true });
  const loopback = await openLoopback();
  const child = spawn(executable, argumentsFor(switches, profile, loopback.port), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  let lastWords = '';
  child.stderr?.on('data', (text) => (lastWords = (lastWords + String(text)).slice(-2_000)));
  const [, , , commands, events] = child.stdio;
  const connection = new Connection(
    /** @type {import('node:stream').Writable} */ (commands),
    /** @type {import('node:stream').Readable} */ (events),
  );
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => {
      lastWords = String(error);
      resolve();
    });
    child.on('exit', () => resolve());
  });
  const failed = ended.then(() => {
    connection.end();
    loopback.close();
    return Promise.reject(new Error(`${executable} ended at once: ${lastWords.trim()}`));
  });
  await Promise.race([connection.send('Browser.getVersion'), failed]);
  failed.catch(() => undefined);

  const close = async () => {
    connection.send('Browser.close').catch(() => undefined);
    const timer = setTimeout(() => child.kill('SIGKILL'), closingMs);
    await ended;
    clearTimeout(timer);
  };
  return { connection, pid: child.pid ?? 0, ended, profile, close };
}

/** The port on which tests reach the same browser; null until it is known. @param {string} profile */
export function debuggingPort(profile) {
  const file = join(profile, 'DevToolsActivePort');
  if (!existsSync(file)) return null;
  const port = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isInteger(port) && port > 0 ? port : null;
}
