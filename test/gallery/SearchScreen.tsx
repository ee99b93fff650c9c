// The gallery's screen of a question and its hits.
import { useState } from 'react';
import { Highlight } from '#ui/Highlight.tsx';
import { KindMark, WhyBadge } from '#ui/marks.tsx';
import { Panes } from '#ui/Panes.tsx';
import { SearchField } from '#ui/SearchField.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { Shortcut } from '#ui/Shortcut.tsx';
import { usePanes, usualPanes } from '#ui/usePanes.ts';
import { Library, Status } from './Library.tsx';
import styles from './gallery.module.css';

const hits = [
  {
    kind: 'excerpt',
    head: 'Excerpt, Regulator’s annual outlook, p. 41',
    why: 'both',
    title: 'Regulator’s annual outlook',
    text: 'Of the capacity applied for, we expect less than a third to be energised before the end of the decade. The cost of unused connections is borne by all users of the network.',
    near: 'The cost of unused connections is borne by all users of the network.',
    words: ['cost'],
  },
  {
    kind: 'note',
    head: 'Note, Monday',
    why: 'meaning',
    title: 'Interview: network planner',
    text: 'If the load does not come, the households have paid for the cable. That was said twice, the second time for the record.',
    near: 'If the load does not come, the households have paid for the cable.',
    words: [],
  },
  {
    kind: 'judgement',
    head: 'Judgement, United States, energy cost, 3 Nov 2026',
    why: 'words',
    title: 'US and China in AI, 2026',
    text: 'Two of three grid studies put the cost of new data centres on existing customers.',
    near: null,
    words: ['cost', 'data centres'],
  },
] as const;

function marksOf(
  text: string,
  near: string | null,
  words: readonly string[],
): React.ComponentProps<typeof Highlight>['marks'] {
  const span = (
    part: string,
    kind: 'word' | 'near',
  ): { start: number; end: number; kind: 'word' | 'near' } => {
    const start = text.indexOf(part);
    return { start, end: start + part.length, kind };
  };
  return [...(near === null ? [] : [span(near, 'near')]), ...words.map((word) => span(word, 'word'))];
}

export function SearchScreen(): React.ReactElement {
  const panes = usePanes(usualPanes, () => undefined);
  const [kind, setKind] = useState('all');
  const page = (
    <div className={styles['scroll']}>
      <div className={styles['ask']}>
        <SearchField
          large
          label="Find or ask"
          defaultValue="who carries the cost if data centres are never built?"
          end={<Shortcut keys="Escape" platform="linux" />}
        />
        <div className={styles['filters']}>
          <Segmented
            label="Kind"
            look="chips"
            value={kind}
            onChange={setKind}
            segments={[
              { value: 'all', label: 'All', count: '23' },
              { value: 'note', label: 'Notes', count: '9' },
              { value: 'source', label: 'Sources', count: '6' },
              { value: 'excerpt', label: 'Excerpts', count: '7' },
              { value: 'judgement', label: 'Judgements', count: '1' },
            ]}
          />
          <span>38 ms, 41,206 passages</span>
        </div>
        {hits.map((hit) => (
          <article key={hit.title} className={styles['hit']}>
            <div className={styles['hitHead']}>
              <KindMark kind={hit.kind}>{hit.head}</KindMark>
              <WhyBadge why={hit.why} />
            </div>
            <h2>{hit.title}</h2>
            <p>
              <Highlight text={hit.text} marks={marksOf(hit.text, hit.near, hit.words)} />
            </p>
          </article>
        ))}
      </div>
    </div>
  );
  return <Panes panes={panes} library={<Library start={null} />} page={page} status={<Status />} />;
}
