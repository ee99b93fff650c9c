// The program on Electron itself. Dialogs, links and context menus are taken over inside its main process.
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { environment, isRunning, until } from './process.ts';
import type {
  Desktop,
  Ending,
  Menus,
  Network,
  OpenOptions,
  Program,
  ShownDialog,
  Violation,
} from './program.ts';
import { countOf } from './standin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the main process keeps for the journey, on its global object. */
interface Kept {
  readonly answers: { open: (string[] | null)[]; save: (string | null)[]; message: number[] };
  readonly dialogs: ShownDialog[];
  readonly opened: { kind: 'link' | 'folder' | 'path'; what: string }[];
  menu: Electron.Menu | null;
}

/** Runs inside the main process: nothing from this module is visible there. */
function takeOver({ dialog, shell, Menu }: typeof Electron.CrossProcessExports): void {
  const kept: Kept = { answers: { open: [], save: [], message: [] }, dialogs: [], opened: [], menu: null };
  Object.assign(globalThis, { kept });
  const note = (kind: ShownDialog['kind'], values: unknown[]): void => {
    const {
      title = '',
      message = '',
      detail = '',
      buttons = [],
    } = values.at(-1) as {
      title?: string;
      message?: string;
      detail?: string;
      buttons?: string[];
    };
    kept.dialogs.push({ kind, title: title || message, detail, buttons });
  };
  const take = <T>(ready: T[]): T => {
    if (ready.length === 0) throw new Error('A dialog opened that no answer was laid ready for.');
    return ready.shift() as T;
  };
  Object.assign(dialog, {
    showOpenDialog: async (...values: unknown[]) => {
      note('open', values);
      const paths = take(kept.answers.open);
      return Promise.resolve({ canceled: paths === null, filePaths: paths ?? [] });
    },
    showSaveDialog: async (...values: unknown[]) => {
      note('save', values);
      const path = take(kept.answers.save);
      return Promise.resolve({ canceled: path === null, filePath: path ?? '' });
    },
    showMessageBox: async (...values: unknown[]) => {
      note('message', values);
      return Promise.resolve({ response: take(kept.answers.message), checkboxChecked: false });
    },
  });
  Object.assign(shell, {
    openExternal: (what: string) => Promise.resolve(void kept.opened.push({ kind: 'link', what })),
    openPath: (what: string) => Promise.resolve((kept.opened.push({ kind: 'path', what }), '')),
    showItemInFolder: (what: string) => void kept.opened.push({ kind: 'folder', what }),
  });
  Menu.prototype.popup = function popup(this: Electron.Menu): void {
    kept.menu = this;
  };
}

function kept<T>(app: ElectronApplication, name: keyof Kept): Promise<T> {
  return app.evaluate(
    (_electron, key) => Reflect.get(Reflect.get(globalThis, 'kept') as Kept, key) as T,
    name,
  );
}

function lay(app: ElectronApplication, kind: keyof Kept['answers'], answer: unknown): Promise<void> {
  return app.evaluate(
    (_electron, [where, what]) => {
      const { answers } = Reflect.get(globalThis, 'kept') as Kept;
      (answers[where] as unknown[]).push(what);
    },
    [kind, answer] as const,
  );
}

function menusOf(app: ElectronApplication): Promise<Menus> {
  return app.evaluate(({ Menu }) => {
    const entries = (menu: Electron.Menu | null): Menus['application'] =>
      (menu?.items ?? [])
        .filter(({ visible }) => visible)
        .flatMap((item) => [
          // Roles lose their capitals in Electron's own items: both shells give them small.
          {
            id: (item.id as string | undefined) ?? null,
            role: item.role?.toLowerCase() ?? null,
            label: item.label,
            enabled: item.enabled,
          },
          ...entries(item.submenu ?? null),
        ]);
    const { menu } = Reflect.get(globalThis, 'kept') as Kept;
    return { open: menu === null ? null : entries(menu), application: entries(Menu.getApplicationMenu()) };
  });
}

function chooseMenu(app: ElectronApplication, wanted: string): Promise<void> {
  return app.evaluate(({ Menu, BrowserWindow }, key) => {
    const store = Reflect.get(globalThis, 'kept') as Kept;
    const all = (menu: Electron.Menu | null): Electron.MenuItem[] =>
      (menu?.items ?? []).flatMap((item) => [item, ...all(item.submenu ?? null)]);
    const items = all(store.menu ?? Menu.getApplicationMenu());
    const item =
      items.find(({ id }) => id === key) ??
      items.find(({ role, label }) => role?.toLowerCase() === key.toLowerCase() || label === key);
    store.menu = null;
    if (item === undefined) throw new Error(`No menu item ${key}.`);
    const [window] = BrowserWindow.getAllWindows();
    (item.click as (event: object, window: unknown, contents: unknown) => void)(
      {},
      window,
      window?.webContents,
    );
  }, wanted);
}

/** Console messages of page and workers tell of violations; Electron's own requests are counted by the program. */
function watchViolations(page: Page): readonly Violation[] {
  const violations: Violation[] = [];
  const note = (text: string): void => {
    const found = /violates the following Content Security Policy directive: "([\w-]+)/.exec(text);
    const blocked = /'([^']+:\/\/[^']+)'/.exec(text);
    if (found?.[1] !== undefined)
      violations.push({
        directive: found[1],
        blocked: blocked?.[1] ?? '',
        isReportOnly: text.includes('[Report Only]') || text.includes('report-only'),
      });
  };
  page.on('console', (message) => note(message.text()));
  return violations;
}

export async function openOnElectron(profile: string, options: OpenOptions): Promise<Program> {
  const needsNoSandbox = process.platform === 'linux' && process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath: process.env['COMMONPLACE_ELECTRON'] ?? '',
    args: [root, ...(needsNoSandbox ? ['--no-sandbox'] : []), '--profile', profile, ...(options.args ?? [])],
    env: environment(options),
  });
  const child = app.process();
  const ended = new Promise<Ending>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  let errorText = '';
  child.stderr?.on('data', (text) => (errorText += String(text)));
  await app.evaluate(takeOver);
  const page = await app.firstWindow();
  const violations = watchViolations(page);
  await page.waitForLoadState('load');
  const pageErrors: string[] = [];
  page.on('pageerror', (error) => pageErrors.push(String(error)));
  const mainPid = child.pid ?? 0;
  const desktop: Desktop = {
    answerOpenDialog: (paths) => lay(app, 'open', paths),
    answerSaveDialog: (path) => lay(app, 'save', path),
    answerMessageBox: (button) => lay(app, 'message', button),
    dialogs: () => kept(app, 'dialogs'),
    opened: () => kept(app, 'opened'),
    clipboard: () => app.evaluate(({ clipboard }) => clipboard.readText()),
    menus: () => menusOf(app),
    chooseMenu: (key) => chooseMenu(app, key),
    network: (): Promise<Network> => Promise.resolve({ arrivals: [], outside: [], violations }),
    pressClose: () =>
      app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.close();
      }),
  };
  return {
    ...desktop,
    shell: 'electron',
    page,
    profile,
    mainPid,
    browserPid: mainPid,
    errorOutput: () => errorText,
    pageErrors,
    refusedCount: () => countOf(page),
    ended,
    async close() {
      await desktop.pressClose();
      return ended;
    },
    async kill() {
      process.kill(mainPid, 'SIGKILL');
      await until(() => Promise.resolve(isRunning(mainPid) ? null : true));
    },
  };
}
