// One scorecard: where one is, what it asks, the card in one line, its tags and its grid.
import type { ReactElement } from 'react';
import { useCallback, useMemo, useRef } from 'react';
import type { Judgement } from '#domain/judgement.ts';
import { parseTag } from '#domain/record.ts';
import type { Scorecard } from '#domain/scorecard.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Banner } from '#ui/frame.tsx';
import { TagField } from '#ui/TagField.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { scorecardWords } from '#words/scorecards.ts';
import { AddPart } from './AddPart.tsx';
import { EditableText } from './EditableText.tsx';
import { JudgementDialog } from './JudgementDialog.tsx';
import { ScoreGrid } from './ScoreGrid.tsx';
import { SheetHeader } from './SheetHeader.tsx';
import { dayInWords } from './asOf.ts';
import type { CardPlace } from './cardPlace.ts';
import { keepOrTell } from './keep.ts';
import { shownParts } from './parts.ts';
import { summaryOf, upTo } from './summary.ts';
import { useViewedDay } from './viewedDay.ts';
import styles from './card.module.css';

const words = scorecardWords;

export interface ScorecardSheetProps {
  readonly work: Workplace;
  readonly place: CardPlace;
  readonly card: Scorecard;
  readonly judgements: readonly Judgement[];
}

export function ScorecardSheet({ work, place, card, judgements }: ScorecardSheetProps): ReactElement {
  const { notebook } = work;
  const { scorecards } = notebook;
  const [day, look] = useViewedDay(card.id);
  const questionBox = useRef<HTMLDivElement>(null);
  const addBox = useRef<HTMLDivElement>(null);
  const subjects = useMemo(() => shownParts(card.subjects), [card]);
  const criteria = useMemo(() => shownParts(card.criteria), [card]);
  const sum = useMemo(() => summaryOf(card, judgements, day), [card, judgements, day]);
  const tags = valueOf(
    useLive(
      useCallback(() => notebook.heads.tags(), [notebook]),
      notebook.watch,
    ),
    [],
  );
  const knownTags = useMemo(() => tags.map(({ tag }) => tag), [tags]);

  /** The field that is not changed keeps what was saved last, which may be newer than what is shown. */
  const rename = (change: { readonly title?: string; readonly question?: string }): Promise<boolean> =>
    keepOrTell(work, async () => {
      const now = (await scorecards.get(card.id)) ?? card;
      return scorecards.rename(card.id, change.title ?? now.title, change.question ?? now.question);
    });
  const isGrid = subjects.length > 0 && criteria.length > 0;
  const focusIn = (box: HTMLDivElement | null): void =>
    box?.querySelector<HTMLElement>('input, textarea, button')?.focus();

  return (
    <>
      <SheetHeader work={work} card={card} judgements={judgements} day={day} onLook={look} />
      {card.deletedAt !== undefined && (
        <Banner
          look="warn"
          action={
            <Button onPress={() => void notebook.trash.bringBack([{ kind: 'scorecard', id: card.id }])}>
              {words.card.bringBack}
            </Button>
          }
        >
          {words.card.inTrash}
        </Banner>
      )}
      {day !== null && (
        <Banner look="warn" action={<Button onPress={() => look(null)}>{words.asOf.backToNow}</Button>}>
          <strong>{words.asOf.past(dayInWords(day))}</strong>{' '}
          {words.asOf.leftOut(judgements.length - upTo(judgements, day).length)}
        </Banner>
      )}
      <div className={styles['sheet']}>
        <div className={styles['head']}>
          <h1>
            <EditableText
              work={work}
              look="title"
              label={words.card.title}
              placeholder={words.card.titleHint}
              value={card.title}
              maxChars={500}
              takesFocus={card.title === '' && card.revision === 1}
              onSave={(title) => rename({ title })}
              onDone={() => focusIn(questionBox.current)}
            />
          </h1>
          <div ref={questionBox}>
            <EditableText
              work={work}
              look="question"
              label={words.card.question}
              placeholder={words.card.questionHint}
              value={card.question}
              maxChars={2000}
              onSave={(question) => rename({ question })}
              onDone={() => focusIn(addBox.current)}
            />
          </div>
          <div className={styles['facts']}>
            <span>{words.summary(sum.subjects, sum.criteria, sum.judgements)}</span>
            {sum.withoutAgainst > 0 && <span>{words.withoutAgainst(sum.withoutAgainst)}</span>}
            <TagField
              label={words.card.tags}
              tags={card.tags}
              known={knownTags}
              parse={parseTag}
              onChange={(next) => void keepOrTell(work, () => scorecards.tag(card.id, next))}
            />
          </div>
        </div>
        {isGrid ? (
          <ScoreGrid work={work} place={place} card={card} judgements={judgements} day={day} />
        ) : (
          <Beginning subjects={subjects} criteria={criteria} />
        )}
        <div ref={addBox} className={styles['adds']}>
          <AddPart
            label={words.parts.addSubject}
            placeholder={words.parts.subjectHint}
            isFirst={subjects.length === 0}
            onAdd={(name) => keepOrTell(work, () => scorecards.addSubject(card.id, name))}
          />
          <AddPart
            label={words.parts.addCriterion}
            placeholder={words.parts.criterionHint}
            isFirst={criteria.length === 0}
            onAdd={(name) => keepOrTell(work, () => scorecards.addCriterion(card.id, name))}
          />
        </div>
      </div>
      <JudgementDialog work={work} place={place} card={card} judgements={judgements} />
    </>
  );
}

/** A card that is no grid yet: what is there so far, and what it still needs. */
function Beginning({
  subjects,
  criteria,
}: {
  readonly subjects: readonly { readonly id: string; readonly name: string }[];
  readonly criteria: readonly { readonly id: string; readonly name: string }[];
}): ReactElement {
  const names = [...subjects, ...criteria];
  if (names.length === 0)
    return (
      <div className={styles['beginning']}>
        <p className={styles['beginningTitle']}>{words.parts.emptyTitle}</p>
        <p className={styles['hint']}>{words.parts.empty}</p>
      </div>
    );
  return (
    <div className={styles['beginning']}>
      <ul className={styles['names']}>
        {names.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      <p className={styles['hint']}>
        {subjects.length === 0 ? words.parts.needSubject : words.parts.needCriterion}
      </p>
    </div>
  );
}
