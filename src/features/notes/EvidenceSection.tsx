// "Evidence in this note": everything the note points at, excerpts first, with what was deleted marked.
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import type { ReferenceKind } from '#domain/document.ts';
import type { NoteId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { PanelSection } from '#ui/frame.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { wholeNumber } from '#words/format.ts';
import { noteWords } from '#words/notes.ts';
import type { Described } from './describe.ts';
import { describe } from './describe.ts';
import { RecordCard } from './RecordCard.tsx';
import styles from './panel.module.css';

const words = noteWords.panel;
const order: readonly ReferenceKind[] = ['excerpt', 'source', 'judgement', 'scorecard', 'note'];
const nothing: readonly Described[] = [];

export function EvidenceSection({
  work,
  id,
}: {
  readonly work: Workplace;
  readonly id: NoteId;
}): ReactElement {
  const { notebook } = work;
  const read = useCallback(async () => {
    const links = await notebook.linksFrom(id);
    const once = [...new Map(links.map((link) => [link.to, link])).values()];
    const described = await Promise.all(once.map(({ toKind, to }) => describe(notebook, toKind, to)));
    return described.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  }, [notebook, id]);
  const evidence = valueOf(useLive(read, notebook.watch), nothing);
  return (
    <PanelSection
      title={words.evidence}
      {...(evidence.length > 0 ? { aside: wholeNumber(evidence.length) } : {})}
    >
      {evidence.length === 0 && <p className={styles['hint']}>{words.noEvidence}</p>}
      {evidence.map((described) => (
        <RecordCard key={described.id} work={work} described={described} />
      ))}
    </PanelSection>
  );
}
