// One place of a quotation: what it is in, whether it is exact, how it differs, and the way to it.
import { Quote } from 'lucide-react';
import type { ReactElement } from 'react';
import { Fragment, useState } from 'react';
import type { QuotationPlace } from '#notebook/quotations.ts';
import { Button } from '#ui/Button.tsx';
import { DateText } from '#ui/DateText.tsx';
import { classes } from '#ui/classes.ts';
import { Badge, KindMark } from '#ui/marks.tsx';
import { quotationWords as words } from '#words/quotation.ts';
import { uiWords } from '#words/ui.ts';
import { Differences } from './Differences.tsx';
import type { HitContext } from './contexts.ts';
import { hitKey } from './join.ts';
import styles from './quotation.module.css';
import { isLong } from './shortened.ts';

export interface QuotationCardProps {
  readonly quotation: string;
  readonly place: QuotationPlace;
  /** Null until it is read. */
  readonly context: HitContext | null;
  readonly onOpen: () => void;
  /** Where the place is in a source and no excerpt has it. */
  readonly onMakeExcerpt: (() => void) | null;
}

export function QuotationCard(props: QuotationCardProps): ReactElement {
  const { quotation, place, context, onOpen, onMakeExcerpt } = props;
  const [isWhole, setWhole] = useState(false);
  const written = context?.title ?? place.title;
  const title = written === '' ? words.untitled : written;
  const canShowMore = place.differences.some(
    ({ kind, met }) =>
      kind === 'omitted' ||
      (kind === 'same' && isLong(place.text.slice(met.start - place.start, met.end - place.start))),
  );
  return (
    <article className={styles['place']}>
      <div className={styles['placeHead']}>
        <span className={styles['where']}>
          <KindMark kind={place.kind}>
            {uiWords.kinds[place.kind]}
            {context?.parts.map((part, at) => (
              <Fragment key={at}>
                {', '}
                {part.kind === 'text' ? part.text : <DateText iso={part.iso} look={part.look} />}
              </Fragment>
            ))}
          </KindMark>
        </span>
        {context?.isDeleted === true && <Badge look="warn">{words.deleted}</Badge>}
        <LikenessBadge place={place} />
      </div>
      <h2 className={styles['title']}>
        <button
          type="button"
          data-hit={hitKey(place)}
          className={classes(styles['open'], written === '' && styles['untitled'])}
          onClick={onOpen}
        >
          {title}
        </button>
      </h2>
      <p className={styles['said']}>{sayLikeness(place)}</p>
      <Differences quotation={quotation} place={place} isWhole={isWhole} />
      <div className={styles['actions']}>
        <Button onPress={onOpen} aria-label={`${words.open}: ${title}`}>
          {words.open}
        </Button>
        {onMakeExcerpt !== null && (
          <Button icon={Quote} onPress={onMakeExcerpt}>
            {words.makeExcerpt}
          </Button>
        )}
        {canShowMore && (
          <Button look="plain" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {isWhole ? words.less : words.whole}
          </Button>
        )}
      </div>
    </article>
  );
}

function LikenessBadge({ place: { likeness, counts } }: { readonly place: QuotationPlace }): ReactElement {
  switch (likeness) {
    case 'exact':
      return <Badge look="good">{words.exact}</Badge>;
    case 'same words':
      return <Badge look="good">{words.sameWords}</Badge>;
    case 'differs':
      return <Badge look="warn">{words.differs(counts)}</Badge>;
  }
}

function sayLikeness({ likeness, counts }: QuotationPlace): string {
  switch (likeness) {
    case 'exact':
      return `${words.exactLong}.`;
    case 'same words':
      return `${words.sameWordsLong}.`;
    case 'differs':
      return words.differsLong(counts);
  }
}
