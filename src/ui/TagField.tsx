// Tags as chips that can be added by typing, completed from those in use, and removed.
import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useMemo, useState } from 'react';
import { Button, ComboBox, Input, Tag, TagGroup, TagList } from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import { Options } from './Options.tsx';
import styles from './TagField.module.css';
import { classes } from './classes.ts';

export interface TagFieldProps {
  readonly label: string;
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  /** Tags in use elsewhere, the likeliest first. */
  readonly known: readonly string[];
  /** The form a typed tag is kept in, or null when it is none. Without it: trimmed, in one run of spaces. */
  readonly parse?: (text: string) => string | null;
  readonly isDisabled?: boolean;
}

function plainTag(text: string): string | null {
  const tag = text.replace(/\s+/g, ' ').trim();
  return tag === '' ? null : tag;
}

export function TagField({
  label,
  tags,
  onChange,
  known,
  parse = plainTag,
  isDisabled = false,
}: TagFieldProps): ReactElement {
  const [text, setText] = useState('');
  const offered = useMemo(
    () =>
      known
        .filter(
          (tag) => !tags.includes(tag) && tag.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()),
        )
        .slice(0, 50)
        .map((tag) => ({ value: tag, label: tag })),
    [known, tags, text],
  );

  const add = (typed: string): void => {
    const tag = parse(typed);
    setText('');
    if (tag !== null && !tags.includes(tag)) onChange([...tags, tag]);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const completing = event.currentTarget.getAttribute('aria-activedescendant') !== null;
    if ((event.key === 'Enter' && !completing && text !== '') || event.key === ',') {
      event.preventDefault();
      event.stopPropagation();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && tags.length > 0) {
      onChange(tags.slice(0, -1));
    }
  };

  return (
    <div className={styles['field']}>
      <TagGroup
        aria-label={`${label}: ${uiWords.tags.chosen}`}
        onRemove={(keys) => onChange(tags.filter((tag) => !keys.has(tag)))}
        className={classes(styles['group'])}
      >
        <TagList items={tags.map((tag) => ({ id: tag }))} className={classes(styles['group'])}>
          {({ id }) => (
            <Tag id={id} textValue={id} className={classes(styles['tag'])}>
              {id}
              {!isDisabled && (
                <Button
                  slot="remove"
                  aria-label={uiWords.tags.remove(id)}
                  className={classes(styles['remove'])}
                >
                  <X aria-hidden />
                </Button>
              )}
            </Tag>
          )}
        </TagList>
      </TagGroup>
      {!isDisabled && (
        <ComboBox
          aria-label={label}
          items={offered}
          inputValue={text}
          onInputChange={setText}
          value={null}
          onChange={(key) => (typeof key === 'string' ? add(key) : undefined)}
          allowsCustomValue
        >
          <Input
            className={classes(styles['input'])}
            placeholder={uiWords.tags.add}
            onKeyDownCapture={onKeyDown}
          />
          <Options />
        </ComboBox>
      )}
    </div>
  );
}

/** A tag that is only shown. */
export function TagChip({ children }: { readonly children: string }): ReactElement {
  return <span className={styles['tag']}>{children}</span>;
}
