// Pasted and dropped HTML: what of it may stay, held to the hostile corpus that the importers are held to as well.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { parseAddress } from '#domain/address.ts';
import { marks, nodes } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import type { Pasted } from '../features/notes/pastePage.ts';
import { howToGetBrowser, obtainBrowser } from '../standin/browser.mjs';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const corpus = at('../fixtures/hostile');
const files = readdirSync(corpus).filter((name) => name.endsWith('.html'));
const kept = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote pre hr div ul ol li br strong b em i s del strike u code a span'.split(' '),
);
const attributes = /^(?:href|start|alt|class|data-(?:pm-slice|type|checked|claim|reference|id))$/;

let browser: Browser;
let page: Page;
const requests: string[] = [];

test.beforeAll(async () => {
  const outDir = at('../../.cache/paste');
  await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      lib: {
        entry: at('../features/notes/pastePage.ts'),
        formats: ['iife'],
        name: 'page',
        fileName: () => 'page.js',
      },
    },
  });
  const executablePath = obtainBrowser(console.log);
  if (executablePath === null) throw new Error(howToGetBrowser);
  browser = await chromium.launch({ executablePath });
  page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  await page.addScriptTag({ path: join(outDir, 'page.js') });
});

test.afterAll(async () => {
  await browser.close();
});

const pasted = (html: string): Promise<Pasted> => page.evaluate((given) => globalThis.paste(given), html);

test('[P1] of the hostile corpus nothing stays that runs, loads or leads astray', async () => {
  expect(files.length).toBeGreaterThan(20);
  requests.length = 0;
  for (const name of files) {
    const { elements, document } = await pasted(readFileSync(join(corpus, name), 'utf8'));
    for (const element of elements) {
      expect(kept.has(element.tag), `${name}: ${element.tag}`).toBe(true);
      for (const [attribute, value] of element.attributes) {
        expect(attribute, name).toMatch(attributes);
        if (attribute === 'href') expect(parseAddress(value), `${name}: ${value}`).not.toBeNull();
        if (attribute === 'class') expect(value, name).toMatch(/^language-/);
      }
    }
    for (const [, type = ''] of JSON.stringify(document).matchAll(/\{"type":"([a-zA-Z]+)"/g))
      expect(type in nodes || type in marks, `${name}: ${type}`).toBe(true);
  }
  expect(await page.evaluate(() => globalThis.__owned)).toBeUndefined();
  expect(requests).toEqual([]);
});

test('[P2] headings, lists, marks, links and code stay', async () => {
  const { document } = await pasted(
    '<h2>Grid</h2><p>A <b>bold</b> and <i>leaning</i> <a href="https://example.org/a" onclick="x()">link</a></p>' +
      '<ol start="3"><li>three</li></ol><pre><code class="language-sql x">select 1</code></pre>',
  );
  expect(document.content.map(({ type }) => type)).toEqual([
    'heading',
    'paragraph',
    'orderedList',
    'codeBlock',
  ]);
  expect(document.content[2]?.attrs).toEqual({ start: 3 });
  expect(document.content[3]?.attrs).toEqual({ language: 'sql' });
  expect(JSON.stringify(document)).toContain('"href":"https://example.org/a"');
});

test('[P3] an image becomes what it showed', async () => {
  const { html } = await pasted(
    '<p>Before <img src="https://x.example/p.png" srcset="a 2x" alt="a pylon"> after</p>',
  );
  expect(html).toBe('<p>Before a pylon after</p>');
});

test('[P4] a row of a table becomes a line', async () => {
  const { document } = await pasted(
    '<table><tr><th>Year</th><th>Load</th></tr><tr><td>2026</td><td>4 GW</td></tr></table>',
  );
  expect(plainText(document)).toBe('Year Load\n2026 4 GW');
});

test('[P5] bold and italic are read out of styles, and "not bold" too', async () => {
  const docs = await pasted(
    '<b style="font-weight:normal"><span style="font-weight:700">strong</span> plain</b>',
  );
  expect(docs.html).toBe('<span><strong>strong</strong></span> plain');
  const italic = await pasted(
    '<p><span style="font-style: italic; background: url(https://x.example)">em</span></p>',
  );
  expect(italic.html).toBe('<p><span><em>em</em></span></p>');
});

test('[P6] references and tasks go from one note to another, and no reference to nowhere', async () => {
  const id = '0190f3a0-0000-7000-8000-000000000001';
  const { document } = await pasted(
    `<p><span data-reference="source" data-id="${id}">Outlook</span> ` +
      `<span data-reference="source" data-id="x">none</span> <span data-reference="pipe" data-id="${id}">b</span></p>` +
      '<ul data-type="taskList"><li data-type="taskItem" data-checked="true"><p>call</p></li></ul>',
  );
  const text = JSON.stringify(document);
  expect(text.match(/"type":"reference"/g)).toHaveLength(1);
  expect(text).toContain('"kind":"source"');
  expect(text).toContain('"checked":true');
  expect(plainText(document)).toBe('Outlook none b\ncall');
});

test('[P7] what is buried too deep comes up with its text', async () => {
  const { document } = await pasted(`${'<blockquote>'.repeat(200)}<p>the bottom</p>`);
  expect(plainText(document)).toBe('the bottom');
});
