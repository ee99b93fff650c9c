// Links that lead out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLink } from '../../electron/main/link.ts';

describe('a link', () => {
  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['http://example.org', 'http://example.org/'],
    ['mailto:ada@example.org', 'mailto:ada@example.org'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https://аpple.com/', 'https://xn--pple-43d.com/'],
    ['ht\ttps://exa\nmple.org/', 'https://example.org/'],
  ])('[L1] is shown as it will be opened: %j', (given, address) => {
    expect(parseLink(given)).toEqual({ kind: 'link', address });
  });

  it.each([
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    ' \u0000javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'file:///etc/passwd',
    'app://notebook/',
    'data:text/html,x',
    'vbscript:x',
    'ms-msdt:/id',
    'smb://host/share',
    'blob:https://example.org/1',
    'https://user:secret@example.org/',
    'https://apple.com@example.org/',
    '/relative',
    'example.org',
    '',
    `https://example.org/${'a'.repeat(2048)}`,
  ])('[L2] of any other kind is refused: %j', (given) => {
    expect(parseLink(given).kind).toBe('refused');
  });

  it('[L3] that is allowed is http, https or mail, short, without credentials, and stays the same when read again', () => {
    const scheme = fc.constantFrom('http:', 'https:', 'mailto:', 'java\tscript:', 'file:', 'HTTPS:', 'x:');
    fc.assert(
      fc.property(
        scheme,
        fc.oneof(fc.string(), fc.constantFrom('a@b.c', 'example.org/x', 'u:p@example.org')),
        (start, rest) => {
          const link = parseLink(`${start}//${rest}`);
          if (link.kind === 'refused') return;
          const url = new URL(link.address);
          expect(['http:', 'https:', 'mailto:']).toContain(url.protocol);
          expect(url.username + url.password).toBe('');
          expect(parseLink(link.address)).toEqual(link);
        },
      ),
    );
  });
});
