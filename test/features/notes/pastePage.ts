// What a paste makes of HTML, as a function of a page in a real browser: DOMPurify needs a real parser of HTML.
import { getSchema } from '@tiptap/core';
import { DOMParser as SchemaParser } from '@tiptap/pm/model';
import type { Document } from '#domain/document.ts';
import { createCleaner } from '#features/notes/cleanHtml.ts';
import { documentOf } from '#features/notes/spans.ts';
import { testExtensions } from './testExtensions.ts';

export interface Pasted {
  /** What the cleaner left. */
  readonly html: string;
  readonly elements: readonly {
    readonly tag: string;
    readonly attributes: readonly (readonly [string, string])[];
  }[];
  readonly document: Document;
}

declare global {
  var paste: (html: string) => Pasted;
  var __owned: string | undefined;
}

const clean = createCleaner(window);
const schemaParser = SchemaParser.fromSchema(getSchema(testExtensions()));

globalThis.paste = (given) => {
  const html = clean(given);
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const document = documentOf(schemaParser.parse(parsed.body));
  const elements = [...parsed.body.querySelectorAll('*')].map((element) => ({
    tag: element.tagName.toLowerCase(),
    attributes: [...element.attributes].map(({ name, value }) => [name, value] as const),
  }));
  return { html, elements, document };
};
