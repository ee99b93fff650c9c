// The two names of one place: `app://notebook/x` for the main process, `http://notebook.localhost/x` for Chromium.
// Chromium treats *.localhost as a secure origin of its own, so storage and isolation behave as for a custom scheme.

export const scheme = 'app';
export const origin = 'http://notebook.localhost';
/** Where the stand-in shows its own pages: the blank page a window starts on, and questions to a person. */
export const deskOrigin = 'http://desk.localhost';
/** Below the program's own origin, so that an app window keeps its bare look when the program is loaded into it. */
export const blankPath = '/.blank';

/** @param {string} address @returns {string} */
export function toWeb(address) {
  return address.replace(/^app:\/\/([a-z]+)(?=\/|$)/, 'http://$1.localhost');
}

/** @param {string} address @returns {string} */
export function toApp(address) {
  return address.replace(/^(blob:)?http:\/\/([a-z]+)\.localhost(?::80)?(?=\/|$)/, '$1app://$2');
}

/** @param {string} address @returns {boolean} */
export function isOwn(address) {
  return address === origin || address.startsWith(`${origin}/`);
}

/** True for a text that is an address of the program and nothing else: only those are renamed inside messages. */
const wholeAddress = /^(?:app:\/\/notebook|http:\/\/notebook\.localhost)(?:\/[\w\-./~%]*)?$/;

/** @param {string} text @returns {string} */
export function textToWeb(text) {
  return text.length < 2048 && wholeAddress.test(text) ? toWeb(text) : text;
}

/** @param {string} text @returns {string} */
export function textToApp(text) {
  return text.length < 2048 && wholeAddress.test(text) ? toApp(text) : text;
}
