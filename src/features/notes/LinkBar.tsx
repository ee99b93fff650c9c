// What appears below the link in which the caret stands: its address, and what can be done with it.
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { ExternalLink, Pencil, Unlink } from 'lucide-react';
import type { ReactElement } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Button, IconButton } from '#ui/Button.tsx';
import { noteWords } from '#words/notes.ts';
import { linkAt, removeLink } from './links.ts';
import styles from './notes.module.css';

const words = noteWords.link;

interface Props {
  readonly editor: Editor;
  readonly onOpen: (address: string) => void;
  readonly onEdit: () => void;
}

/** Stands inside the sheet and moves with the text: it takes no focus and hides no line above it. */
export function LinkBar({ editor, onOpen, onEdit }: Props): ReactElement | null {
  const bar = useRef<HTMLDivElement>(null);
  const [isActive, setActive] = useState(false);
  useEffect(() => {
    const focused = (): void => setActive(true);
    const blurred = ({ event }: { readonly event: FocusEvent }): void => {
      if (!(event.relatedTarget instanceof Node && bar.current?.contains(event.relatedTarget) === true))
        setActive(false);
    };
    editor.on('focus', focused);
    editor.on('blur', blurred);
    return () => {
      editor.off('focus', focused);
      editor.off('blur', blurred);
    };
  }, [editor]);
  const shown = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const link = now.isEditable && now.state.selection.empty ? linkAt(now) : null;
      if (!link) return null;
      const { left, bottom } = now.view.coordsAtPos(link.from);
      const frame = now.view.dom.getBoundingClientRect();
      return { address: link.address, left: left - frame.left, top: bottom - frame.top };
    },
  });
  if (!shown || !isActive) return null;
  return (
    <div
      ref={bar}
      role="group"
      aria-label={words.label}
      className={styles['linkBar']}
      style={{ left: `${shown.left}px`, top: `${shown.top}px` }}
    >
      <Button look="plain" icon={ExternalLink} onPress={() => onOpen(shown.address)}>
        <span className={styles['linkAddress']}>{shown.address}</span>
      </Button>
      <IconButton label={words.edit} icon={Pencil} shortcut="Mod+Shift+K" onPress={onEdit} />
      <IconButton label={words.remove} icon={Unlink} onPress={() => removeLink(editor)} />
    </div>
  );
}
