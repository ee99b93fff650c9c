// Questions to a person in a trial window, where there are no native dialogs: small pages, answered by a form.
import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { deskOrigin } from './address.mjs';

/** @typedef {import('node:http').IncomingMessage} Incoming */
/** @typedef {import('node:http').ServerResponse} Outgoing */
/**
 * @typedef {{ kind: 'open', title: string, folder: string, folders: boolean, many: boolean }
 *   | { kind: 'save', title: string, folder: string, name: string }
 *   | { kind: 'choice', title: string, message: string, detail: string, buttons: readonly string[] }} Question
 */
/** @typedef {{ action: string, picked: string[], name: string, folder: string } | null} Reply */

/** @type {Map<string, { question: Question, resolve: (reply: Reply) => void }>} */
const asked = new Map();

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:1.5rem;max-width:44rem;color-scheme:light dark}
ul{list-style:none;padding:0;max-height:40vh;overflow:auto;border:1px solid;padding:.5rem}
button,input{font:inherit;padding:.2rem .6rem}[name=folder],[name=name]{width:70%}p{white-space:pre-wrap;overflow-wrap:anywhere}`;

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** @param {string} folder */
async function listing(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const named = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        const isFolder = entry.isSymbolicLink()
          ? await stat(path).then(
              (found) => found.isDirectory(),
              () => false,
            )
          : entry.isDirectory();
        return { name: entry.name, path, isFolder };
      }),
  );
  return named.sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || a.name.localeCompare(b.name));
}

/** @param {Question} question @param {string} folder */
async function form(question, folder) {
  if (question.kind === 'choice') {
    const buttons = question.buttons.map(
      (label, index) => `<button name="action" value="${index}">${escape(label)}</button>`,
    );
    return `<p><b>${escape(question.message)}</b></p><p>${escape(question.detail)}</p>${buttons.join(' ')}`;
  }
  const takesFiles = question.kind === 'open' && !question.folders;
  const rows = (await listing(folder)).map(({ name, path, isFolder }) => {
    if (isFolder) return `<li><a href="?in=${encodeURIComponent(path)}">${escape(name)}/</a></li>`;
    if (!takesFiles) return `<li>${escape(name)}</li>`;
    const type = question.many ? 'checkbox' : 'radio';
    return `<li><label><input type="${type}" name="pick" value="${escape(path)}"> ${escape(name)}</label></li>`;
  });
  const choose = question.kind === 'save' ? 'Save here' : takesFiles ? 'Open' : 'Choose this folder';
  const name =
    question.kind === 'save'
      ? `<p><label>Name <input name="name" value="${escape(question.name)}" required></label></p>`
      : '';
  return `<p><label>Folder <input name="folder" value="${escape(folder)}"></label>
<button name="action" value="go" formnovalidate>Go</button></p>
<p><a href="?in=${encodeURIComponent(dirname(folder))}">Folder above</a></p><ul>${rows.join('')}</ul>${name}
<button name="action" value="choose">${choose}</button>
<button name="action" value="cancel" formnovalidate>Cancel</button>`;
}

/** @param {Outgoing} outgoing @param {Question} question @param {string} folder */
async function show(outgoing, question, folder) {
  outgoing.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  });
  outgoing.end(`<!doctype html><meta charset="utf-8"><title>${escape(question.title)}</title><style>${style}</style>
<h1>${escape(question.title)}</h1><form method="post">${await form(question, folder)}</form>`);
}

export const desk = {
  /** Opens an address in a window of its own; the promise ends when that window is gone. Set by the browser's side.
   * @type {(address: string, signal: AbortSignal) => Promise<void>} */
  openWindow: () => Promise.reject(new Error('No browser yet.')),

  /** @param {Question} question @returns {Promise<Reply>} Null when the window was closed. */
  async ask(question) {
    const token = randomUUID();
    const answered = new AbortController();
    /** @type {Promise<Reply>} */
    const reply = new Promise((resolve) => asked.set(token, { question, resolve }));
    const closed = desk.openWindow(`${deskOrigin}/${token}`, answered.signal).then(() => null);
    try {
      return await Promise.race([reply, closed]);
    } finally {
      asked.delete(token);
      answered.abort();
    }
  },

  /** @param {Incoming} incoming @param {Outgoing} outgoing */
  async serve(incoming, outgoing) {
    const address = new URL(incoming.url ?? '/', deskOrigin);
    const entry = asked.get(address.pathname.slice(1));
    if (entry === undefined) return void outgoing.writeHead(404).end();
    const { question } = entry;
    const start = question.kind === 'choice' ? homedir() : question.folder;
    if (incoming.method !== 'POST') return show(outgoing, question, address.searchParams.get('in') ?? start);
    let text = '';
    for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk);
    const fields = new URLSearchParams(text);
    const action = fields.get('action') ?? 'cancel';
    const typed = fields.get('folder') ?? start;
    const folder = isAbsolute(typed) ? typed : resolve(start, typed);
    if (action === 'go') return show(outgoing, question, folder);
    outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    entry.resolve(
      action === 'cancel'
        ? null
        : { action, picked: fields.getAll('pick'), name: fields.get('name') ?? '', folder },
    );
  },
};
