// Writes a new judgement beside the one that stands: usable by keyboard alone, and never lost by closing it.
import type { KeyboardEvent, ReactElement } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Judgement } from '#domain/judgement.ts';
import type { Criterion, Scorecard, Subject } from '#domain/scorecard.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Confirm } from '#ui/Confirm.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Shortcut } from '#ui/Shortcut.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { ChosenEvidence } from './ChosenEvidence.tsx';
import { EvidenceSearch } from './EvidenceSearch.tsx';
import { JudgementFields } from './JudgementFields.tsx';
import { PreviousJudgement } from './PreviousJudgement.tsx';
import { todayHere } from './asOf.ts';
import type { CardPlace, Writing } from './cardPlace.ts';
import { atCell, writingAt } from './cardPlace.ts';
import type { Draft } from './draft.ts';
import { emptyDraft, isBegun, judgementOf, linked, problemsOf } from './draft.ts';
import { keepDraft, readDraft } from './drafts.ts';
import { keep } from './keep.ts';
import { cellKey, seriesByCell } from './summary.ts';
import styles from './form.module.css';

const words = scorecardWords.form;

export interface JudgementDialogProps {
  readonly work: Workplace;
  readonly place: CardPlace;
  readonly card: Scorecard;
  readonly judgements: readonly Judgement[];
}

/** Open while the place says that a judgement is being written. */
export function JudgementDialog({
  work,
  place,
  card,
  judgements,
}: JudgementDialogProps): ReactElement | null {
  const how = writingAt(place);
  const { cell } = place;
  const subject = card.subjects.find(({ id }) => id === cell?.subject);
  const criterion = card.criteria.find(({ id }) => id === cell?.criterion);
  if (how === null || subject === undefined || criterion === undefined) return null;
  return (
    <JudgementForm
      key={`${subject.id} ${criterion.id}`}
      work={work}
      place={place}
      how={how}
      subject={subject}
      criterion={criterion}
      judgements={judgements}
    />
  );
}

interface JudgementFormProps {
  readonly work: Workplace;
  readonly place: CardPlace;
  readonly how: Writing;
  readonly subject: Subject;
  readonly criterion: Criterion;
  readonly judgements: readonly Judgement[];
}

function JudgementForm({
  work,
  place,
  how,
  subject,
  criterion,
  judgements,
}: JudgementFormProps): ReactElement {
  const { notebook, keysArrive, go } = work;
  const form = useRef<HTMLDivElement>(null);
  const cell = useMemo(() => ({ subject: subject.id, criterion: criterion.id }), [subject.id, criterion.id]);
  const [draft, setDraft] = useState<Draft>(
    () => readDraft(place.id, cell) ?? emptyDraft(todayHere(new Date())),
  );
  const [hasTried, setHasTried] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const previous = useMemo(
    () => seriesByCell(judgements).get(cellKey(cell))?.at(-1) ?? null,
    [judgements, cell],
  );

  // The first choice is the rating, unless one came to look for evidence.
  useEffect(() => {
    if (how === 'plain') form.current?.querySelector<HTMLElement>('[data-field="rating"] input')?.focus();
  }, [how]);

  const change = (changes: Partial<Draft>): void => {
    keysArrive();
    const next = { ...draft, ...changes };
    setDraft(next);
    keepDraft(place.id, cell, next);
  };
  const close = (): void => go(atCell(place, cell), 'replace');
  const save = async (): Promise<void> => {
    const given = judgementOf(draft);
    setHasTried(true);
    if (given === null) {
      const [first] = problemsOf(draft);
      form.current?.querySelector<HTMLElement>(`[data-field="${first ?? ''}"] :is(input, textarea)`)?.focus();
      return;
    }
    if (isSaving) return;
    setIsSaving(true);
    const why = await keep(work, () =>
      notebook.scorecards.judge(place.id, cell.subject, cell.criterion, given),
    );
    setIsSaving(false);
    setFailure(why);
    if (why !== null) return;
    keepDraft(place.id, cell, null);
    close();
  };
  const discard = (): void => {
    keepDraft(place.id, cell, null);
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void save();
  };

  return (
    <Dialog
      isOpen
      onClose={close}
      size="large"
      title={words.title(subject.name, criterion.name)}
      aside={isBegun(draft) ? words.keep : words.notOverwriting}
      actions={
        <>
          {isBegun(draft) && (
            <Button look="plain" onPress={() => setIsDiscarding(true)}>
              {words.discard}
            </Button>
          )}
          <Button look="main" onPress={() => void save()}>
            {words.save}
          </Button>
          <Shortcut keys={words.saveKeys} />
        </>
      }
    >
      {/* Hears the keys of the fields inside before they do: Enter with Mod saves. */}
      <div ref={form} role="presentation" className={styles['form']} onKeyDownCapture={onKeyDown}>
        {failure !== null && (
          <p role="alert" className={styles['failure']}>
            {failure}
          </p>
        )}
        <JudgementFields
          criterion={criterion}
          draft={draft}
          onChange={change}
          problems={hasTried ? problemsOf(draft) : []}
        />
        <div className={styles['beside']}>
          {previous !== null && (
            <PreviousJudgement
              notebook={notebook}
              judgement={previous}
              scale={criterion.scale}
              onTake={(taken) =>
                change({
                  evidence: [
                    ...draft.evidence,
                    ...taken.filter((item) => !draft.evidence.some(({ id }) => id === item.id)),
                  ],
                })
              }
            />
          )}
          <section aria-label={words.evidence} className={styles['section']}>
            <h3>{words.evidence}</h3>
            <ChosenEvidence
              evidence={draft.evidence}
              onUnlink={(item) => change({ evidence: draft.evidence.filter((each) => each !== item) })}
            />
            <EvidenceSearch
              librarian={notebook.librarian}
              suggestion={`${subject.name} ${criterion.name}`}
              isForAgainst={how === 'against'}
              evidence={draft.evidence}
              onLink={(item) => change({ evidence: linked(draft.evidence, item) })}
              onType={keysArrive}
            />
          </section>
        </div>
      </div>
      <Confirm
        title={words.discardQuestion}
        isOpen={isDiscarding}
        confirm={words.discard}
        danger
        onConfirm={discard}
        onCancel={() => setIsDiscarding(false)}
      >
        {words.discardText}
      </Confirm>
    </Dialog>
  );
}
