// The one window: sandboxed, remembered in size and place, shown when there is something to see.
import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { channel, programName, type PushName, type Pushes } from '#desktop/contract.ts';
import { desktopWords } from '#words/desktop.ts';
import { programFolder } from './places.ts';
import type { Handlers } from './registrar.ts';
import { type KeptWindowState, minSize, usualSize, visibleBounds } from './windowState.ts';

/** Tells the window something of its own accord. A window that is gone hears nothing. */
export type Push = <P extends PushName>(name: P, value: Pushes[P]) => void;

/** The paper of the two themes, so that nothing flashes before the first paint. */
const paper = { light: '#fbf9f4', dark: '#1a1815' } as const;
const pauseMs = 400;

export function createWindow(state: KeptWindowState, isHeadless: boolean): BrowserWindow {
  nativeTheme.themeSource = state.current().theme;
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const bounds = isHeadless ? null : visibleBounds(state.current().bounds, screens);
  return new BrowserWindow({
    title: programName,
    show: false,
    ...(bounds ?? usualSize),
    minWidth: minSize.width,
    minHeight: minSize.height,
    backgroundColor: paperNow(),
    webPreferences: {
      preload: join(programFolder, 'out', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      plugins: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      autoplayPolicy: 'user-gesture-required',
      devTools: !app.isPackaged,
      v8CacheOptions: 'code',
      backgroundThrottling: !isHeadless,
    },
  });
}

export function pushTo(window: BrowserWindow): Push {
  return (name, value) => {
    if (!window.isDestroyed()) window.webContents.send(channel(name), value);
  };
}

function paperNow(): string {
  return nativeTheme.shouldUseDarkColors ? paper.dark : paper.light;
}

export function setupTheme(window: BrowserWindow, state: KeptWindowState): Pick<Handlers, 'setTheme'> {
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(paperNow());
  });
  return {
    setTheme(theme) {
      nativeTheme.themeSource = theme;
      state.keep({ theme });
      return null;
    },
  };
}

/** Brings the window to the person, from wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Shows the window when its first paint is ready, and remembers how it stands from then on. */
export function setupWindow(window: BrowserWindow, state: KeptWindowState): void {
  window.once('ready-to-show', () => {
    if (state.current().isMaximised) window.maximize();
    window.show();
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const { x, y, width, height } = window.getNormalBounds();
    state.keep({ bounds: { x, y, width, height }, isMaximised: window.isMaximized() });
  };
  const keepSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, pauseMs);
  };
  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('close', keep);
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') offerReopening(window);
  });
}

/** The window's process died. What was saved is in the journal, so a new page is as good as a new start. */
function offerReopening(window: BrowserWindow): void {
  dialog
    .showMessageBox(window, {
      type: 'error',
      message: desktopWords.stoppedQuestion,
      detail: desktopWords.stoppedDetail,
      buttons: [desktopWords.reopen, desktopWords.quit],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    .then(({ response }) => {
      if (response === 0) window.webContents.reload();
      else window.destroy();
    })
    .catch(() => window.destroy());
}
