// Names a row or a column; for a criterion also what it means, and the scale it is judged on.
import type { ReactElement } from 'react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { Criterion, Scale, Subject } from '#domain/scorecard.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { TextArea } from '#ui/TextArea.tsx';
import { TextField } from '#ui/TextField.tsx';
import { wholeNumber } from '#words/format.ts';
import { scorecardWords } from '#words/scorecards.ts';
import styles from './card.module.css';

const words = scorecardWords.parts;

export type EditedPart =
  | { readonly kind: 'subject'; readonly part: Subject }
  | { readonly kind: 'criterion'; readonly part: Criterion; readonly isRated: boolean };

export interface PartDialogProps {
  readonly edited: EditedPart;
  readonly onClose: () => void;
  /** Resolves to null when it was saved, otherwise to why not. */
  readonly onSave: (edited: EditedPart) => Promise<string | null>;
}

const stepChoices = { '3': 3, '5': 5, '7': 7 } as const satisfies Record<string, Scale['steps']>;
const stepNames = ['3', '5', '7'] as const;

export function PartDialog({ edited, onClose, onSave }: PartDialogProps): ReactElement {
  const [name, setName] = useState(edited.part.name);
  const criterion = edited.kind === 'criterion' ? edited.part : null;
  const [description, setDescription] = useState(criterion?.description ?? '');
  const [scale, setScale] = useState<Scale>(criterion?.scale ?? { steps: 5, low: '', high: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const isNameless = name.trim() === '';

  const save = async (): Promise<void> => {
    if (isNameless) return;
    const trimmed = { ...scale, low: scale.low.trim(), high: scale.high.trim() };
    const next: EditedPart =
      edited.kind === 'subject'
        ? { kind: 'subject', part: { ...edited.part, name: name.trim() } }
        : {
            ...edited,
            part: { ...edited.part, name: name.trim(), description: description.trim(), scale: trimmed },
          };
    const why = await onSave(next);
    if (why === null) onClose();
    else setProblem(why);
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      size={criterion ? 'medium' : 'small'}
      title={criterion ? words.criterion : words.subject}
      actions={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button look="main" onPress={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={words.name}
          value={name}
          onChange={setName}
          maxLength={300}
          error={isNameless ? words.nameMissing : undefined}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- The dialog was opened to type here.
          autoFocus
        />
        {criterion && edited.kind === 'criterion' && (
          <>
            <TextArea
              label={words.description}
              placeholder={words.descriptionHint}
              rows={3}
              maxLength={5000}
              value={description}
              onChange={setDescription}
            />
            <div>
              <Segmented
                label={words.steps}
                showLabel
                isDisabled={edited.isRated}
                segments={stepNames.map((value) => ({ value, label: wholeNumber(Number(value)) }))}
                value={stepNames.find((value) => stepChoices[value] === scale.steps) ?? null}
                onChange={(value) => setScale({ ...scale, steps: stepChoices[value] })}
              />
              {edited.isRated && <p className={styles['hint']}>{words.stepsFixed}</p>}
            </div>
            <TextField
              label={words.low}
              maxLength={200}
              value={scale.low}
              onChange={(low) => setScale({ ...scale, low })}
            />
            <TextField
              label={words.high}
              maxLength={200}
              value={scale.high}
              onChange={(high) => setScale({ ...scale, high })}
            />
            {/* Enter in any of the lines saves: a form with several needs a button for that. */}
            <button type="submit" hidden />
          </>
        )}
        {problem !== null && (
          <p role="alert" className={styles['problem']}>
            {problem}
          </p>
        )}
      </Form>
    </Dialog>
  );
}
