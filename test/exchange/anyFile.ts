// What tests of the importers share: files from text, and what must hold for whatever came out.
import { expect } from 'vitest';
import { parseAddress } from '#domain/address.ts';
import { everyNode } from '#domain/document.ts';
import { parseDocument } from '#domain/parseDocument.ts';
import { plainText } from '#domain/plainText.ts';
import { sourceSchema } from '#domain/source.ts';
import type { ImportAs, ImportedFile } from '#exchange/imported.ts';
import { importFile } from '#exchange/importFile.ts';
import * as v from 'valibot';

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Imports a file that must be taken. */
export function imported(path: string, content: string | Uint8Array, as: ImportAs = 'by kind'): ImportedFile {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const file = importFile({ path, bytes, as });
  if (file.kind === 'refused') throw new Error(`${path} was refused: ${file.reason}`);
  return file;
}

export function textOf(file: ImportedFile): string {
  return plainText(file.document);
}

export function lossesOf(file: ImportedFile): Readonly<Record<string, number>> {
  return Object.fromEntries(file.losses.map(({ kind, count }) => [kind, count]));
}

/** What the domain asks of every file that was taken. */
export function expectSound(file: ImportedFile): void {
  expect(parseDocument(JSON.parse(JSON.stringify(file.document)))).toEqual({
    document: file.document,
    repairs: [],
  });
  for (const node of everyNode(file.document)) {
    for (const mark of node.marks ?? []) {
      if (mark.type !== 'link') continue;
      const href = mark.attrs?.['href'];
      expect(parseAddress(href)).toBe(href);
    }
  }
  expect(file.title).not.toBe('');
  expect(file.title.length).toBeLessThanOrEqual(500);
  expect(file.title).not.toMatch(/[\r\n]/);
  if (file.kind === 'source')
    expect(v.safeParse(sourceSchema.entries.csl, { id: 'key', ...file.csl }).issues).toBeUndefined();
  else expect(file.csl).toBeUndefined();
}
