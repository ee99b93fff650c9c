// What runs inside the window before the program does: the preload with its bridge, and the keys and menus that a
// browser would take for itself. Electron has a separate world for the preload; here it shares the page's.
import { pack, unpack } from './message.mjs';

/** @typedef {{ bindingName: string, deliverName: string, versions: object, platform: string, asksBeforeClosing: boolean }} PageSetup */
/** @typedef {(kind: string, text: string) => void} Deliver */

/**
 * Runs in the window, by its source.
 * @param {PageSetup} setup
 * @param {typeof pack} write
 * @param {typeof unpack} read
 * @param {(require: Function, module: object, exports: object, process: object) => void} preload
 */
function furnish(setup, write, read, preload) {
  const host = /** @type {any} */ (globalThis);
  /** @type {(text: string) => void} */
  const tell = host[setup.bindingName];
  Reflect.deleteProperty(host, setup.bindingName);
  if (host.top !== host || location.protocol !== 'http:') return;

  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  /** @type {Map<string, Function[]>} */
  const listeners = new Map();
  let lastId = 0;
  /** @type {ReadonlySet<string>} */
  let accelerators = new Set();

  const ipcRenderer = {
    /** @param {string} channel @param {unknown[]} values */
    invoke: (channel, ...values) =>
      new Promise((resolve, reject) => {
        const body = write(values);
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        tell(JSON.stringify({ kind: 'invoke', id, channel, body }));
      }),
    /** @param {string} channel @param {unknown[]} values */
    send: (channel, ...values) => tell(JSON.stringify({ kind: 'send', channel, body: write(values) })),
    /** @param {string} channel @param {Function} listener */
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    /** @param {string} channel @param {Function} listener */
    removeListener: (channel, listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((other) => other !== listener),
      );
      return ipcRenderer;
    },
    /** @param {string} channel */
    removeAllListeners: (channel) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
  };

  // What crosses Electron's bridge is copied: prototypes, getters and later changes stay on their own side.
  /** @param {any} value @param {boolean} freeze @returns {any} */
  const cross = (value, freeze) => {
    if (typeof value === 'function')
      return (/** @type {unknown[]} */ ...values) =>
        cross(value(...values.map((item) => cross(item, false))), false);
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Promise)
      return value.then(
        (item) => cross(item, false),
        (/** @type {unknown} */ error) =>
          Promise.reject(new Error(error instanceof Error ? error.message : String(error))),
      );
    if (Array.isArray(value)) {
      const copy = value.map((item) => cross(item, freeze));
      return freeze ? Object.freeze(copy) : copy;
    }
    const nature = Object.prototype.toString.call(value);
    if (nature === '[object Object]') {
      const copy = Object.fromEntries(Object.keys(value).map((key) => [key, cross(value[key], freeze)]));
      return freeze ? Object.freeze(copy) : copy;
    }
    return structuredClone(value);
  };
  const contextBridge = {
    /** @param {string} key @param {unknown} api */
    exposeInMainWorld: (key, api) => {
      if (key in host) throw new Error(`Cannot bind an API on top of an existing property: ${key}`);
      Object.defineProperty(host, key, { value: cross(api, true), enumerable: true });
    },
  };

  /** @type {Deliver} */
  const deliver = (kind, text) => {
    const message = JSON.parse(text);
    if (kind === 'accelerators') accelerators = new Set(message);
    else if (kind === 'push')
      for (const listener of listeners.get(message.channel) ?? [])
        listener(Object.freeze({ senderId: 0 }), ...read(message.body));
    else {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error === undefined) call?.resolve(read(message.body));
      else call?.reject(new Error(message.error));
    }
  };
  Object.defineProperty(host, setup.deliverName, { value: deliver });

  /** @param {string} name */
  const require = (name) => {
    if (name !== 'electron')
      throw new Error(`module not found: ${name} (a sandboxed preload has only electron)`);
    return { ipcRenderer, contextBridge };
  };
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, {
      platform: setup.platform,
      versions: setup.versions,
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      env: {},
      argv: [],
    });
  } catch (error) {
    tell(JSON.stringify({ kind: 'preload-error', reason: String(error) }));
  }

  // --- what a browser would do with keys and clicks that the program left alone ---------------------------------

  /** @param {KeyboardEvent} event */
  const nameOf = (event) => {
    const digit = /^Digit(\d)$/.exec(event.code);
    const key =
      digit?.[1] ?? (event.key === ' ' ? 'space' : event.key === '+' ? 'plus' : event.key.toLowerCase());
    const held = [
      event.ctrlKey && 'ctrl',
      event.altKey && 'alt',
      event.shiftKey && 'shift',
      event.metaKey && 'meta',
    ];
    return [...held.filter(Boolean), key].join('+');
  };
  /** Find, print, save, open, zoom, tabs, windows, history, address bar, tools: none of them exist in Electron. */
  const browserKeys =
    /^(?:(?:ctrl|meta)\+(?:shift\+)?(?:[dfghjklnopqrstuw]|plus|=|-|_|[0-9]|tab|pageup|pagedown|f4|f5|i|delete)|alt\+(?:arrow(?:left|right)|home|d|e|f)|(?:shift\+)?f(?:[1-9]|1[0-2])|ctrl\+shift\+(?:[abcemt])|shift\+escape)$/;
  /** @param {Event} event */
  const unhandled = (event) => {
    if (event.defaultPrevented) return;
    if (event.type === 'keydown') {
      const name = nameOf(/** @type {KeyboardEvent} */ (event));
      if (accelerators.has(name)) {
        event.preventDefault();
        tell(JSON.stringify({ kind: 'accelerator', name }));
      } else if (browserKeys.test(name)) event.preventDefault();
      if (name === 'f10') tell(JSON.stringify({ kind: 'menubar' }));
    } else if (event.type === 'contextmenu') {
      event.preventDefault();
      tell(JSON.stringify({ kind: 'menu', params: menuParams(/** @type {PointerEvent} */ (event)) }));
    } else if (event.type === 'wheel' && /** @type {WheelEvent} */ (event).ctrlKey) {
      event.preventDefault();
      tell(
        JSON.stringify({
          kind: 'wheel',
          direction: /** @type {WheelEvent} */ (event).deltaY < 0 ? 'in' : 'out',
        }),
      );
    }
  };
  /** @param {PointerEvent} event */
  const menuParams = (event) => {
    const target = event.composedPath()[0];
    const element = target instanceof Element ? target : document.body;
    const link = element.closest('a[href]');
    const field =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null;
    const isEditable = field
      ? !field.readOnly && !field.disabled
      : element instanceof HTMLElement && element.isContentEditable;
    const selectionText = field
      ? field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
      : String(getSelection() ?? '');
    const image = element instanceof HTMLImageElement ? element : null;
    const some = selectionText !== '';
    return {
      x: event.clientX,
      y: event.clientY,
      linkURL: link instanceof HTMLAnchorElement ? link.href : '',
      linkText: link?.textContent ?? '',
      pageURL: location.href,
      srcURL: image?.src ?? '',
      mediaType: image ? 'image' : 'none',
      hasImageContents: image !== null,
      isEditable,
      selectionText,
      misspelledWord: '',
      dictionarySuggestions: [],
      spellcheckEnabled: false,
      editFlags: {
        canUndo: isEditable,
        canRedo: isEditable,
        canCut: isEditable && some,
        canCopy: some,
        canPaste: isEditable,
        canDelete: isEditable && some,
        canSelectAll: true,
        canEditRichly: isEditable && field === null,
      },
    };
  };
  // Judged last of all: moved to the end of the window's listeners as each event sets out, and for an event that is
  // stopped on its way, as soon as the listener that stops it has returned.
  const judged = new Set(['keydown', 'contextmenu', 'wheel']);
  for (const type of judged)
    addEventListener(
      type,
      () => {
        removeEventListener(type, unhandled);
        addEventListener(type, unhandled, { passive: false });
      },
      { capture: true, passive: true },
    );
  for (const name of /** @type {const} */ (['stopPropagation', 'stopImmediatePropagation'])) {
    /** @type {Function} */
    const stop = Reflect.get(Event.prototype, name);
    Event.prototype[name] = function () {
      stop.call(this);
      if (this.isTrusted && judged.has(this.type)) queueMicrotask(() => unhandled(this));
    };
  }
  addEventListener('resize', () => tell(JSON.stringify({ kind: 'resize' })));
  addEventListener('focus', () => tell(JSON.stringify({ kind: 'focus' })));
  addEventListener('blur', () => tell(JSON.stringify({ kind: 'blur' })));
  if (setup.asksBeforeClosing) addEventListener('beforeunload', (event) => event.preventDefault());
}

/**
 * The script for every new document of a window.
 * @param {string} preloadText
 * @param {PageSetup} setup
 */
export function pageScript(preloadText, setup) {
  const preload = `function (require, module, exports, process) {${preloadText}\n}`;
  return `(${String(furnish)})(${JSON.stringify(setup)}, ${String(pack)}, ${String(unpack)}, ${preload});`;
}
