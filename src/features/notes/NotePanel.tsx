// The panel beside a note: what is near to the paragraph being written, what the note points at, what points at it.
import type { ReactElement } from 'react';
import type { NoteId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { EvidenceSection } from './EvidenceSection.tsx';
import { MentionsSection } from './MentionsSection.tsx';
import { RelatedSection } from './RelatedSection.tsx';
import styles from './panel.module.css';

export function NotePanel({ work, id }: { readonly work: Workplace; readonly id: NoteId }): ReactElement {
  return (
    <div className={styles['panel']}>
      <RelatedSection key={`related ${id}`} work={work} id={id} />
      <EvidenceSection key={`evidence ${id}`} work={work} id={id} />
      <MentionsSection key={`mentions ${id}`} work={work} id={id} />
    </div>
  );
}
