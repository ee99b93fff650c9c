// Every request of a page and its workers, brought before main as Electron's webRequest and will-navigate would.
import { deskOrigin, isOwn, toApp } from './address.mjs';
import { Happening } from './provided.mjs';
import { judge } from './session.mjs';

/** @typedef {import('./contents.mjs').WebContents} WebContents */
/** @typedef {{ address: string, resourceType: string, outcome: 'cancelled' | 'let through' | 'navigation prevented' }} OutsideRequest */

/** Every attempt to reach outside, for tests. @type {OutsideRequest[]} */
export const outside = [];

/** @type {Record<string, string>} */
const resourceTypes = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  WebSocket: 'webSocket',
  CSPViolationReport: 'cspReport',
};

let lastRequestId = 0;

/** @param {WebContents} contents @param {string} url @param {string} method @param {string} resourceType */
async function isCancelled(contents, url, method, resourceType) {
  const verdict = await judge({
    id: ++lastRequestId,
    url: toApp(url),
    method,
    resourceType,
    webContentsId: contents.id,
    referrer: '',
    timestamp: Date.now(),
  });
  if (verdict.redirectURL !== undefined) throw new Error('The stand-in redirects no request.');
  const cancelled = verdict.cancel === true;
  if (!isOwn(url))
    outside.push({ address: url, resourceType, outcome: cancelled ? 'cancelled' : 'let through' });
  return cancelled;
}

/** @param {WebContents} contents @param {string} url @param {boolean} isMainFrame @param {boolean} isRedirect */
function isPrevented(contents, url, isMainFrame, isRedirect) {
  const event = new Happening({
    url: toApp(url),
    isMainFrame,
    isSameDocument: false,
    frame: contents.mainFrame,
    initiator: contents.mainFrame,
  });
  if (isRedirect) contents.emit('will-redirect', event, toApp(url), false, isMainFrame);
  else {
    contents.emit('will-frame-navigate', event);
    if (isMainFrame) contents.emit('will-navigate', event, toApp(url), false, isMainFrame);
  }
  if (event.defaultPrevented && !isOwn(url))
    outside.push({
      address: url,
      resourceType: isMainFrame ? 'mainFrame' : 'subFrame',
      outcome: 'navigation prevented',
    });
  return event.defaultPrevented;
}

/**
 * Decides about a paused request. @param {WebContents} contents @param {any} params Of Fetch.requestPaused.
 * @returns {Promise<'Aborted' | 'BlockedByClient' | null>} Why it fails, or null when it goes on.
 */
async function decide(contents, { request, resourceType, frameId, redirectedRequestId }) {
  const { url, method } = request;
  if (url.startsWith(`${deskOrigin}/`)) return null;
  if (resourceType !== 'Document')
    return (await isCancelled(contents, url, method, resourceTypes[resourceType] ?? 'other'))
      ? 'BlockedByClient'
      : null;
  const isMainFrame = frameId === contents.targetId;
  const isExpected = isMainFrame && contents.expectedAddress === url;
  if (isExpected) contents.expectedAddress = '';
  else if (isPrevented(contents, url, isMainFrame, redirectedRequestId !== undefined)) return 'Aborted';
  return (await isCancelled(contents, url, method, isMainFrame ? 'mainFrame' : 'subFrame'))
    ? 'Aborted'
    : null;
}

/** @param {WebContents} contents @param {any} params Of Fetch.requestPaused. */
export async function pass(contents, params) {
  const { requestId } = params;
  const reason = await decide(contents, params);
  const sent =
    reason === null
      ? contents.tell('Fetch.continueRequest', { requestId })
      : contents.tell('Fetch.failRequest', { requestId, errorReason: reason });
  // The page may be gone by now, and its requests with it.
  await sent.catch(() => undefined);
}

/**
 * What is not paused: sockets, which the resolver refuses, and navigations to what is no place on the network.
 * @param {WebContents} contents @param {string} method @param {any} params
 */
export async function notice(contents, method, params) {
  if (method === 'Network.webSocketCreated') await isCancelled(contents, params.url, 'GET', 'webSocket');
  else if (method === 'Network.webTransportCreated')
    await isCancelled(contents, params.url, 'CONNECT', 'other');
  else if (method === 'Page.frameRequestedNavigation' && params.disposition === 'currentTab') {
    const { url, frameId } = params;
    if (/^https?:/.test(url)) return;
    if (isPrevented(contents, url, frameId === contents.targetId, false))
      await contents.tell('Page.stopLoading').catch(() => undefined);
  }
}
