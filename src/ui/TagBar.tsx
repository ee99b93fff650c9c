// The bar above a list that is narrowed to a tag: which tag, the kinds of things that carry it, and the way out of it.
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useEffect, useRef } from 'react';
import { wholeNumber } from '#words/format.ts';
import { uiWords } from '#words/ui.ts';
import { IconButton } from './Button.tsx';
import { Segmented } from './Segmented.tsx';
import styles from './TagBar.module.css';

const words = uiWords.tagBar;

export interface TagBarProps {
  readonly tag: string;
  readonly shown: 'notes' | 'sources';
  readonly counts: { readonly notes: number; readonly sources: number };
  readonly onShow: (kind: 'notes' | 'sources') => void;
  /** What is shown without the tag. */
  readonly allLabel: string;
  readonly onAll: () => void;
}

/** Each list has a bar of its own: the one that takes over takes the focus too. */
let isSwitching = false;

export function TagBar({ tag, shown, counts, onShow, allLabel, onAll }: TagBarProps): ReactElement {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isSwitching) return;
    isSwitching = false;
    bar.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, []);
  return (
    <div ref={bar} className={styles['bar']}>
      <div className={styles['tag']}>
        <span>{words.tagged(tag)}</span>
        <IconButton label={allLabel} icon={X} onPress={onAll} />
      </div>
      <Segmented
        label={words.kinds}
        segments={(['notes', 'sources'] as const).map((value) => ({
          value,
          label: words[value],
          count: wholeNumber(counts[value]),
        }))}
        value={shown}
        onChange={(kind) => {
          if (kind === shown) return;
          isSwitching = true;
          onShow(kind);
        }}
      />
    </div>
  );
}
