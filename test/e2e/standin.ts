// The program on the stand-in: main as a process of its own, the page reached through the browser's debugging port.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { environment, isRunning, until } from './process.ts';
import type { Desktop, Ending, OpenOptions, Program } from './program.ts';

const launch = fileURLToPath(new URL('../standin/launch.mjs', import.meta.url));
const main = fileURLToPath(new URL('../../out/main/index.js', import.meta.url));

interface Info {
  readonly mainPid: number;
  readonly browserPid: number;
  readonly port: number | null;
}

type Order = (name: string, value?: unknown) => Promise<unknown>;

/** Orders to main over Node's channel, one answer each. */
function orders(child: ChildProcess): Order {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on('message', (message) => {
    const { id, result, error } = message as { id: number; result?: unknown; error?: string };
    const order = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) order?.resolve(result);
    else order?.reject(new Error(error));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The program has ended.'));
    waiting.clear();
  });
  return (name, value) =>
    new Promise((resolve, reject) => {
      if (!child.connected) {
        reject(new Error('The program has ended.'));
        return;
      }
      const id = (lastId += 1);
      waiting.set(id, { resolve, reject });
      child.send({ id, name, value });
    });
}

function desktopOf(order: Order): Desktop {
  const ask = async <T>(name: string, value?: unknown): Promise<T> => (await order(name, value)) as T;
  return {
    answerOpenDialog: (paths) => ask('answerOpenDialog', paths),
    answerSaveDialog: (path) => ask('answerSaveDialog', path),
    answerMessageBox: (button) => ask('answerMessageBox', button),
    dialogs: () => ask('dialogs'),
    opened: () => ask('opened'),
    clipboard: () => ask('clipboard'),
    menus: () => ask('menus'),
    chooseMenu: (key) => ask('chooseMenu', key),
    network: () => ask('network'),
    pressClose: () => ask('closeWindow'),
  };
}

async function pageOf(browser: Browser): Promise<Page> {
  const find = (): Page | undefined =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url() === 'http://notebook.localhost/');
  const page = await until(() => Promise.resolve(find() ?? null));
  await page.waitForLoadState('load');
  return page;
}

export async function openOnStandin(profile: string, options: OpenOptions): Promise<Program> {
  const child = spawn(process.execPath, [launch, main, '--profile', profile, ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: environment(options),
  });
  let errorText = '';
  child.stderr?.on('data', (text) => (errorText += String(text)));
  child.stdout?.on('data', (text) => (errorText += String(text)));
  const ended = new Promise<Ending>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  const failed = ended.then((): never => {
    throw new Error(`The program ended before its window was open: ${errorText}`);
  });
  failed.catch(() => undefined);

  const order = orders(child);
  const info = await Promise.race([
    until(async () => {
      const now = (await order('info')) as Info;
      return now.port === null ? null : { ...now, port: now.port };
    }),
    failed,
  ]);
  const connecting = chromium.connectOverCDP(`http://127.0.0.1:${info.port}`).then(pageOf);
  const page = await Promise.race([connecting, failed]).catch(() => failed);
  const pageErrors: string[] = [];
  page.on('pageerror', (error) => pageErrors.push(String(error)));
  // Playwright sets a colour scheme of its own on every page it meets: give the program's back.
  await page.emulateMedia({ colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null });
  await order('applyTheme');
  // It also lets downloads begin, which might be complete before main has refused them: none begins.
  const session = await page.context().browser()?.newBrowserCDPSession();
  await session?.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });

  const desktop = desktopOf(order);
  const gone = (): Promise<Ending> =>
    ended.then(async (ending) => {
      await until(() => Promise.resolve(isRunning(info.browserPid) ? null : true));
      return ending;
    });
  return {
    ...desktop,
    shell: 'stand-in',
    page,
    profile,
    mainPid: info.mainPid,
    browserPid: info.browserPid,
    errorOutput: () => errorText,
    pageErrors,
    refusedCount: () => countOf(page),
    ended,
    async close() {
      await desktop.pressClose();
      return gone();
    },
    async kill(which) {
      process.kill(which === 'main' ? info.mainPid : info.browserPid, 'SIGKILL');
      await gone();
    },
  };
}

export function countOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { desktop } = globalThis as unknown as {
      desktop: { refusals: () => Promise<{ readonly count: number }> };
    };
    return (await desktop.refusals()).count;
  });
}
