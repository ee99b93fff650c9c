// The form of an excerpt: one selected in the text, one typed in, or one that exists.
import type { KeyboardEvent, ReactElement } from 'react';
import { useId, useState } from 'react';
import type { Credibility } from '#domain/excerpt.ts';
import { credibilities } from '#domain/excerpt.ts';
import { parseTag } from '#domain/record.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Banner } from '#ui/frame.tsx';
import { Select } from '#ui/Select.tsx';
import { TagField } from '#ui/TagField.tsx';
import { TextArea } from '#ui/TextArea.tsx';
import { TextField } from '#ui/TextField.tsx';
import { excerptWords } from '#words/sources.ts';
import type { ExcerptDraft } from './excerptDraft.ts';
import { mostQuoted } from './excerptDraft.ts';
import styles from './sources.module.css';
import { useKnownTags } from './useKnownTags.ts';

const words = excerptWords.form;

export interface ExcerptFormProps {
  readonly work: Workplace;
  readonly title: string;
  readonly save: string;
  readonly start: ExcerptDraft;
  /** The quotation is written here, not taken from the text. */
  readonly isTyped?: boolean;
  readonly onChange?: (draft: ExcerptDraft) => void;
  /** Resolves to why it was not saved, or null. */
  readonly onSave: (draft: ExcerptDraft) => Promise<string | null>;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

const gradeOptions: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'none', label: excerptWords.noCredibility },
  ...credibilities.map((value) => ({ value: String(value), label: excerptWords.credibility[value] })),
];

export function ExcerptForm(props: ExcerptFormProps): ReactElement {
  const { work, title, save, start, isTyped = false, onChange, onSave, onCancel, onClose } = props;
  const [draft, setDraft] = useState(start);
  const [failure, setFailure] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const formId = useId();
  const known = useKnownTags(work.notebook);

  const change = (part: Partial<ExcerptDraft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    setMissing(false);
    onChange?.(next);
  };
  const submit = async (): Promise<void> => {
    if (isSaving) return;
    if (draft.quotation.trim() === '') {
      setMissing(true);
      return;
    }
    setSaving(true);
    setFailure(await onSave(draft));
    setSaving(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  const tooLong = draft.quotation.length > mostQuoted ? words.quotationTooLong(mostQuoted) : undefined;

  return (
    <Dialog
      title={title}
      isOpen
      isDismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onCancel}>{words.cancel}</Button>
          <Button look="main" type="submit" form={formId} isDisabled={isSaving || tooLong !== undefined}>
            {save}
          </Button>
        </>
      }
    >
      {failure !== null && <Banner look="bad">{failure}</Banner>}
      {/* Ctrl or Cmd with Enter saves from any field, as the button does. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        id={formId}
        noValidate
        className={styles['form']}
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className={styles['wide']}>
          {isTyped ? (
            <TextArea
              label={words.quotation}
              hint={words.quotationHint}
              error={isMissing ? words.quotationMissing : tooLong}
              serif
              rows={4}
              value={draft.quotation}
              onChange={(quotation) => change({ quotation })}
              // eslint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
            />
          ) : (
            <>
              <blockquote className={styles['preview']}>{draft.quotation}</blockquote>
              {tooLong !== undefined && <p className={styles['wrong']}>{tooLong}</p>}
            </>
          )}
        </div>
        <TextField
          label={words.page}
          maxLength={60}
          value={draft.page}
          onChange={(page) => change({ page })}
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={!isTyped}
        />
        <TextField
          label={words.timestamp}
          hint={words.timestampHint}
          maxLength={30}
          value={draft.timestamp}
          onChange={(timestamp) => change({ timestamp })}
        />
        <div className={styles['wide']}>
          <TextArea
            label={words.comment}
            rows={3}
            maxLength={20_000}
            value={draft.comment}
            onChange={(comment) => change({ comment })}
          />
        </div>
        <Select
          label={words.credibility}
          options={gradeOptions}
          value={draft.credibility === null ? 'none' : String(draft.credibility)}
          onChange={(value) => change({ credibility: credibilityNamed(value) })}
        />
        <div className={styles['labelled']}>
          <span className={styles['label']}>{words.tags}</span>
          <TagField
            label={words.tags}
            tags={draft.tags}
            onChange={(tags) => change({ tags })}
            known={known}
            parse={parseTag}
          />
        </div>
      </form>
    </Dialog>
  );
}

function credibilityNamed(value: string): Credibility | null {
  return credibilities.find((each) => String(each) === value) ?? null;
}
