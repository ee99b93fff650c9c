// session.defaultSession: who may do what, and the one listener that every request passes.
import { EventEmitter } from 'node:events';
import { scheme } from './address.mjs';
import { protocol } from './protocol.mjs';
import { provided } from './provided.mjs';

/** @typedef {{ cancel?: boolean, redirectURL?: string }} Verdict */
/** @typedef {{ id: number, url: string, method: string, resourceType: string, webContentsId: number, referrer: string, timestamp: number }} Asked */
/** @typedef {(contents: object | null, permission: string, origin: string, details: object) => boolean} PermissionCheck */
/** @typedef {(contents: object | null, permission: string, callback: (granted: boolean) => void, details: object) => void} PermissionRequest */

const state = {
  /** @type {((asked: Asked, callback: (verdict: Verdict) => void) => void) | null} */ beforeRequest: null,
  /** @type {PermissionCheck | null} */ check: null,
  /** @type {PermissionRequest | null} */ request: null,
  /** @type {((storageTypes: string) => Promise<unknown>) | null} */ clear: null,
};

/** Electron's permission names, and the browser's, for those that a browser can be told about in advance. */
const permissions = /** @type {const} */ ([
  ['persistent-storage', { name: 'persistent-storage' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write', allowWithoutSanitization: false }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['notifications', { name: 'notifications' }],
  ['geolocation', { name: 'geolocation' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['midi', { name: 'midi' }],
  ['idle-detection', { name: 'idle-detection' }],
  ['window-management', { name: 'window-management' }],
  ['local-fonts', { name: 'local-fonts' }],
]);

class Session extends EventEmitter {
  protocol = protocol;

  webRequest = provided('webRequest', {
    /** @param {any[]} values A filter first, if any. */
    onBeforeRequest: (...values) => {
      const urls = values.length > 1 ? values[0]?.urls : ['<all_urls>'];
      if (!Array.isArray(urls) || urls.length !== 1 || urls[0] !== '<all_urls>')
        throw new Error("The stand-in's onBeforeRequest knows only the filter <all_urls>.");
      state.beforeRequest = values.at(-1) ?? null;
    },
  });

  /** @param {PermissionCheck | null} handler */
  setPermissionCheckHandler(handler) {
    state.check = handler;
  }

  /** @param {PermissionRequest | null} handler */
  setPermissionRequestHandler(handler) {
    state.request = handler;
  }

  // What follows concerns devices and services that the browser below is started without.
  setDevicePermissionHandler() {}
  setDisplayMediaRequestHandler() {}
  setUSBProtectedClassesHandler() {}
  setBluetoothPairingHandler() {}
  setCertificateVerifyProc() {}
  setSpellCheckerLanguages() {}
  setSpellCheckerDictionaryDownloadURL() {}
  /** @param {boolean} isOn */
  setSpellCheckerEnabled(isOn) {
    if (isOn) throw new Error('The stand-in has no spellchecker.');
  }
  /** @param {{ mode?: string }} proxy */
  setProxy(proxy) {
    if (proxy.mode !== 'direct') throw new Error('The stand-in knows no proxy.');
    return Promise.resolve();
  }
  flushStorageData() {}
  /** @param {{ origin?: string, storages?: readonly string[] }} options */
  async clearStorageData({ origin, storages } = {}) {
    if (origin !== `${scheme}://notebook` || storages?.length !== 1 || storages[0] !== 'indexdb')
      throw new Error("The stand-in clears only the program's own indexdb.");
    if (state.clear === null) throw new Error('There is no page.');
    await state.clear('indexeddb');
  }
}

const emitter = new Session();
export const defaultSession = provided('session', emitter);
export const session = provided('session', { defaultSession });

/** How the browser is told to forget what it stores for the program. @param {(storageTypes: string) => Promise<unknown>} clear */
export function clearBy(clear) {
  state.clear = clear;
}

/** What main says to a request. @param {Asked} asked @returns {Promise<Verdict>} */
export function judge(asked) {
  const { beforeRequest } = state;
  return beforeRequest === null
    ? Promise.resolve({})
    : new Promise((resolve) => beforeRequest(asked, (verdict) => resolve(verdict)));
}

/** @param {object} event @param {object} item @param {object} contents @returns {boolean} True if somebody listened. */
export function announceDownload(event, item, contents) {
  return emitter.emit('will-download', event, item, contents);
}

/**
 * The browser's permissions as main's two handlers decide them; without handlers Electron grants everything.
 * @param {object} contents @param {string} appOrigin
 */
export async function decidePermissions(contents, appOrigin) {
  const { check, request } = state;
  const details = { isMainFrame: true, requestingUrl: `${appOrigin}/`, securityOrigin: `${appOrigin}/` };
  return Promise.all(
    permissions.map(async ([name, descriptor]) => {
      const isChecked = check === null || check(contents, name, appOrigin, details);
      const isGranted =
        request === null ||
        (await new Promise((/** @type {(granted: boolean) => void} */ resolve) =>
          request(contents, name, resolve, details),
        ));
      return { descriptor, setting: isChecked && isGranted ? 'granted' : 'denied' };
    }),
  );
}
