// HTML thinned as text before a browser parses it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietHtml } from '#features/notes/quietHtml.ts';

const kept = { tags: new Set(['p', 'b', 'a', 'td']), attributes: new Set(['href', 'alt']) };
const quiet = (html: string): string => quietHtml(html, kept);

describe('HTML thinned as text', () => {
  it.each([
    ['<p style="color:red" onclick="x()">a</p>', '<p>a</p>'],
    ['<P OnClick=\'x\' hReF="/a">a</P>', '<p href="/a">a</p>'],
    ['<a/href=x/onclick=y>a</a>', '<a href="x/onclick=y">a</a>'],
    ['<a href="x"onclick="y">a', '<a href="x">a'],
    ['<a href=a"b<c>x', '<a href="a&quot;b&lt;c">x'],
    ['<a href="&#106;avascript:x">a', '<a href="&#106;avascript:x">a'],
    ['a < b <3 c & d &lt; e', 'a &lt; b &lt;3 c & d &lt; e'],
    ['<script>if (a<b) "</p>"</script>after', 'after'],
    ['<style><p onclick=x></style>after', 'after'],
    ['<style>never closed <p>', ''],
    ['<textarea><b onclick=x></textarea>', '&lt;b onclick=x>'],
    ['a<!-- <p onclick=x> -->b<!doctype x>c<?php d ?>e', 'abce'],
    ['a<!-->b', 'ab'],
    ['<svg><g onload=x>text</g></svg>', 'text'],
    ['<p onclick="', ''],
    ['a<p', 'a'],
    ['a</p', 'a'],
    ['<b\u0000>x\u0000</b>', 'x</b>'],
  ])('[Q1] %s', (html, expected) => expect(quiet(html)).toBe(expected));

  it('[Q2] says bold and italic of styles in an attribute of its own, which nobody can write', () => {
    expect(quiet('<p style="font-weight: 700; font-style:italic" data-looks="x">')).toBe(
      '<p data-looks="strong em">',
    );
    expect(quiet('<b style="font-weight:normal">')).toBe('<b data-looks="plain">');
  });

  const bits = fc.constantFrom(
    ...[
      '<',
      '>',
      '"',
      "'",
      '=',
      '/',
      ' ',
      'p',
      'b',
      'a',
      'onclick',
      'style',
      'href',
      '<!--',
      '-->',
      '<p ',
      '</',
      'script',
      'x',
    ],
  );
  const soup = fc.array(bits, { maxLength: 40 }).map((parts) => parts.join(''));

  it('[Q3] leaves only tags and attributes that may stay, whatever it is given', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const rest = quiet(html).replaceAll(
          /<\/?(?:p|b|a|td)(?: (?:href|alt)="[^"<]*"| data-looks="[a-z ]*")*>/g,
          '',
        );
        expect(rest).not.toContain('<');
      }),
      { numRuns: 2000 },
    );
  });

  it('[Q4] finds nothing more to take out the second time', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const once = quiet(html);
        expect(quiet(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});
