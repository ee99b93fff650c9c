// The headers of every response, and the allow-list of what is served.
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listAssets, typeOf } from '../../electron/main/assets.ts';
import { contentPolicy, securityHeaders } from '../../electron/main/headers.ts';

describe('the headers', () => {
  it('[P1] allow the program its own files, its own WebAssembly, and nothing from anybody else', () => {
    expect(contentPolicy(false).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "media-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "manifest-src 'none'",
      'report-uri /refused',
    ]);
  });

  it('[P2] isolate the page, report Trusted Types to nobody, and name every header of the demand', () => {
    const headers = securityHeaders(false);
    expect(headers['content-security-policy-report-only']).toBe("require-trusted-types-for 'script'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'referrer-policy': 'no-referrer',
      'x-dns-prefetch-control': 'off',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
  });
});

describe('the allow-list', () => {
  it('[P3] holds what is in the three folders, the page at /, and nothing that was linked in', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assets-'));
    const window = join(folder, 'window');
    const models = join(folder, 'models');
    const sample = join(folder, 'sample');
    mkdirSync(sample);
    writeFileSync(join(sample, 'notebook.json'), '');
    mkdirSync(join(window, 'assets'), { recursive: true });
    mkdirSync(join(models, 'mini', 'onnx'), { recursive: true });
    writeFileSync(join(window, 'index.html'), '');
    writeFileSync(join(window, 'assets', 'a b.js'), '');
    writeFileSync(join(models, 'mini', 'onnx', 'model.onnx'), '');
    writeFileSync(join(folder, 'secret.txt'), '');
    symlinkSync(join(folder, 'secret.txt'), join(window, 'secret.txt'));
    symlinkSync(folder, join(window, 'up'));
    const assets = listAssets({ window, models, sample });
    expect([...assets.keys()].sort()).toEqual([
      '/',
      '/assets/a%20b.js',
      '/index.html',
      '/models/mini/onnx/model.onnx',
      '/sample/notebook.json',
    ]);
    expect(assets.get('/')).toEqual(assets.get('/index.html'));
  });

  it('[P4] is empty where nothing was built', () => {
    expect(
      listAssets({ window: '/nowhere/at/all', models: '/nowhere/either', sample: '/nowhere' }).size,
    ).toBe(0);
  });

  it('[P5] knows the types that browsers are strict about', () => {
    expect(typeOf('a.mjs')).toMatch(/^text\/javascript/);
    expect(typeOf('a.wasm')).toBe('application/wasm');
    expect(typeOf('a.WOFF2')).toBe('font/woff2');
    expect(typeOf('model.onnx')).toBe('application/octet-stream');
  });
});
