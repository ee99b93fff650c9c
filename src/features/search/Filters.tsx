// The kinds to look in, each with how much was found there.
import type { ReactElement } from 'react';
import { Segmented } from '#ui/Segmented.tsx';
import { searchWords } from '#words/search.ts';
import { countIn, hitKinds, isCapped } from './counts.ts';
import type { Counts, HitKind } from './counts.ts';
import styles from './search.module.css';

type Choice = HitKind | 'all';

export interface FiltersProps {
  /** Null while nothing is known. */
  readonly counts: Counts | null;
  readonly kinds: readonly HitKind[] | null;
  readonly onChange: (kinds: readonly HitKind[] | null) => void;
}

export function Filters({ counts, kinds, onChange }: FiltersProps): ReactElement {
  const countOf = (kind: Choice): { readonly count?: string } => {
    if (counts === null) return {};
    const hits = countIn(counts, kind === 'all' ? null : [kind]);
    return { count: searchWords.counted(hits, kind === 'all' && isCapped(counts)) };
  };
  const [only, ...others] = kinds ?? [];
  const value: Choice | null =
    kinds === null ? 'all' : others.length === 0 && only !== undefined ? only : null;
  return (
    <div className={styles['filters']}>
      <Segmented<Choice>
        label={searchWords.filters}
        look="chips"
        value={value}
        onChange={(kind) => onChange(kind === 'all' ? null : [kind])}
        segments={[
          { value: 'all', label: searchWords.all, ...countOf('all') },
          ...hitKinds.map((kind) => ({ value: kind, label: searchWords.kinds[kind], ...countOf(kind) })),
        ]}
      />
    </div>
  );
}
