// One hit: what it is and where it stands, why it was found, and the passage with its words lit up.
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { MouseEvent, ReactElement } from 'react';
import { Fragment, useState } from 'react';
import type { Span } from '#domain/passages.ts';
import type { Hit } from '#notebook/librarianProtocol.ts';
import { DateText } from '#ui/DateText.tsx';
import type { Mark } from '#ui/highlight.ts';
import { Badge, KindMark, WhyBadge } from '#ui/marks.tsx';
import { classes } from '#ui/classes.ts';
import { searchWords } from '#words/search.ts';
import { uiWords } from '#words/ui.ts';
import { Passage } from './Passage.tsx';
import type { ContextPart, HitContext } from './contexts.ts';
import { cutAround, cutChars, marksOf, steadyCut } from './cut.ts';
import { hitKey } from './join.ts';
import type { MorePassage } from './morePassages.ts';
import styles from './search.module.css';

export interface HitCardProps {
  readonly hit: Hit;
  /** It is there because it passes the filters: no words and no meaning speak for it. */
  readonly isListed: boolean;
  /** Null until it is read. */
  readonly context: HitContext | null;
  readonly isWhole: boolean;
  /** The other passages, where they are shown. */
  readonly more: readonly MorePassage[] | null;
  readonly onOpen: (hit: Hit, span: Span) => void;
  readonly onWhole: () => void;
  readonly onMore: () => void;
}

function Part({ part }: { readonly part: ContextPart }): ReactElement {
  return part.kind === 'text' ? <>{part.text}</> : <DateText iso={part.iso} look={part.look} />;
}

/** The cut of a hit, steady while only its sentence becomes another. */
function useCut({ passage, marks: words }: Hit, marks: readonly Mark[]): Span {
  const [kept, setKept] = useState(() => ({ passage, words, cut: cutAround(passage, marks, cutChars) }));
  const isSame = kept.passage === passage && kept.words === words;
  const cut = isSame ? steadyCut(kept.cut, passage, marks, cutChars) : cutAround(passage, marks, cutChars);
  if (!isSame || cut !== kept.cut) setKept({ passage, words, cut });
  return cut;
}

/** A click on the text opens the hit too, unless it ended a selection or was meant for a button. */
function isForHit(event: MouseEvent): boolean {
  const isButton = event.target instanceof Element && event.target.closest('button') !== null;
  return !isButton && (getSelection()?.isCollapsed ?? true);
}

export function HitCard({
  hit,
  isListed,
  context,
  isWhole,
  more,
  onOpen,
  onWhole,
  onMore,
}: HitCardProps): ReactElement {
  const written = context?.title ?? hit.title;
  const title = written === '' ? searchWords.untitled : written;
  const marks = marksOf(hit.passage, hit.marks, hit.sentence);
  const cut = useCut(hit, marks);
  const isCut = cut.end - cut.start < hit.passage.length;
  const Sign = more === null ? ChevronRight : ChevronDown;
  return (
    // The title is the button for keyboard and screen reader; the rest of the card is a larger target for the pointer.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <article className={styles['hit']} onClick={(event) => (isForHit(event) ? onOpen(hit, hit) : undefined)}>
      <div className={styles['hitHead']}>
        <span className={styles['where']}>
          <KindMark kind={hit.kind}>
            {uiWords.kinds[hit.kind]}
            {context?.parts.map((part, at) => (
              <Fragment key={at}>
                {', '}
                <Part part={part} />
              </Fragment>
            ))}
          </KindMark>
        </span>
        {context?.isDeleted === true && <Badge look="warn">{searchWords.deleted}</Badge>}
        {!isListed && <WhyBadge why={hit.why} />}
      </div>
      <h2 className={styles['title']}>
        <button
          type="button"
          data-hit={hitKey(hit)}
          className={classes(styles['open'], written === '' && styles['untitled'])}
          onClick={() => onOpen(hit, hit)}
        >
          {title}
        </button>
      </h2>
      <Passage
        text={hit.passage}
        marks={marks}
        shown={isWhole ? { start: 0, end: hit.passage.length } : cut}
      />
      {(isCut || hit.more.length > 0) && (
        <div className={styles['actions']}>
          {isCut && (
            <button type="button" className={styles['more']} aria-expanded={isWhole} onClick={onWhole}>
              {isWhole ? searchWords.less : searchWords.whole}
            </button>
          )}
          {hit.more.length > 0 && (
            <button type="button" className={styles['more']} aria-expanded={more !== null} onClick={onMore}>
              <Sign aria-hidden />
              {more === null ? searchWords.more[hit.kind](hit.more.length) : searchWords.fewer}
            </button>
          )}
        </div>
      )}
      {more !== null && (
        <ul className={styles['others']}>
          {more.map((passage) => (
            <li key={passage.start}>
              <OtherPassage passage={passage} title={title} onOpen={() => onOpen(hit, passage)} />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** Another passage of the same record. */
function OtherPassage({
  passage,
  title,
  onOpen,
}: {
  readonly passage: MorePassage;
  readonly title: string;
  readonly onOpen: () => void;
}): ReactElement {
  const marks = marksOf(passage.text, passage.words, null);
  return (
    <button
      type="button"
      className={styles['other']}
      aria-label={`${searchWords.openPassage(title)}: ${passage.text}`}
      onClick={onOpen}
    >
      <Passage text={passage.text} marks={marks} shown={cutAround(passage.text, marks, cutChars)} />
    </button>
  );
}
