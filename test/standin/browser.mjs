// The finder: which Chromium or Chrome there is, or how to get one. Nothing is remembered between runs.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export const howToGetBrowser =
  'No Chromium or Chrome was found: install one (for example `apt install chromium`), or name it in COMMONPLACE_CHROMIUM.';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'google-chrome-beta',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Places where installers put browsers that are not on the PATH. @returns {string[]} */
function usualPlaces() {
  if (process.platform === 'darwin')
    return ['', homedir()].flatMap((base) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
        (name) => `${base}/Applications/${name}.app/Contents/MacOS/${name}`,
      ),
    );
  if (process.platform === 'win32')
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
      const base = process.env[variable];
      return base === undefined
        ? []
        : [
            join(base, 'Google/Chrome/Application/chrome.exe'),
            join(base, 'Chromium/Application/chrome.exe'),
            join(base, 'Microsoft/Edge/Application/msedge.exe'),
          ];
    });
  return ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
}

function onPath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Where Playwright keeps the browsers that it downloaded, without loading Playwright. @returns {string[]} */
function playwrightPlaces() {
  /** @type {Record<string, string>} */
  const caches = {
    darwin: join(homedir(), 'Library/Caches/ms-playwright'),
    win32: join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright'),
  };
  const root =
    process.env['PLAYWRIGHT_BROWSERS_PATH'] ??
    caches[process.platform] ??
    join(homedir(), '.cache/ms-playwright');
  if (!existsSync(root)) return [];
  const versions = readdirSync(root)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return versions.flatMap((name) =>
    [
      'chrome-linux64/chrome',
      'chrome-linux/chrome',
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
      'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'chrome-win64/chrome.exe',
      'chrome-win/chrome.exe',
    ].map((path) => join(root, name, path)),
  );
}

/** A browser that is installed: the one named by COMMONPLACE_CHROMIUM, else the first found. @returns {string | null} */
export function findBrowser() {
  const named = process.env['COMMONPLACE_CHROMIUM'];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : null;
  return [...onPath(), ...usualPlaces(), ...playwrightPlaces()].find(isExecutable) ?? null;
}

/** @param {string} command @param {readonly string[]} options @param {number} limitMs @returns {boolean} */
function succeeds(command, options, limitMs) {
  const { status } = spawnSync(command, options, {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: limitMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/** Playwright's own download of the version it was made for. */
function downloadByPlaywright() {
  const script = join(
    dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'cli.js',
  );
  return succeeds(process.execPath, [script, 'install', 'chromium'], 300_000);
}

function installByApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    return false;
  return (
    succeeds('apt-get', ['update', '-q'], 180_000) &&
    succeeds('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], 600_000)
  );
}

/**
 * A browser that is installed, or becomes so: by Playwright's download, else by apt for root on Debian.
 * @param {(sentence: string) => void} tell Hears what takes long.
 * @returns {string | null}
 */
export function obtainBrowser(tell) {
  const found = findBrowser();
  if (found !== null || process.env['COMMONPLACE_CHROMIUM']) return found;
  tell('No Chromium or Chrome is installed: trying to download one with Playwright.');
  // A downloaded one may lack system libraries that only a package brings along.
  const downloaded = downloadByPlaywright() ? findBrowser() : null;
  if (downloaded !== null && succeeds(downloaded, ['--version'], 30_000)) return downloaded;
  tell('The download failed: trying to install Chromium with apt.');
  return installByApt() ? findBrowser() : null;
}
