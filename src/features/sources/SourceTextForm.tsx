// The text of a source, typed or pasted as plain paragraphs: a first one, or one in place of what was typed before.
import type { KeyboardEvent, ReactElement } from 'react';
import { useId, useState } from 'react';
import type { Document } from '#domain/document.ts';
import type { SourceId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Banner } from '#ui/frame.tsx';
import { TextArea } from '#ui/TextArea.tsx';
import { sourceWords } from '#words/sources.ts';
import { whyNotSaved } from './notSaved.ts';
import type { Desk } from './desk.ts';
import { documentOf, editedText } from './sourceDraft.ts';

const words = sourceWords.textForm;

export interface SourceTextFormProps {
  readonly work: Workplace;
  readonly desk: Desk;
  readonly source: SourceId;
  /** Null where no text is known yet. */
  readonly before: Document | null;
}

export function SourceTextForm({ work, desk, source, before }: SourceTextFormProps): ReactElement {
  const shelf = desk.typedText(source);
  const [text, setText] = useState(() => shelf.take() ?? (before === null ? '' : editedText(before)));
  const [failure, setFailure] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const formId = useId();

  const submit = async (): Promise<void> => {
    if (isSaving) return;
    const document = documentOf(text);
    if (document === null) {
      setMissing(true);
      return;
    }
    setSaving(true);
    const why = await save(work, source, document, before);
    setFailure(why);
    setSaving(false);
    if (why !== null) return;
    shelf.clear();
    desk.close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };

  return (
    <Dialog
      title={before === null ? words.addTitle : words.replaceTitle}
      isOpen
      size="large"
      isDismissable={false}
      onClose={desk.close}
      actions={
        <>
          <Button
            onPress={() => {
              shelf.clear();
              desk.close();
            }}
          >
            {words.cancel}
          </Button>
          <Button look="main" type="submit" form={formId} isDisabled={isSaving}>
            {before === null ? words.add : words.replace}
          </Button>
        </>
      }
    >
      {failure !== null && <Banner look="bad">{failure}</Banner>}
      {/* Ctrl or Cmd with Enter saves, as the button does. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        id={formId}
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextArea
          label={words.text}
          hint={before === null ? words.hint : `${words.hint} ${words.excerptsHint}`}
          error={isMissing ? words.missing : undefined}
          serif
          rows={18}
          value={text}
          onChange={(next) => {
            setText(next);
            setMissing(false);
            shelf.keep(next);
          }}
          // The dialog opens to be written in.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
      </form>
    </Dialog>
  );
}

/** Null when it was saved; a text that was replaced can be had back. */
async function save(
  { notebook, tell }: Workplace,
  source: SourceId,
  document: Document,
  before: Document | null,
): Promise<string | null> {
  const why = whyNotSaved(await notebook.sources.save(source, { document }));
  if (why !== null || before === null) return why;
  const putBack = async (): Promise<void> => {
    const failed = whyNotSaved(await notebook.sources.save(source, { document: before }));
    if (failed !== null) tell({ text: failed, look: 'bad' });
  };
  tell({ text: words.replaced, action: { label: words.undo, perform: () => void putBack() } });
  return null;
}
