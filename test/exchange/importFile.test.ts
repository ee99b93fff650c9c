import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile } from '#exchange/importFile.ts';
import { mostBytes } from '#exchange/imported.ts';
import { bytesOf, expectSound, imported, lossesOf, textOf } from './anyFile.ts';

function refusal(path: string, bytes: Uint8Array): string {
  const file = importFile({ path, bytes, as: 'by kind' });
  return file.kind === 'refused' ? file.reason : 'taken';
}

describe('importFile', () => {
  it('[I1] makes notes of Markdown and text, sources of pages, unless it is told', () => {
    for (const [path, kind] of [
      ['a.md', 'note'],
      ['a.MARKDOWN', 'note'],
      ['a.txt', 'note'],
      ['folder.d/a.html', 'source'],
      ['a.htm', 'source'],
    ] as const) {
      expect(imported(path, 'words').kind).toBe(kind);
      expect(imported(path, 'words', 'notes').kind).toBe('note');
      expect(imported(path, 'words', 'sources').kind).toBe('source');
      expectSound(imported(path, 'words', 'sources'));
      expectSound(imported(path, 'words', 'notes'));
    }
  });

  it('[I2] refuses by reason: empty, binary, too large, unknown type', () => {
    expect(refusal('a.md', new Uint8Array())).toBe('empty');
    expect(refusal('a.md', Uint8Array.of(0xef, 0xbb, 0xbf))).toBe('empty');
    expect(refusal('a.md', bytesOf('text\u0000text'))).toBe('binary');
    expect(refusal('a.md', bytesOf('%PDF-1.7\n words'))).toBe('binary');
    expect(refusal('a.txt', bytesOf('{\\rtf1 words}'))).toBe('binary');
    expect(
      refusal(
        'a.md',
        Uint8Array.from({ length: 100 }, (_, at) => (at % 30) + 1),
      ),
    ).toBe('binary');
    expect(refusal('a.md', new Uint8Array(mostBytes + 1).fill(97))).toBe('too large');
    expect(refusal('a.pdf', bytesOf('words'))).toBe('unknown type');
    expect(refusal('README', bytesOf('words'))).toBe('unknown type');
    expect(refusal('constructor', bytesOf('words'))).toBe('unknown type');
    expect(refusal('a.html', bytesOf('<p>'.repeat(1_000_001)))).toBe('too large');
  });

  it('[I3] reads UTF-8 and UTF-16 by their byte order marks', () => {
    const words = 'Ärger, 中文, 😀';
    const utf16 = (little: boolean): Uint8Array => {
      const view = new DataView(new ArrayBuffer(2 + words.length * 2));
      view.setUint16(0, 0xfeff, little);
      for (let at = 0; at < words.length; at++) view.setUint16(2 + at * 2, words.charCodeAt(at), little);
      return new Uint8Array(view.buffer);
    };
    for (const bytes of [bytesOf(words), bytesOf(`\uFEFF${words}`), utf16(true), utf16(false)]) {
      const file = imported('a.txt', bytes);
      expect(textOf(file)).toBe(words);
      expect(file.losses).toEqual([]);
    }
  });

  it('[I4] reads bytes that are no UTF-8 as Windows-1252 where that makes sense, and says so', () => {
    const latin = imported('a.txt', Uint8Array.from([...bytesOf('Caf'), 0xe9, 0x20, 0x93, 0x61, 0x94]));
    expect(textOf(latin)).toBe('Café “a”');
    expect(lossesOf(latin)).toEqual({ 'invalid encoding': 3 });
    // Real UTF-8 with one broken byte is not re-read as something else.
    const broken = imported('a.txt', Uint8Array.from([...bytesOf('Café '), 0xff, 0x61]));
    expect(textOf(broken)).toBe('Café \uFFFDa');
    expect(lossesOf(broken)).toEqual({ 'invalid encoding': 1 });
  });

  it('[I5] reads a page in the encoding it declares', () => {
    const cyrillic = Uint8Array.of(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2);
    const page = (meta: string) => Uint8Array.from([...bytesOf(`${meta}<p>`), ...cyrillic]);
    for (const meta of [
      '<meta charset="windows-1251">',
      '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
      "<META CHARSET='cp1251' >",
    ]) {
      const file = imported('a.html', page(meta));
      expect(textOf(file)).toBe('Привет');
      expect(lossesOf(file)).toEqual({});
    }
    expect(lossesOf(imported('a.html', page('<meta charset="no-such-thing">')))).toHaveProperty(
      'invalid encoding',
    );
  });

  it('[I6] takes the title from the file, else from its name, in one line', () => {
    expect(imported('x/My\nfile 😀.md', 'words').title).toBe('My file 😀');
    expect(imported('.md', 'words').title).toBe('.md');
    expect(imported('a.md', `# ${'long '.repeat(200)}`).title.length).toBeLessThanOrEqual(500);
    expect(imported('a.html', '<title> A\n page </title><p>words').title).toBe('A page');
    expect(imported('a.txt', 'A line\n\nwords').title).toBe('A line');
  });

  it('[I7] gives an answer for any bytes, and every document it gives is sound', () => {
    const paths = fc.constantFrom('a.md', 'a.txt', 'a.html');
    const scraps = fc.array(
      fc.oneof(
        fc.constantFrom(
          ...'<p>|</p>|<div>|<table>|<tr>|<td>|<svg>|<title>|</title>|<ul>|<li>|<pre>|<a href="x">|<b>|<!--|-->|<script>|</script>|<style>|<h1>|<input type=checkbox>|<br>|<img alt=x>|# |- |- [ ] |1. |> |```|\n|\n\n|---|title: x|[a](b)|![a](b)|[^1]|[^1]: x|\n    |*|**|_|~~|`|<|>|&amp;|&#0;|\\|a|b |\t|\r\n|[a]: b'.split(
            '|',
          ),
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 60 },
    );
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      scraps.map((each) => bytesOf(each.join('').toWellFormed())),
    );
    const as = fc.constantFrom('notes', 'sources', 'by kind');
    fc.assert(
      fc.property(paths, content, as, (path, bytes, wanted) => {
        const file = importFile({ path, bytes, as: wanted });
        if (file.kind === 'refused') expect(['empty', 'binary']).toContain(file.reason);
        else expectSound(file);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 500) },
    );
  }, 60_000);

  it('[I8] is done with nested input in a time that does not explode', () => {
    const nested: readonly (readonly [string, string])[] = [
      ['a.md', `${'>'.repeat(20_000)}a`],
      ['a.md', `${'- '.repeat(20_000)}a`],
      ['a.md', `${'1. '.repeat(20_000)}a`],
      ['a.md', `${'_*'.repeat(20_000)}a${'*_'.repeat(20_000)}`],
      ['a.md', '['.repeat(200_000)],
      ['a.md', 'a <!--'.repeat(20_000)],
      ['a.md', `${'<div>'.repeat(100_000)}a`],
      ['a.html', `${'<div>'.repeat(200_000)}a`],
      ['a.html', `${'<b id=x>'.repeat(5000)}${'<p>a'.repeat(20_000)}`],
      ['a.html', `${'<svg><g>'.repeat(20_000)}a`],
      ['a.html', `${'<table><tr><td><blockquote>'.repeat(20_000)}a`],
      ['a.html', `<a ${Array.from({ length: 200_000 }, (_, at) => `a${at}`).join(' ')}>a`],
    ];
    for (const [path, text] of nested) {
      const file = imported(path, text);
      expectSound(file);
      expect(textOf(file), text.slice(0, 40)).toMatch(/[a[]/);
    }
  }, 60_000);
});
