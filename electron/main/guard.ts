// The network guard: nothing leaves the machine, nothing is permitted, no page leads elsewhere; what tried is counted.
import { app, session, type Session, type WebContents } from 'electron';
import { host, isOwnAddress, scheme } from '#desktop/contract.ts';
import { devServer } from './devServer.ts';
import { mayRequest, mayUse, type RefusalCount } from './refusal.ts';

const setting = { devServer, allowsTools: !app.isPackaged };

/** Before the program is ready: the engine's own channels. */
export function setupSwitches(): void {
  app.enableSandbox();
  const but = devServer === null ? '' : `, EXCLUDE ${devServer.hostname}`;
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${but}`);
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  for (const name of [
    'no-proxy-server',
    'disable-quic',
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'dns-prefetch-disable',
    'no-pings',
    'disable-breakpad',
  ])
    app.commandLine.appendSwitch(name);
}

/** Node's own ways out, which no session sees. Importing the modules behind them is refused by lint. */
export function closeNode(): void {
  // A function of the old kind, so that `new` reaches it too.
  function value(): never {
    throw new Error('Commonplace makes no connections.');
  }
  for (const name of ['fetch', 'WebSocket', 'EventSource'])
    Object.defineProperty(globalThis, name, { value, writable: false, configurable: false });
}

function refuseDevices(its: Session): void {
  its.setPermissionCheckHandler((_contents, permission, origin, details) =>
    mayUse(permission, origin, details.isMainFrame),
  );
  its.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayUse(permission, details.requestingUrl, details.isMainFrame)),
  );
  its.setDevicePermissionHandler(() => false);
  its.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  its.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  its.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
}

/** Electron fetches dictionaries when a field is first focused; one of these switches alone has not stopped it. */
function silenceSpellchecker(its: Session): void {
  its.setSpellCheckerEnabled(false);
  its.setSpellCheckerLanguages([]);
  its.setSpellCheckerDictionaryDownloadURL(`${scheme}://${host}/no-dictionary/`);
}

function guardSession(its: Session, count: RefusalCount): void {
  its.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (details, answer) => {
    const isAllowed = mayRequest(details.url, setting);
    if (!isAllowed) count.refuse(details.url);
    answer({ cancel: !isAllowed });
  });
  refuseDevices(its);
  silenceSpellchecker(its);
  its.on('will-download', (event) => event.preventDefault());
  its.setProxy({ mode: 'direct' }).catch((error: unknown) => {
    throw error;
  });
}

function guardPage(contents: WebContents, count: RefusalCount): void {
  const stop = (event: { readonly url: string; preventDefault(): void }): void => {
    if (isOwnAddress(event.url)) return;
    event.preventDefault();
    count.refuse(event.url);
  };
  // Fires for the page and for every frame in it, so that each attempt is counted once.
  contents.on('will-frame-navigate', stop);
  contents.on('will-redirect', stop);
  contents.setWindowOpenHandler(({ url }) => {
    count.refuse(url);
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Once the program is ready, before the first window. */
export function setupGuard(count: RefusalCount): void {
  const guarded = new WeakSet<Session>();
  const guardOnce = (its: Session): void => {
    if (guarded.has(its)) return;
    guarded.add(its);
    guardSession(its, count);
  };
  app.on('session-created', guardOnce);
  guardOnce(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => guardPage(contents, count));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('login', (event) => event.preventDefault());
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
  app.configureHostResolver({
    enableBuiltInResolver: false,
    secureDnsMode: 'off',
    enableAdditionalDnsQueryTypes: false,
  });
}
