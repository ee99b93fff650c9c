// All scorecards: what each asks, how far it has come, when it was edited last.
import { Grid2x2Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Scorecard } from '#domain/scorecard.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button, IconButton } from '#ui/Button.tsx';
import { DateText } from '#ui/DateText.tsx';
import { Banner, EmptyState, PageHeader, Skeleton } from '#ui/frame.tsx';
import { TagChip } from '#ui/TagField.tsx';
import { useLive } from '#ui/useLive.ts';
import { wholeNumber } from '#words/format.ts';
import { scorecardWords } from '#words/scorecards.ts';
import { newScorecard } from './commands.ts';
import type { Summary } from './summary.ts';
import { summaryOf } from './summary.ts';
import { watchCards } from './useCard.ts';
import styles from './list.module.css';

const words = scorecardWords.list;

interface Listed {
  readonly card: Scorecard;
  readonly sum: Summary;
  /** When the card or any judgement on it was last saved. */
  readonly edited: string;
}

async function readList({ scorecards }: Notebook): Promise<readonly Listed[]> {
  const cards = await scorecards.list();
  const listed = await Promise.all(
    cards.map(async (card): Promise<Listed> => {
      const judgements = await scorecards.judgements(card.id);
      const edited = judgements.reduce(
        (latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest),
        card.updatedAt,
      );
      return { card, sum: summaryOf(card, judgements, null), edited };
    }),
  );
  return listed.toSorted((a, b) => b.edited.localeCompare(a.edited));
}

export function ScorecardList({ work }: { readonly work: Workplace }): ReactElement {
  const { notebook } = work;
  const read = useCallback(() => readList(notebook), [notebook]);
  const watch = useCallback((changed: () => void) => watchCards(notebook, changed), [notebook]);
  const live = useLive(read, watch);
  const create = (
    <Button look="main" icon={Grid2x2Plus} onPress={() => void newScorecard(work)}>
      {words.create}
    </Button>
  );
  const isEmpty = live.kind === 'there' && live.value.length === 0;
  return (
    <>
      <PageHeader
        title={scorecardWords.area}
        {...(live.kind === 'there' && !isEmpty ? { count: wholeNumber(live.value.length) } : {})}
      >
        {live.kind !== 'reading' && !isEmpty && create}
      </PageHeader>
      {live.kind === 'reading' && (
        <div className={styles['reading']}>
          <Skeleton lines={6} />
        </div>
      )}
      {live.kind === 'failed' && <Banner look="bad">{words.failed(live.why)}</Banner>}
      {isEmpty && <EmptyState title={words.emptyTitle} text={words.empty} action={create} />}
      {live.kind === 'there' && !isEmpty && (
        <ul className={styles['list']} aria-label={scorecardWords.area}>
          {live.value.map((listed) => (
            <ListedCard key={listed.card.id} work={work} listed={listed} />
          ))}
        </ul>
      )}
    </>
  );
}

function ListedCard({ work, listed }: { readonly work: Workplace; readonly listed: Listed }): ReactElement {
  const { card, sum, edited } = listed;
  const title = card.title === '' ? scorecardWords.untitled : card.title;
  return (
    <li className={styles['row']}>
      <AriaButton
        className={styles['open'] ?? ''}
        onPress={() => work.go({ view: 'scorecards', id: card.id })}
      >
        <span className={styles['title']}>{title}</span>
        {card.question !== '' && <span className={styles['question']}>{card.question}</span>}
        <span className={styles['meta']}>
          <span>{scorecardWords.summary(sum.subjects, sum.criteria, sum.judgements)}</span>
          {sum.withoutAgainst > 0 && <span>{scorecardWords.withoutAgainst(sum.withoutAgainst)}</span>}
          <span>
            {words.edited} <DateText iso={edited} />
          </span>
          {card.tags.map((tag) => (
            <TagChip key={tag}>{tag}</TagChip>
          ))}
        </span>
      </AriaButton>
      <span className={styles['remove']}>
        <IconButton
          label={words.remove(title)}
          icon={Trash2}
          onPress={() => void work.remove([{ kind: 'scorecard', id: card.id }])}
        />
      </span>
    </li>
  );
}
