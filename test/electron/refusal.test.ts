// What may be requested or used, and the count of what was refused.
import { describe, expect, it } from 'vitest';
import { countRefusals, mayRequest, mayUse, readReport } from '../../electron/main/refusal.ts';

const packaged = { devServer: null, allowsTools: false };
const developing = { devServer: new URL('http://localhost:5173'), allowsTools: true };

describe('the guard', () => {
  const own = [
    'app://notebook/',
    'app://notebook/models/a.onnx?x=1',
    'blob:app://notebook/1-2',
    'data:text/plain,x',
  ];
  const outside = [
    'http://192.0.2.1/',
    'https://example.org/a.png',
    'ws://localhost:5173/',
    'http://localhost:5173/',
    'http://127.0.0.1/',
    'wss://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'app://other/',
    'app://notebook.example.org/',
    'app://user:secret@notebook/',
    'devtools://devtools/bundled/x.html',
    'chrome-extension://abc/x.js',
    'HTTP://EXAMPLE.ORG',
    'not an address',
    '',
  ];

  it.each(own)('[G1] lets the program have what is its own: %s', (address) => {
    expect(mayRequest(address, packaged)).toBe(true);
  });

  it.each(outside)('[G2] cancels everything else: %s', (address) => {
    expect(mayRequest(address, packaged)).toBe(false);
  });

  it('[G3] lets the dev server and the tools through in development only, and nothing beside them', () => {
    const more = outside.filter((address) => mayRequest(address, developing));
    expect(more).toEqual([
      'ws://localhost:5173/',
      'http://localhost:5173/',
      'devtools://devtools/bundled/x.html',
    ]);
    expect(mayRequest('http://localhost:5174/', developing)).toBe(false);
    expect(mayRequest('https://localhost:5173/', developing)).toBe(false);
  });

  it('[G4] permits three things, to the page itself, and nothing to anybody else', () => {
    const names = ['clipboard-sanitized-write', 'persistent-storage', 'fullscreen'];
    for (const name of names) {
      expect(mayUse(name, 'app://notebook/', true)).toBe(true);
      expect(mayUse(name, 'app://notebook', true)).toBe(true);
      expect(mayUse(name, 'app://notebook/', false)).toBe(false);
      expect(mayUse(name, 'https://example.org/', true)).toBe(false);
    }
    for (const name of [
      'clipboard-read',
      'media',
      'geolocation',
      'notifications',
      'usb',
      'openExternal',
      'unknown',
    ])
      expect(mayUse(name, 'app://notebook/', true), name).toBe(false);
  });

  it('[G5] counts each refusal once, keeps the last, and tells whoever watches', () => {
    const count = countRefusals(() => new Date(0));
    const told: number[] = [];
    count.watch((refusals) => told.push(refusals.count));
    expect(count.refusals()).toEqual({ count: 0, last: null });
    count.refuse('http://192.0.2.1/a');
    count.refuse(`http://192.0.2.1/${'b'.repeat(5000)}`);
    expect(told).toEqual([1, 2]);
    expect(count.refusals().last?.address).toHaveLength(2048);
    expect(count.refusals().last?.at).toBe('1970-01-01T00:00:00.000Z');
  });

  it('[G6] reads from a policy report the outside address that was stopped, and only that', async () => {
    const report = (body: string): Promise<string | null> =>
      readReport(new Request('app://notebook/refused', { method: 'POST', body }));
    const about = (blocked: unknown): string => JSON.stringify({ 'csp-report': { 'blocked-uri': blocked } });
    expect(await report(about('http://192.0.2.1/x'))).toBe('http://192.0.2.1/x');
    expect(await report(about('wss://192.0.2.1'))).toBe('wss://192.0.2.1');
    for (const other of ['inline', 'eval', 'data', 'blob', 'app://notebook/x', 7, null])
      expect(await report(about(other))).toBeNull();
    for (const body of ['', '{', 'null', '[]', '{"csp-report":null}', 'x'.repeat(100_000)])
      expect(await report(body)).toBeNull();
  });
});
