import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Losses } from '#exchange/loss.ts';
import { markdownToDocument } from '#exchange/markdownIn.ts';
import { documentToMarkdown } from '#exchange/markdownOut.ts';
import { arbitraryMarkdownDocument } from './markdownDocument.ts';

describe('documentToMarkdown', () => {
  it('[E1] is read back as the same document, for all that Markdown can say', () => {
    fc.assert(
      fc.property(arbitraryMarkdownDocument, (document) => {
        const losses = new Losses();
        const markdown = documentToMarkdown(document);
        expect(markdownToDocument(markdown, losses), markdown).toEqual(document);
        expect(losses.list()).toEqual([]);
      }),
      {
        numRuns: Number(process.env['RUNS'] ?? 150),
        interruptAfterTimeLimit: 170_000,
        markInterruptAsFailure: false,
      },
    );
  }, 180_000);
});
