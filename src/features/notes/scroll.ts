// Brings a place in the text into sight, a third from the top of what scrolls.
import type { EditorView } from '@tiptap/pm/view';

export function scrollToPosition(view: EditorView, position: number, when: 'always' | 'out of sight'): void {
  const box = view.dom.closest('[data-scrolls]');
  if (!box) return;
  const { top, bottom } = view.coordsAtPos(position);
  const frame = box.getBoundingClientRect();
  const isInSight = top > frame.top + frame.height / 10 && bottom < frame.bottom - frame.height / 10;
  if (when === 'always' || !isInSight) box.scrollTop += top - frame.top - frame.height / 3;
}

/** Where the caret is in the window. */
export function pointAt(view: EditorView, position: number): { readonly x: number; readonly y: number } {
  const { left, bottom } = view.coordsAtPos(position);
  return { x: left, y: bottom };
}
