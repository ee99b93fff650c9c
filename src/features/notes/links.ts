// Links in the editor: the one at the caret, setting one, taking one away.
import type { Editor } from '@tiptap/core';
import { getMarkRange } from '@tiptap/core';
import { parseAddress } from '#domain/address.ts';

export interface LinkAt {
  readonly from: number;
  readonly to: number;
  readonly address: string;
}

/** The link in which the caret or the whole selection stands. */
export function linkAt(editor: Editor): LinkAt | null {
  const type = editor.schema.marks['link'];
  if (!type || !editor.isActive('link')) return null;
  const range = getMarkRange(editor.state.selection.$from, type);
  const address = parseAddress(editor.getAttributes('link')['href']);
  return range && address !== null ? { from: range.from, to: range.to, address } : null;
}

/** An address as a person types it: without a scheme it is of the web, with an @ and no scheme of a mailbox. */
export function readAddress(typed: string): string | null {
  const given = typed.trim();
  if (given === '') return null;
  const isNamed = /^[a-z][a-z0-9+.-]*:/i.test(given) && !/^[^/]+:\d+(?:\/|$)/.test(given);
  if (isNamed) return parseAddress(given);
  if (/^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(given)) return parseAddress(`mailto:${given}`);
  return /^[^\s/]+\.[^\s]+$/.test(given) ? parseAddress(`https://${given}`) : null;
}

/** Links the selection, the link at the caret, or, where nothing is selected, new text. */
export function setLink(editor: Editor, address: string, text: string): void {
  const link = linkAt(editor);
  const { empty, from, to } = editor.state.selection;
  const range = link ?? (empty ? null : { from, to });
  if (range) {
    const end = range.to;
    editor.chain().focus().setTextSelection(range).setLink({ href: address }).setTextSelection(end).run();
    return;
  }
  const shown = text.trim() === '' ? address : text.trim();
  const mark = { type: 'link', attrs: { href: address } };
  editor
    .chain()
    .focus()
    .insertContent({ type: 'text', text: shown, marks: [mark] })
    .unsetMark('link')
    .run();
}

export function removeLink(editor: Editor): void {
  const link = linkAt(editor);
  if (!link) return;
  const caret = editor.state.selection.from;
  editor.chain().focus().setTextSelection(link).unsetLink().setTextSelection(caret).run();
}
