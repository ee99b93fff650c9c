// The whole main process, started once with a recording machine in Electron's place.
import type { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { channel } from '../../src/desktop/contract.ts';
import { securityHeaders } from '../../electron/main/headers.ts';
import { callNames } from '../../electron/main/registrar.ts';

type Listener = (event: unknown, payload?: unknown) => Promise<unknown>;

const machine = vi.hoisted(() => ({
  calls: new Map<string, Listener>(),
  listeners: new Map<string, unknown>(),
  switches: new Map<string, string>(),
  privileges: [] as unknown[],
  sent: [] as unknown[][],
  preferences: {},
  loaded: '',
  pagesFrame: { url: 'app://notebook/', parent: null },
  page: new Map<'contents', EventEmitter>(),
}));

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  const keep =
    (name: string) =>
    (...values: unknown[]): void => {
      machine.listeners.set(name, values.at(-1));
    };
  const contents = Object.assign(new Emitter(), {
    send: (...values: unknown[]) => machine.sent.push(values),
    setWindowOpenHandler: keep('window-open'),
    setWebRTCIPHandlingPolicy: vi.fn(),
  });
  machine.page.set('contents', contents);
  const app = Object.assign(new Emitter(), {
    isPackaged: false,
    commandLine: { appendSwitch: (name: string, value = '') => machine.switches.set(name, value) },
    enableSandbox: vi.fn(),
    setName: vi.fn(),
    setPath: vi.fn(),
    getVersion: () => '9.9.9',
    requestSingleInstanceLock: () => true,
    whenReady: () => Promise.resolve(),
    configureHostResolver: vi.fn(),
    exit: vi.fn(),
    quit: vi.fn(),
  });
  class BrowserWindow extends Emitter {
    readonly webContents = contents;
    constructor(options: { webPreferences: Record<string, unknown> }) {
      super();
      machine.preferences = options.webPreferences;
      app.emit('web-contents-created', {}, contents);
    }
    isDestroyed(): boolean {
      return false;
    }
    async loadURL(address: string): Promise<void> {
      machine.loaded = address;
      return Promise.resolve();
    }
  }
  const defaultSession = Object.assign(new Emitter(), {
    protocol: { handle: keep('protocol') },
    webRequest: { onBeforeRequest: keep('before-request') },
    setPermissionCheckHandler: keep('permission-check'),
    setPermissionRequestHandler: keep('permission-request'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('display-media'),
    setUSBProtectedClassesHandler: keep('usb'),
    setBluetoothPairingHandler: keep('bluetooth'),
    setSpellCheckerEnabled: keep('spellchecker'),
    setSpellCheckerLanguages: vi.fn(),
    setSpellCheckerDictionaryDownloadURL: vi.fn(),
    setProxy: () => Promise.resolve(),
  });
  return {
    app,
    BrowserWindow,
    clipboard: {},
    dialog: {},
    ipcMain: { handle: (name: string, listener: Listener) => machine.calls.set(name, listener) },
    Menu: { buildFromTemplate: (items: unknown) => items, setApplicationMenu: vi.fn() },
    nativeTheme: Object.assign(new Emitter(), { themeSource: 'system', shouldUseDarkColors: false }),
    net: {},
    protocol: { registerSchemesAsPrivileged: (schemes: unknown[]) => machine.privileges.push(...schemes) },
    screen: { getAllDisplays: () => [] },
    session: { defaultSession },
    shell: {},
  };
});

function call(name: string, payload?: unknown, frame: unknown = machine.pagesFrame): Promise<unknown> {
  const listener = machine.calls.get(`commonplace:${name}`);
  if (!listener) throw new Error(`nobody listens to ${name}`);
  return listener({ sender: machine.page.get('contents'), senderFrame: frame }, payload);
}

function request(address: string, method = 'GET', body?: string): Promise<Response> {
  const answer = machine.listeners.get('protocol') as (request: Request) => Promise<Response>;
  return answer(new Request(address, body === undefined ? { method } : { method, body }));
}

async function refusedCount(): Promise<number> {
  return ((await call('refusals')) as { count: number }).count;
}

const fetchBefore = globalThis.fetch;

beforeAll(async () => {
  process.argv = ['electron', '.', '--profile', mkdtempSync(join(tmpdir(), 'main-'))];
  process.env['COMMONPLACE_AUTOMATION'] = '1';
  process.env['COMMONPLACE_FAULTS'] = 'slow,torn';
  await import('../../electron/main/index.ts');
  await vi.waitFor(() => expect(machine.loaded).not.toBe(''));
});

describe('the main process', () => {
  it('[E1] has exactly one handler for each call of the contract, and no other channel', () => {
    expect([...machine.calls.keys()].sort()).toEqual(callNames.map((name) => channel(name)).sort());
  });

  it('[E2] loads its own address into a window that has nothing but the bridge', () => {
    expect(machine.loaded).toBe('app://notebook/');
    expect(machine.privileges).toMatchObject([
      { scheme: 'app', privileges: { standard: true, secure: true } },
    ]);
    expect(machine.preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    });
  });

  it('[E3] tells the window who it is, with what the tests armed', async () => {
    expect(await call('boot')).toMatchObject({
      identity: { lastSeq: 0, everHadData: false },
      version: '9.9.9',
      shell: 'stand-in',
      job: null,
      automation: { faults: ['slow', 'torn'] },
      theme: 'system',
    });
  });

  it('[E4] gives every response every header, whatever was asked', async () => {
    const responses = await Promise.all([
      request('app://notebook/'),
      request('app://notebook/nothing'),
      request('app://notebook/hand/unknown'),
      request('app://other/'),
      request('app://notebook/', 'POST', 'x'),
      request('app://notebook/refused', 'POST', '{}'),
      request('app://notebook/package.json'),
      request('app://notebook/%2e%2e/package.json'),
      request('app://notebook/..%2f..%2fpackage.json'),
      request('app://notebook//etc/passwd'),
    ]);
    for (const response of responses)
      for (const [name, value] of Object.entries(securityHeaders(false)))
        expect(response.headers.get(name), name).toBe(value);
    expect(responses.slice(1).map((response) => response.status)).toEqual([
      404, 404, 404, 405, 204, 404, 404, 404, 404,
    ]);
  });

  it('[E5] cancels and counts what would leave the machine, and tells the window', async () => {
    const judge = machine.listeners.get('before-request') as (
      details: { url: string },
      answer: (verdict: { cancel: boolean }) => void,
    ) => void;
    const verdicts: boolean[] = [];
    const before = await refusedCount();
    for (const url of ['app://notebook/x', 'http://192.0.2.1/', 'devtools://x/', 'https://example.org/'])
      judge({ url }, (verdict) => verdicts.push(verdict.cancel));
    expect(verdicts).toEqual([false, true, false, true]);
    expect(await refusedCount()).toBe(before + 2);
    expect(machine.sent.at(-1)).toMatchObject([
      'commonplace:refused',
      { count: before + 2, last: { address: 'https://example.org/' } },
    ]);
  });

  it('[E6] counts once what the content policy stopped before it reached the network', async () => {
    const before = await refusedCount();
    const report = { 'csp-report': { 'blocked-uri': 'http://192.0.2.1/', 'violated-directive': 'img-src' } };
    await request('app://notebook/refused', 'POST', JSON.stringify(report));
    await request('app://notebook/refused', 'POST', '{"csp-report":{"blocked-uri":"inline"}}');
    expect(await refusedCount()).toBe(before + 1);
  });

  it('[E7] lets no page lead elsewhere or open a window, and counts each attempt once', async () => {
    const contents = machine.page.get('contents');
    const before = await refusedCount();
    const events = ['app://notebook/#/x', 'https://example.org/'].map((url) => ({
      url,
      preventDefault: vi.fn(),
    }));
    for (const event of events) contents?.emit('will-frame-navigate', event);
    expect(events.map((event) => event.preventDefault.mock.calls.length)).toEqual([0, 1]);
    const open = machine.listeners.get('window-open') as (details: { url: string }) => unknown;
    expect(open({ url: 'app://notebook/' })).toEqual({ action: 'deny' });
    expect(await refusedCount()).toBe(before + 2);
    const webview = { preventDefault: vi.fn() };
    contents?.emit('will-attach-webview', webview);
    expect(webview.preventDefault).toHaveBeenCalledOnce();
  });

  it('[E8] closes the ways out that Node and the engine have of their own', () => {
    expect(globalThis.fetch).not.toBe(fetchBefore);
    expect(() => globalThis.fetch('http://192.0.2.1/')).toThrow('makes no connections');
    expect(() => new WebSocket('ws://192.0.2.1/')).toThrow('makes no connections');
    expect(machine.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect([...machine.switches.keys()]).toEqual(
      expect.arrayContaining(['no-proxy-server', 'disable-quic', 'no-pings', 'dns-prefetch-disable']),
    );
  });

  it('[E9] answers only the page itself, and reports no job where there is none', async () => {
    await expect(call('boot', undefined, { url: 'https://example.org/', parent: null })).rejects.toThrow(
      'Refused',
    );
    await expect(call('boot', undefined, null)).rejects.toThrow('Refused');
    await expect(call('finishJob', { exitCode: 0, output: '', error: '' })).rejects.toThrow('no job');
  });
});
