import { describe, expect, it } from 'vitest';
import { expectSound, imported, lossesOf, textOf } from './anyFile.ts';

const page = (head: string, body: string): string =>
  `<!doctype html><html lang="en-GB"><head>${head}</head><body>${body}</body></html>`;
const blocks = (body: string) => imported('a.html', body).document.content;

describe('HTML', () => {
  it('[W1] keeps blocks and marks that a document has, and opens all others', () => {
    const file = imported(
      'a.html',
      '<div><h2>H <em>e</em></h2><p>a <strong>b</strong><u>c</u><del>d</del><code>e</code></p>loose <span>text</span><section><blockquote><p>q</blockquote></section><hr><pre><code class="x language-ts">a\n  b</code></pre><x-y>own</x-y></div>',
    );
    expect(file.document.content.map(({ type }) => type)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'blockquote',
      'horizontalRule',
      'codeBlock',
      'paragraph',
    ]);
    expect(file.document.content[5]).toMatchObject({
      attrs: { language: 'ts' },
      content: [{ text: 'a\n  b' }],
    });
    expect(textOf(file)).toBe('H e\na bcde\nloose text\nq\na\n  b\nown');
    expect(file.losses).toEqual([]);
  });

  it('[W2] shows white space as a page does', () => {
    expect(blocks('<p>\n a  <b> b </b>\n c<br> d <br></p>')).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'a ' },
          { type: 'text', text: 'b ', marks: [{ type: 'bold' }] },
          { type: 'text', text: 'c' },
          { type: 'hardBreak' },
          { type: 'text', text: 'd' },
        ],
      },
    ]);
  });

  it('[W3] keeps lists, nested ones that stand between items too, and boxes as tasks', () => {
    const [list, tasks, ordered] = blocks(
      '<ul><li>a<ul><li>b</li></ul></li><ol><li>c</li></ol></ul><ul><li><input type=checkbox checked> done<li><input type=checkbox>open</ul><ol start=4><li><p>d</ol>',
    );
    expect(list).toMatchObject({
      type: 'bulletList',
      content: [{ content: [{ type: 'paragraph' }, { type: 'bulletList' }, { type: 'orderedList' }] }],
    });
    expect(tasks).toMatchObject({
      type: 'taskList',
      content: [{ attrs: { checked: true } }, { attrs: { checked: false } }],
    });
    expect(ordered).toMatchObject({ type: 'orderedList', attrs: { start: 4 } });
  });

  it('[W4] keeps tables as rows of text, images as their words, and counts both', () => {
    const file = imported(
      'a.html',
      '<table><caption>Cap</caption><tr><th>a<th>b</tr><tr><td><p>1</p><p>2</p><td><b>3</b></tr></table><img alt="A cat" src="cat.png">',
    );
    expect(textOf(file)).toBe('Cap\na | b\n1 2 | 3\nA cat');
    expect(lossesOf(file)).toEqual({ table: 1, image: 1 });
  });

  it('[W5] makes addresses whole against the page, and keeps only those that may be opened', () => {
    const links =
      '<a href="/x?y">a</a> <a href="#part">b</a> <a href="javascript:x">c</a> <a href="mailto:a@b.co">d</a>';
    const known = imported('a.html', page('<link rel=canonical href="https://example.org/dir/page">', links));
    expect(JSON.stringify(known.document)).toContain('"href":"https://example.org/x?y"');
    expect(lossesOf(known)).toEqual({ 'unsafe link': 1 });
    const unknown = imported('a.html', page('', links));
    expect(JSON.stringify(unknown.document).match(/"href"/g)).toHaveLength(1);
    expect(lossesOf(unknown)).toEqual({ 'unsafe link': 1, 'local link': 1 });
  });

  it('[W6] takes the article out of its page, and says what it left', () => {
    const article =
      '<article><header><h1>T</h1></header><p>The words of the article, which are more than the rest.</p><aside>teaser</aside></article>';
    const file = imported(
      'a.html',
      page('<title>T</title>', `<nav>menu</nav>${article}<footer>legal</footer>`),
    );
    expect(textOf(file)).toBe('The words of the article, which are more than the rest.');
    expect(lossesOf(file)).toEqual({ 'page furniture': 2 });
    const teasers = imported(
      'a.html',
      page('', '<article>one</article><article>two</article><article>three</article>'),
    );
    expect(textOf(teasers)).toBe('one\ntwo\nthree');
    expect(lossesOf(teasers)).toEqual({});
  });

  it('[W7] reads what a page declares of itself', () => {
    const file = imported(
      'a.html',
      page(
        '<title>Page title</title><meta property="og:title" content="The headline"><meta property="og:site_name" content="The Site"><meta name=author content="By Jane Doe and John Q Smith"><meta property="article:published_time" content="2026-03-09T10:00:00Z"><link rel="shortlink canonical" href="https://example.org/a">',
        '<h1>The headline</h1><p>words',
      ),
    );
    expect(file.title).toBe('The headline');
    expect(file.csl).toEqual({
      type: 'webpage',
      title: 'The headline',
      author: [
        { given: 'Jane', family: 'Doe' },
        { given: 'John Q', family: 'Smith' },
      ],
      issued: { 'date-parts': [[2026, 3, 9]] },
      URL: 'https://example.org/a',
      language: 'en-GB',
      publisher: 'The Site',
      'container-title': 'The Site',
    });
    expect(textOf(file)).toBe('words');
  });

  it('[W8] reads JSON-LD where the page itself is silent', () => {
    const data = {
      '@graph': [
        { '@type': 'WebSite', name: 'No' },
        {
          '@type': ['NewsArticle'],
          headline: 'From data',
          author: [
            { '@type': 'Person', name: 'Jane Doe' },
            { '@type': 'Organization', name: 'An Agency' },
            'https://x.org/y',
          ],
          datePublished: '2026-03-09',
          publisher: { '@type': 'Organization', name: 'Pub' },
          inLanguage: 'de',
        },
      ],
    };
    const file = imported(
      'a.html',
      `<script type="application/ld+json">${JSON.stringify(data)}</script><p>words`,
    );
    expect(file.csl).toEqual({
      type: 'webpage',
      title: 'From data',
      author: [{ given: 'Jane', family: 'Doe' }, { literal: 'An Agency' }],
      issued: { 'date-parts': [[2026, 3, 9]] },
      language: 'de',
      publisher: 'Pub',
      'container-title': 'Pub',
    });
    expect(lossesOf(file)).toEqual({});
  });

  it('[W9] finds author and date in the text when nothing declares them', () => {
    const file = imported(
      'a.html',
      '<p><a rel="author" href="/jane">Jane Doe</a> <time datetime="2026-03">March</time> words',
    );
    expect(file.csl).toMatchObject({
      author: [{ given: 'Jane', family: 'Doe' }],
      issued: { 'date-parts': [[2026, 3]] },
    });
  });

  it('[W10] bounds what a page says of itself', () => {
    const long = 'x'.repeat(5000);
    expectSound(
      imported(
        'a.html',
        `<html lang="${long}"><title>${long}</title><meta name=author content="${`${long}, `.repeat(20)}"><meta name=date content="${long}"><meta property="og:site_name" content="${long}"><link rel=canonical href="https://example.org/${long}"><p>a`,
      ),
    );
  });
});
