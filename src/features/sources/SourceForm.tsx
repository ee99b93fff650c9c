// The form of a source, for a new one and for the details of one that exists.
import type { ReactElement, SubmitEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Source } from '#domain/source.ts';
import { nameText, parseDate, parseNames, reliabilities } from '#domain/source.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Banner } from '#ui/frame.tsx';
import { Select } from '#ui/Select.tsx';
import { TextArea } from '#ui/TextArea.tsx';
import { TextField } from '#ui/TextField.tsx';
import { listed } from '#words/format.ts';
import { sourceWords } from '#words/sources.ts';
import { dateInWords, languageName } from './byline.ts';
import { whyNotSaved } from './notSaved.ts';
import type { Desk } from './desk.ts';
import type { DraftErrors, ReadDraft, SourceDraft } from './sourceDraft.ts';
import { draftOf, emptyDraft, readDraft } from './sourceDraft.ts';
import styles from './sources.module.css';

const words = sourceWords.form;

export interface SourceFormProps {
  readonly work: Workplace;
  readonly desk: Desk;
  /** Absent for a new source. */
  readonly source?: Source;
}

export function SourceForm({ work, desk, source }: SourceFormProps): ReactElement {
  const [draft, setDraft] = useState(
    () => (source === undefined ? desk.newSource.take() : draftOf(source)) ?? emptyDraft,
  );
  const [errors, setErrors] = useState<DraftErrors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();

  const change = (part: Partial<SourceDraft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    if (source === undefined) desk.newSource.keep(next);
    const changed = new Set(Object.keys(part));
    setErrors(Object.fromEntries(Object.entries(errors).filter(([field]) => !changed.has(field))));
  };
  const cancel = (): void => {
    if (source === undefined) desk.newSource.clear();
    desk.close();
  };
  const submit = async (): Promise<void> => {
    const read = readDraft(draft, source);
    if (read.kind === 'wrong') {
      setErrors(read.errors);
      return;
    }
    setSaving(true);
    setFailure(await save(work, desk, read, source));
    setSaving(false);
  };

  // What is wrong is where the person is taken to.
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  return (
    <Dialog
      title={source === undefined ? words.newTitle : words.editTitle}
      isOpen
      isDismissable={false}
      onClose={desk.close}
      actions={
        <>
          <Button onPress={cancel}>{words.cancel}</Button>
          <Button look="main" type="submit" form={formId} isDisabled={isSaving}>
            {source === undefined ? words.create : words.save}
          </Button>
        </>
      }
    >
      {failure !== null && <Banner look="bad">{failure}</Banner>}
      <form
        ref={form}
        id={formId}
        noValidate
        className={styles['form']}
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Fields draft={draft} errors={errors} change={change} isNew={source === undefined} />
      </form>
    </Dialog>
  );
}

/** Null when it was saved; the dialog is then closed and the source shown. */
async function save(
  { notebook, go, place }: Workplace,
  desk: Desk,
  { csl, reliability, confidentiality, document }: ReadDraft & { readonly kind: 'read' },
  source: Source | undefined,
): Promise<string | null> {
  const saved =
    source === undefined
      ? await notebook.sources.create({
          csl,
          confidentiality,
          ...(reliability === null ? {} : { reliability }),
          ...(document === null ? {} : { document }),
          ...(place.view === 'sources' && place.tag !== undefined ? { tags: [place.tag] } : {}),
        })
      : await notebook.sources.save(source.id, {
          csl: { ...csl, id: source.csl.id },
          confidentiality,
          reliability,
        });
  if (saved.kind !== 'saved') return whyNotSaved(saved);
  desk.close();
  if (source !== undefined) return null;
  desk.newSource.clear();
  const tag = place.view === 'sources' ? place.tag : undefined;
  go({ view: 'sources', id: saved.record.id, ...(tag === undefined ? {} : { tag }) });
  return null;
}

interface FieldsProps {
  readonly draft: SourceDraft;
  readonly errors: DraftErrors;
  readonly change: (part: Partial<SourceDraft>) => void;
  readonly isNew: boolean;
}

const reliabilityOptions = [
  { value: 'none', label: sourceWords.noReliability },
  ...reliabilities.map((value) => ({ value, label: sourceWords.reliability[value] })),
] as const;

const confidentialityOptions = (['public', 'on background', 'off the record', 'embargoed'] as const).map(
  (value) => ({ value, label: sourceWords.confidentiality[value] }),
);

function Fields({ draft, errors, change, isNew }: FieldsProps): ReactElement {
  const line = (
    field: keyof SourceDraft &
      (
        | 'title'
        | 'authors'
        | 'publisher'
        | 'container'
        | 'date'
        | 'url'
        | 'doi'
        | 'language'
        | 'pages'
        | 'alias'
        | 'until'
      ),
    label: string,
    hint?: string,
  ): ReactElement => (
    <TextField
      label={label}
      {...(hint === undefined ? {} : { hint })}
      error={errors[field]}
      value={draft[field]}
      onChange={(value) => change({ [field]: value })}
    />
  );
  return (
    <>
      <div className={styles['wide']}>
        <TextField
          label={words.title}
          error={errors.title}
          value={draft.title}
          onChange={(title) => change({ title })}
          // The dialog opens to be written in, and this is where it begins.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
      </div>
      <div className={styles['wide']}>{line('authors', words.authors, authorsHint(draft.authors))}</div>
      <Select
        label={words.type}
        options={typeOptions(draft.type)}
        value={draft.type}
        onChange={(type) => change({ type })}
      />
      {line('date', words.date, dateHint(draft.date))}
      {line('container', words.container, words.containerHint)}
      {line('publisher', words.publisher)}
      <div className={styles['wide']}>{line('url', words.url)}</div>
      {isNew && (
        <div className={styles['wide']}>
          <TextArea
            label={words.text}
            hint={words.textHint}
            serif
            rows={6}
            value={draft.text}
            onChange={(text) => change({ text })}
          />
        </div>
      )}
      {line('doi', words.doi)}
      {line('pages', words.pages)}
      {line('language', words.language, languageName(draft.language.trim()) ?? words.languageHint)}
      <Select
        label={words.reliability}
        options={reliabilityOptions}
        value={draft.reliability ?? 'none'}
        onChange={(value) => change({ reliability: value === 'none' ? null : value })}
      />
      <Select
        label={words.confidentiality}
        options={confidentialityOptions}
        value={draft.confidentiality}
        onChange={(confidentiality) => change({ confidentiality })}
      />
      {draft.confidentiality === 'on background' && line('alias', words.alias, words.aliasHint)}
      {draft.confidentiality === 'embargoed' && line('until', words.until, words.dateHint)}
    </>
  );
}

function typeOptions(type: string): readonly { readonly value: string; readonly label: string }[] {
  const known = Object.entries(sourceWords.types).map(([value, label]) => ({ value, label }));
  const isKnown = known.some(({ value }) => value === type);
  return isKnown ? known : [{ value: type, label: sourceWords.otherType(type) }, ...known];
}

function authorsHint(line: string): string {
  const names = parseNames(line).map(nameText);
  return names.length === 0 ? words.authorsHint : words.readAs(listed(names));
}

function dateHint(given: string): string {
  const date = parseDate(given);
  if (date === undefined) return words.dateHint;
  return date['date-parts'] === undefined ? words.dateKept : words.dateRead(dateInWords(date));
}
