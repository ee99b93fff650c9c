// The small form for a link: its address, its text where there is none yet, opening it, taking it away.
import type { Editor } from '@tiptap/core';
import { ExternalLink, Unlink } from 'lucide-react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { TextField } from '#ui/TextField.tsx';
import { noteWords } from '#words/notes.ts';
import { linkAt, readAddress, removeLink, setLink } from './links.ts';
import styles from './notes.module.css';

const words = noteWords.link;

interface Props {
  readonly editor: Editor;
  readonly onOpen: (address: string) => void;
  readonly onClose: () => void;
}

export function LinkForm({ editor, onOpen, onClose }: Props): ReactElement {
  const [link] = useState(() => linkAt(editor));
  const [needsText] = useState(() => link === null && editor.state.selection.empty);
  const [address, setAddress] = useState(link?.address ?? '');
  const [text, setText] = useState('');
  const [isBad, setBad] = useState(false);

  const set = (): void => {
    const read = readAddress(address);
    setBad(read === null);
    if (read === null) return;
    setLink(editor, read, text);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    set();
  };

  return (
    // The keys are those of the fields inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['linkForm']} onKeyDown={onKeyDown}>
      <TextField
        label={words.address}
        hint={words.hint}
        error={isBad ? words.bad : undefined}
        value={address}
        onChange={setAddress}
        // The form was asked for to type into it.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
      {needsText && <TextField label={words.text} value={text} onChange={setText} />}
      <div className={styles['linkActions']}>
        {link && (
          <>
            <Button look="plain" icon={ExternalLink} onPress={() => onOpen(link.address)}>
              {words.open}
            </Button>
            <Button
              look="plain"
              icon={Unlink}
              onPress={() => {
                removeLink(editor);
                onClose();
              }}
            >
              {words.remove}
            </Button>
          </>
        )}
        <Button look="main" onPress={set}>
          {words.set}
        </Button>
      </div>
    </div>
  );
}
