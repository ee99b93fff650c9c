// "Related to this paragraph": passages near to what is being written, each a way to open it and to point at it.
import { Quote } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import type { NoteId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { IconButton } from '#ui/Button.tsx';
import { Card, PanelSection, Skeleton } from '#ui/frame.tsx';
import { Highlight } from '#ui/Highlight.tsx';
import { KindMark, WhyBadge } from '#ui/marks.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { noteWords } from '#words/notes.ts';
import { cutPassage } from './cutPassage.ts';
import { referenceTo } from './describe.ts';
import { KindLine } from './KindLine.tsx';
import { openRecord } from './openRecord.ts';
import { shownNote, useRestingParagraph } from './shownNote.ts';
import type { RelatedHit } from './useRelated.ts';
import { useRelated } from './useRelated.ts';
import styles from './panel.module.css';

const panelWords = noteWords.panel;
const restMs = 400;
const cardChars = 160;

/** A paragraph too short to say anything speaks with the note it stands in. */
const fewWords = 4;

function RelatedCard({ work, hit }: { readonly work: Workplace; readonly hit: RelatedHit }): ReactElement {
  const { described } = hit;
  // Where the meaning is near, the sentence says so; single words that happen to match would only distract.
  const words = hit.why === 'meaning' ? [] : hit.marks;
  const { text, marks } = cutPassage(hit.passage, words, hit.sentence, cardChars);
  return (
    <div className={styles['related']}>
      <Card
        head={
          <KindMark kind={hit.kind}>
            <KindLine described={described} />
          </KindMark>
        }
        end={<WhyBadge why={hit.why} />}
        onPress={() => openRecord(work, hit.kind, hit.id, { start: hit.start, end: hit.end })}
      >
        <Highlight text={text} marks={marks} />
        {hit.title !== '' && <span className={styles['from']}>{hit.title}</span>}
      </Card>
      {hit.kind !== 'judgement' && (
        <span className={styles['insert']}>
          <IconButton
            label={panelWords.insert(described.title)}
            icon={Quote}
            onPress={() => shownNote()?.insertReference(referenceTo(described))}
          />
        </span>
      )}
    </div>
  );
}

export function RelatedSection({
  work,
  id,
}: {
  readonly work: Workplace;
  readonly id: NoteId;
}): ReactElement {
  const { notebook } = work;
  const paragraph = useRestingParagraph(id, restMs);
  const readNote = useCallback(async () => {
    const note = await notebook.notes.get(id);
    return note === undefined ? '' : [note.title, note.preview].filter((part) => part !== '').join('\n');
  }, [notebook, id]);
  const beginning = valueOf(useLive(readNote, notebook.watch), '');
  const isEnough =
    paragraph.trim().split(/\s+/).length >= fewWords || /[\u3040-\u9fff\uac00-\ud7af]{4}/.test(paragraph);
  const related = useRelated(notebook, id, isEnough ? paragraph : beginning);

  return (
    <PanelSection
      title={isEnough ? panelWords.related : panelWords.relatedNote}
      {...(related.kind === 'found' && related.mode === 'words' ? { aside: panelWords.byWords } : {})}
    >
      {related.kind === 'looking' && (
        <div className={styles['hint']}>
          <Skeleton lines={4} />
        </div>
      )}
      {related.kind === 'failed' && <p className={styles['hint']}>{panelWords.relatedFailed}</p>}
      {related.kind === 'found' && related.hits.length === 0 && (
        <p className={styles['hint']}>
          {related.isIndexing
            ? panelWords.indexing
            : beginning === ''
              ? panelWords.nothingWritten
              : panelWords.nothingRelated}
        </p>
      )}
      {related.kind === 'found' &&
        related.hits.map((hit) => (
          <RelatedCard key={`${hit.kind} ${hit.id} ${hit.start}`} work={work} hit={hit} />
        ))}
    </PanelSection>
  );
}
