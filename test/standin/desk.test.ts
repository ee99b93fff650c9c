import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { desk } from './desk.mjs';

let folder = '';
let server: Server;
/** The window that was opened last: where it points, and how a person closes it. */
let window: { readonly path: string; readonly close: () => void };

function ask(method: string, path: string, body = ''): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, method, path }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk))).on('end', () => resolve(text));
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

const press = (fields: Readonly<Record<string, string>>): Promise<string> =>
  ask('POST', window.path, new URLSearchParams(fields).toString());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-desk-'));
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'one & <two>.md'), '');
  writeFileSync(join(folder, 'inner', 'deep.md'), '');
  server = createServer((incoming, outgoing) => void desk.serve(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  desk.openWindow = (address) =>
    new Promise<void>((close) => {
      window = { path: new URL(address).pathname, close };
    });
});

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a question to a person', () => {
  it('[Q1] shows a folder, follows into another, and answers with the files picked there', async () => {
    const reply = desk.ask({ kind: 'open', title: 'Import', folder, folders: false, many: true });
    const page = await ask('GET', window.path);
    expect(page).toContain('inner/');
    expect(page).toContain('one &#38; &#60;two&#62;.md');
    const inner = join(folder, 'inner');
    expect(await ask('GET', `${window.path}?in=${encodeURIComponent(inner)}`)).toContain('deep.md');
    expect(await press({ action: 'go', folder: inner })).toContain('deep.md');
    await press({ action: 'choose', folder: inner, pick: join(inner, 'deep.md') });
    expect(await reply).toMatchObject({ picked: [join(inner, 'deep.md')], folder: inner });
  });

  it('[Q2] answers nothing when it is cancelled or its window is closed, and is gone then', async () => {
    const cancelled = desk.ask({ kind: 'save', title: 'Save', folder, name: 'a.md' });
    await press({ action: 'cancel' });
    expect(await cancelled).toBeNull();
    const closed = desk.ask({ kind: 'save', title: 'Save', folder, name: 'a.md' });
    window.close();
    expect(await closed).toBeNull();
    expect(await ask('GET', window.path)).toBe('');
  });

  it('[Q3] answers with the button that was pressed', async () => {
    const reply = desk.ask({
      kind: 'choice',
      title: 't',
      message: 'm',
      detail: '<d>',
      buttons: ['No', 'Yes'],
    });
    expect(await ask('GET', window.path)).toContain('&#60;d&#62;');
    await press({ action: '1' });
    expect(await reply).toMatchObject({ action: '1' });
  });
});
