// Builds the gallery, serves it under the program's own content policy, takes pictures of every screen, light and
// dark, and fails on a violation of the policy, an error in the page, or anything serious that axe finds.
//   node test/gallery/look.mjs [name ...]        pictures go to .cache/gallery/pictures
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { build } from 'vite';

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = at('../../.cache/gallery/site');
const pictures = at('../../.cache/gallery/pictures');
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
/** @type {Readonly<Record<string, string>>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

/** @type {readonly { name: string, query: string, width?: number, height?: number, act?: (page: import('playwright-core').Page) => Promise<unknown> }[]} */
const shots = [
  { name: 'note', query: 'screen=note' },
  { name: 'search', query: 'screen=search' },
  { name: 'score', query: 'screen=score' },
  { name: 'parts', query: 'screen=parts', width: 1100, height: 1500 },
  { name: 'dialog', query: 'screen=parts&open=dialog' },
  { name: 'confirm', query: 'screen=parts&open=confirm' },
  { name: 'palette', query: 'screen=parts&open=palette' },
  {
    name: 'palette-typed',
    query: 'screen=parts&open=palette',
    act: async (page) => {
      await page.keyboard.type('not');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'menu',
    query: 'screen=parts',
    act: (page) => page.getByRole('button', { name: 'More', exact: true }).click(),
  },
  {
    name: 'select',
    query: 'screen=parts',
    height: 1200,
    act: (page) => page.getByRole('button', { name: /Reliability/ }).click(),
  },
  {
    name: 'toast',
    query: 'screen=parts',
    act: (page) => page.getByRole('button', { name: 'Delete', exact: true }).click(),
  },
  {
    name: 'narrow',
    query: 'screen=note',
    width: 900,
    act: (page) => page.getByRole('button', { name: 'Related and evidence' }).click(),
  },
  { name: 'zoomed', query: 'screen=note&zoom=150' },
  {
    name: 'list-keys',
    query: 'screen=note',
    act: async (page) => {
      await page.getByRole('listbox').focus();
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowUp');
    },
  },
  {
    name: 'list-menu',
    query: 'screen=note',
    act: (page) => page.getByRole('option').nth(1).click({ button: 'right' }),
  },
];

await build({
  root: at('.'),
  configFile: false,
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: out,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
  const file = join(out, path === '/' ? 'index.html' : path);
  if (!file.startsWith(out) || !existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
  });
  return createReadStream(file).pipe(response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--font-render-hinting=none'],
});
mkdirSync(pictures, { recursive: true });
const wanted = process.argv.slice(2);
/** @type {string[]} */
const complaints = [];
for (const theme of ['light', 'dark']) {
  for (const { name, query, width = 1280, height = 800, act } of shots) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const where = `${name}-${theme}`;
    page.on('console', (message) =>
      message.type() === 'error' ? complaints.push(`${where}: ${message.text()}`) : undefined,
    );
    page.on('pageerror', (error) => complaints.push(`${where}: ${error.message}`));
    await page.goto(`http://127.0.0.1:${port}/?${query}&theme=${theme}`);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForSelector('h1, h2, [role=dialog]');
    await act?.(page);
    await page.screenshot({ path: join(pictures, `${where}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, impact, nodes } of violations)
      complaints.push(
        `${where}: axe ${impact} ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
      );
    await context.close();
  }
}
await browser.close();
server.close();
for (const complaint of complaints) console.log(complaint);
console.log(`${complaints.length} complaints; pictures in ${pictures}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
