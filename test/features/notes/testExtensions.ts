// The editor's extensions with gestures that are written down instead of opening anything.
import type { Extensions } from '@tiptap/core';
import type { EditorGestures } from '#features/notes/extensions.ts';
import { editorExtensions } from '#features/notes/extensions.ts';

export function testExtensions(gestures: Partial<EditorGestures> = {}): Extensions {
  return editorExtensions({
    targets: { stateOf: () => 'there', watch: () => () => undefined },
    openReference: () => undefined,
    pickReference: () => undefined,
    editLink: () => undefined,
    focusToolbar: () => undefined,
    ...gestures,
  });
}
