// "Mentioned in": the notes that point at this one. Absent while there are none.
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import type { NoteId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { PanelSection } from '#ui/frame.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { wholeNumber } from '#words/format.ts';
import { noteWords } from '#words/notes.ts';
import type { Described } from './describe.ts';
import { describe } from './describe.ts';
import { RecordCard } from './RecordCard.tsx';

const nothing: readonly Described[] = [];

export function MentionsSection({
  work,
  id,
}: {
  readonly work: Workplace;
  readonly id: NoteId;
}): ReactElement | null {
  const { notebook } = work;
  const read = useCallback(async () => {
    const links = await notebook.linksTo(id);
    const once = [...new Map(links.map((link) => [link.from, link])).values()];
    const described = await Promise.all(once.map(({ fromKind, from }) => describe(notebook, fromKind, from)));
    return described.filter(({ isGone }) => !isGone);
  }, [notebook, id]);
  const mentions = valueOf(useLive(read, notebook.watch), nothing);
  if (mentions.length === 0) return null;
  return (
    <PanelSection title={noteWords.panel.mentions} aside={wholeNumber(mentions.length)}>
      {mentions.map((described) => (
        <RecordCard key={described.id} work={work} described={described} />
      ))}
    </PanelSection>
  );
}
