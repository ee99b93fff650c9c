// Putting what was chosen into the text: a reference, or a quotation with the reference below it.
import type { Editor } from '@tiptap/core';
import { documentOfText } from '#domain/document.ts';
import type { Described } from './describe.ts';
import { referenceTo } from './describe.ts';

export function insertReference(editor: Editor, chosen: Described): void {
  const node = { type: 'reference', attrs: referenceTo(chosen) };
  const { $to } = editor.state.selection;
  const after = $to.parent.textBetween($to.parentOffset, $to.parent.content.size, '\n', '\ufffc');
  // The next word does not stick to it.
  const space = /^[\s.,;:!?)]/.test(after) ? [] : [{ type: 'text', text: ' ' }];
  editor
    .chain()
    .focus()
    .insertContent([node, ...space])
    .run();
}

export function insertQuotation(editor: Editor, chosen: Described): void {
  const { content } = documentOfText(chosen.text);
  const reference = { type: 'reference', attrs: referenceTo(chosen) };
  const last = { type: 'paragraph', content: [reference] };
  editor
    .chain()
    .focus()
    .insertContent([{ type: 'blockquote', content: [...content, last] }, { type: 'paragraph' }])
    .run();
}
