import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expectSound, imported, textOf } from './anyFile.ts';

const folder = fileURLToPath(new URL('../fixtures/hostile/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.html'));

describe('the hostile corpus', () => {
  it('[X1] is there, and every file of it tries something', () => {
    expect(files.length).toBeGreaterThanOrEqual(40);
    for (const name of files) {
      const html = readFileSync(folder + name, 'utf8');
      expect(html.includes('__owned') || html.includes('outside.invalid'), name).toBe(true);
      expect(html, name).toContain(`Visible words of ${name.replace('.html', '')}.`);
    }
  });

  it.each(files)('[X2] %s becomes a sound document that keeps its words and nothing else', (name) => {
    const bytes = readFileSync(folder + name);
    const html = bytes.toString('utf8');
    for (const path of [name, name.replace('.html', '.md'), name.replace('.html', '.txt')]) {
      const file = imported(path, bytes);
      expectSound(file);
      const seen = `${file.title}\n${textOf(file)}`;
      const subject = name.replace('.html', '');
      const body = path === name ? html : html.replace(/<title>.*<\/title>/, '');
      if (body.includes(`Visible words of ${subject}.`))
        expect(seen, path).toContain(`Visible words of ${subject}.`);
      if (body.includes(`More words of ${subject}.`))
        expect(seen, path).toContain(`More words of ${subject}.`);
    }
    expect(Reflect.get(globalThis, '__owned')).toBeUndefined();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('[X3] an address that a page may carry is kept, one that it may not is counted', () => {
    const file = imported('javascript-links.html', readFileSync(`${folder}javascript-links.html`));
    expect(JSON.stringify(file.document)).not.toContain('"link"');
    expect(file.losses.find(({ kind }) => kind === 'unsafe link')?.count).toBeGreaterThanOrEqual(8);
    const ping = imported('ping.html', readFileSync(`${folder}ping.html`));
    expect(JSON.stringify(ping.document)).toContain('"href":"https://example.org/"');
  });
});
