// How the question is understood: a chip for every phrase, filter and unwanted word, which a click takes out again.
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button, Tag, TagGroup, TagList } from 'react-aria-components';
import { understood, withoutParts, type Understood as Part } from '#notebook/asking.ts';
import { classes } from '#ui/classes.ts';
import { askingWords as words } from '#words/asking.ts';
import styles from './search.module.css';

export interface UnderstoodProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

export function Understood({ text, onChange }: UnderstoodProps): ReactElement | null {
  const parts = understood(text);
  if (parts.length === 0) return null;
  // Where a part stands is its name: a chip that is left keeps its place when another goes.
  const items = parts.map((part, at) => ({ id: `${at} ${said(part)}`, part, name: said(part) }));
  return (
    <TagGroup
      aria-label={words.understood}
      onRemove={(ids) => {
        const removed = items.filter(({ id }) => ids.has(id)).map(({ part }) => part);
        onChange(withoutParts(text, removed));
      }}
      className={styles['understood'] ?? ''}
    >
      <TagList items={items} className={styles['chips'] ?? ''}>
        {({ id, part, name }) => (
          <Tag
            id={id}
            textValue={name}
            className={classes(styles['chip'], part.isExcluded && styles['chipNot'])}
          >
            <span className={styles['chipText']}>{name}</span>
            <Button slot="remove" aria-label={words.remove(name)} className={styles['chipRemove'] ?? ''}>
              <X aria-hidden />
            </Button>
          </Tag>
        )}
      </TagList>
    </TagGroup>
  );
}

export function said(part: Part): string {
  const plain = saidPlainly(part);
  return part.isExcluded ? words.not(plain) : plain;
}

function saidPlainly({ what, value }: Part): string {
  if (what === 'kind') return isKeyOf(words.kinds, value) ? words.kinds[value] : value;
  if (what === 'in') return isKeyOf(words.places, value) ? words.places[value] : value;
  return words.parts[what](value);
}

function isKeyOf<T extends object>(record: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(record, key);
}
