// The dialog that lies open on the desk, if any.
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import type { ExcerptId, SourceId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { useLive } from '#ui/useLive.ts';
import { excerptWords, sourceWords } from '#words/sources.ts';
import { whyNotSaved } from './notSaved.ts';
import { ExcerptForm } from './ExcerptForm.tsx';
import type { Desk, Selected } from './desk.ts';
import type { ExcerptDraft } from './excerptDraft.ts';
import { detailsOf, draftOfExcerpt, editOf, isEmptyDraft, newExcerptDraft } from './excerptDraft.ts';
import { quoteSelected } from './quote.ts';
import { SourceForm } from './SourceForm.tsx';
import { SourceTextForm } from './SourceTextForm.tsx';
import { useDesk } from './useDesk.ts';

const words = excerptWords.form;

export function OpenedDialog({ work }: { readonly work: Workplace }): ReactElement | null {
  const { desk, state } = useDesk(work.notebook);
  const { opened } = state;
  switch (opened.kind) {
    case 'nothing':
      return null;
    case 'new source':
      return <SourceForm work={work} desk={desk} />;
    case 'edit source':
      return <EditSource key={opened.id} work={work} desk={desk} id={opened.id} />;
    case 'source text':
      return <SourceText key={opened.id} work={work} desk={desk} id={opened.id} />;
    case 'select excerpt':
      return <SelectExcerpt work={work} desk={desk} source={opened.source} selected={opened} />;
    case 'type excerpt':
      return <TypeExcerpt work={work} desk={desk} source={opened.source} />;
    case 'edit excerpt':
      return <EditExcerpt key={opened.id} work={work} desk={desk} id={opened.id} />;
  }
}

interface Given {
  readonly work: Workplace;
  readonly desk: Desk;
}

/** A form is filled once: what changes elsewhere while it is open must not change what is being typed. */
const never = (): (() => void) => () => undefined;

function EditSource({ work, desk, id }: Given & { readonly id: SourceId }): ReactElement | null {
  const { notebook } = work;
  const live = useLive(
    useCallback(() => notebook.sources.get(id), [notebook, id]),
    never,
  );
  return live.kind === 'there' && live.value ? (
    <SourceForm work={work} desk={desk} source={live.value} />
  ) : null;
}

function SourceText({ work, desk, id }: Given & { readonly id: SourceId }): ReactElement | null {
  const { notebook } = work;
  const live = useLive(
    useCallback(() => notebook.sources.document(id), [notebook, id]),
    never,
  );
  return live.kind === 'there' ? (
    <SourceTextForm work={work} desk={desk} source={id} before={live.value} />
  ) : null;
}

function SelectExcerpt({
  work,
  desk,
  source,
  selected,
}: Given & { readonly source: SourceId; readonly selected: Selected }): ReactElement {
  const save = async (draft: ExcerptDraft): Promise<string | null> => {
    const saved = await quoteSelected(work.notebook, source, selected, draft);
    if (saved.kind === 'moved') return sourceWords.notSaved.moved;
    if (saved.kind !== 'saved') return whyNotSaved(saved);
    document.getSelection()?.removeAllRanges();
    desk.close();
    desk.show(saved.record.id, 'text');
    return null;
  };
  return (
    <ExcerptForm
      work={work}
      title={words.selectTitle}
      save={words.make}
      start={newExcerptDraft(selected.quotation)}
      onSave={save}
      onCancel={desk.close}
      onClose={desk.close}
    />
  );
}

function TypeExcerpt({ work, desk, source }: Given & { readonly source: SourceId }): ReactElement {
  const shelf = desk.typedExcerpt(source);
  const save = async (draft: ExcerptDraft): Promise<string | null> => {
    const saved = await work.notebook.excerpts.type(source, draft.quotation.trim(), detailsOf(draft));
    if (saved.kind !== 'saved') return whyNotSaved(saved);
    shelf.clear();
    desk.close();
    desk.show(saved.record.id, 'text');
    return null;
  };
  return (
    <ExcerptForm
      work={work}
      title={words.typeTitle}
      save={words.make}
      start={shelf.take() ?? newExcerptDraft('')}
      isTyped
      onChange={(draft) => (isEmptyDraft(draft) ? shelf.clear() : shelf.keep(draft))}
      onSave={save}
      onCancel={() => {
        shelf.clear();
        desk.close();
      }}
      onClose={desk.close}
    />
  );
}

function EditExcerpt({ work, desk, id }: Given & { readonly id: ExcerptId }): ReactElement | null {
  const { notebook } = work;
  const live = useLive(
    useCallback(() => notebook.excerpts.get(id), [notebook, id]),
    never,
  );
  if (live.kind !== 'there' || !live.value) return null;
  const save = async (draft: ExcerptDraft): Promise<string | null> => {
    const saved = await notebook.excerpts.save(id, editOf(draft));
    if (saved.kind !== 'saved') return whyNotSaved(saved);
    desk.close();
    return null;
  };
  return (
    <ExcerptForm
      work={work}
      title={words.editTitle}
      save={words.save}
      start={draftOfExcerpt(live.value)}
      onSave={save}
      onCancel={desk.close}
      onClose={desk.close}
    />
  );
}
