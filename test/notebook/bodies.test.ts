// What is worked out of a document to store it: the same at once and in steps, with others having their turn meanwhile.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import { cutPieces } from '#domain/piece.ts';
import { plainText } from '#domain/plainText.ts';
import { countWords, freshBody, prepareBody } from '#notebook/bodies.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { arbitraryDocument } from '../domain/arbitraryDocument.ts';

describe('a body', () => {
  it('[B1] has the pieces, the words and the first line of the whole text, prepared or not', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        const text = plainText(document);
        const prepared = await prepareBody(document);
        expect(prepared.pieces).toEqual(cutPieces(document, sha256Hex));
        expect(prepared.words).toBe(countWords(text));
        const line = text.slice(0, 720).replace(/\s+/g, ' ').trim();
        if (line.length <= 240) expect(prepared.preview).toBe(line);
        else expect(line.startsWith(prepared.preview.replace(/[…\uFFFD]+$/u, ''))).toBe(true);
        expect(freshBody('owner', 1, prepared)).toEqual(freshBody('owner', 1, document));
      }),
    );
  });

  it('[B2] of a long text is prepared in many turns', async () => {
    const document = documentOfText('Tides turn at Ormskirk.\n\n'.repeat(60_000));
    let isReady = false;
    const preparing = prepareBody(document).then(() => (isReady = true));
    let turns = 0;
    while (!isReady) {
      turns += 1;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await preparing;
    expect(turns).toBeGreaterThan(4);
  });
});
