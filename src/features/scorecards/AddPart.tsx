// Adds a row or a column: a button that turns into a field; Enter adds and waits for the next name.
import { Plus } from 'lucide-react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { TextField } from '#ui/TextField.tsx';
import styles from './card.module.css';

export interface AddPartProps {
  readonly label: string;
  readonly placeholder: string;
  /** Shows the field from the start: there is none yet. */
  readonly isFirst: boolean;
  /** Resolves to whether it was added; a name that was not stays in the field. */
  readonly onAdd: (name: string) => Promise<boolean>;
}

export function AddPart({ label, placeholder, isFirst, onAdd }: AddPartProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);

  /** The field is free for the next name at once; a name that was not added comes back, unless another one came. */
  const add = async (): Promise<void> => {
    const given = name.trim();
    if (given === '') return;
    setName('');
    if (!(await onAdd(given))) setName((now) => (now === '' ? given : now));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) void add();
    if (event.key === 'Escape') {
      setName('');
      setIsOpen(false);
    }
  };

  if (!isOpen && !isFirst)
    return (
      <Button look="plain" icon={Plus} onPress={() => setIsOpen(true)}>
        {label}
      </Button>
    );
  return (
    <div className={styles['adding']}>
      <TextField
        label={label}
        hideLabel={!isFirst}
        placeholder={placeholder}
        inputRef={field}
        maxLength={300}
        value={name}
        onChange={setName}
        onKeyDown={onKeyDown}
        onFocus={() => setIsOpen(true)}
        onBlur={() => {
          void add();
          setIsOpen(false);
        }}
      />
    </div>
  );
}
