// A line of the page that is edited where it stands: saved on Enter or when one goes elsewhere, Escape takes it back.
import type { KeyboardEvent, ReactElement } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { classes } from '#ui/classes.ts';
import styles from './card.module.css';

export interface EditableTextProps {
  readonly work: Workplace;
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly look: 'title' | 'question';
  readonly maxChars: number;
  readonly takesFocus?: boolean;
  /** Resolves to whether it was saved; what was not stays in the field. */
  readonly onSave: (text: string) => Promise<boolean>;
  /** After Enter: where one goes on. */
  readonly onDone?: () => void;
}

export function EditableText({
  work: { holdDraft, keysArrive },
  label,
  value,
  placeholder,
  look,
  maxChars,
  takesFocus = false,
  onSave,
  onDone,
}: EditableTextProps): ReactElement {
  /** What stands in the field while it is not what is saved. */
  const [draft, setDraft] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  const field = useRef<HTMLTextAreaElement>(null);
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  if (seen !== value) {
    setSeen(value);
    if (draft !== null && draft.trim() === value) setDraft(null);
  }

  const save = async (): Promise<void> => {
    const text = (draft ?? value).trim();
    if (text === value) setDraft(null);
    else if (await onSave(text)) setDraft((now) => (now?.trim() === text ? text : now));
  };
  const flush = useRef(save);
  useEffect(() => {
    flush.current = save;
  });
  const isHeld = draft !== null;
  useEffect(() => (isHeld ? holdDraft(() => flush.current()) : undefined), [isHeld, holdDraft]);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (onDone) onDone();
      else field.current?.blur();
    }
    if (event.key === 'Escape') setDraft(null);
  };

  return (
    <textarea
      ref={field}
      rows={1}
      aria-label={label}
      placeholder={placeholder}
      maxLength={maxChars}
      spellCheck={false}
      className={classes(styles['editable'], styles[look])}
      value={draft ?? value}
      onChange={({ target }) => {
        keysArrive();
        setDraft(target.value.replace(/\s*\n\s*/g, ' '));
      }}
      onBlur={() => {
        saving.current = save();
      }}
      onKeyDown={onKeyDown}
    />
  );
}
