// What speaks for a judgement and what speaks against it; the slot against is there even when it is empty.
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Judgement, Stance } from '#domain/judgement.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { placeOf } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { classes } from '#ui/classes.ts';
import { Banner, Skeleton } from '#ui/frame.tsx';
import { Badge, KindMark } from '#ui/marks.tsx';
import { useLive } from '#ui/useLive.ts';
import { scorecardWords } from '#words/scorecards.ts';
import type { EvidenceState } from './evidenceState.ts';
import type { EvidenceItem } from './readEvidence.ts';
import { readEvidence } from './readEvidence.ts';
import styles from './panel.module.css';

const words = scorecardWords.panel;

function watchEvidence(notebook: Notebook, changed: () => void): () => void {
  return notebook.watch(({ touched }) => {
    if (touched.some(({ kind }) => kind === 'excerpt' || kind === 'note' || kind === 'source')) changed();
  });
}

export interface EvidenceSlotsProps {
  readonly work: Workplace;
  readonly judgement: Judgement;
  /** Starts the search for what speaks against it. */
  readonly onLook: () => void;
}

export function EvidenceSlots({ work, judgement, onLook }: EvidenceSlotsProps): ReactElement {
  const { notebook } = work;
  const { evidence } = judgement;
  const read = useCallback(() => readEvidence(notebook, evidence), [notebook, evidence]);
  const watch = useCallback((changed: () => void) => watchEvidence(notebook, changed), [notebook]);
  const live = useLive(read, watch);
  if (live.kind === 'failed') return <Banner look="bad">{words.failed(live.why)}</Banner>;
  if (live.kind === 'reading')
    return (
      <div className={styles['slots']}>
        <Skeleton lines={4} />
      </div>
    );
  const of = (stance: Stance): readonly EvidenceItem[] =>
    live.value.filter((item) => item.evidence.stance === stance);
  const context = of('context');
  return (
    <div className={styles['slots']}>
      <Slot stance="supports" items={of('supports')} work={work} />
      <Slot stance="contradicts" items={of('contradicts')} work={work} onLook={onLook} />
      {context.length > 0 && <Slot stance="context" items={context} work={work} />}
    </div>
  );
}

function Slot({
  stance,
  items,
  work,
  onLook,
}: {
  readonly stance: Stance;
  readonly items: readonly EvidenceItem[];
  readonly work: Workplace;
  readonly onLook?: () => void;
}): ReactElement {
  return (
    <section className={styles['slot']}>
      <h3 className={classes(styles['stance'], styles[stance])}>{words[stance](items.length)}</h3>
      {items.length === 0 && (
        <p className={styles['quiet']}>
          {words.nothingLinked}{' '}
          {onLook && (
            <AriaButton className={styles['look'] ?? ''} onPress={onLook}>
              {words.lookForIt}
            </AriaButton>
          )}
        </p>
      )}
      {items.map((item) => (
        <EvidenceCard key={`${item.evidence.kind} ${item.evidence.id}`} work={work} item={item} />
      ))}
    </section>
  );
}

const notices: Readonly<Record<Exclude<EvidenceState, 'same'>, { text: string; look: 'warn' | 'plain' }>> = {
  'quotation changed': { text: words.quotationChanged, look: 'warn' },
  edited: { text: words.edited, look: 'plain' },
  deleted: { text: words.deleted, look: 'warn' },
  gone: { text: words.gone, look: 'warn' },
};

function EvidenceCard({
  work,
  item,
}: {
  readonly work: Workplace;
  readonly item: EvidenceItem;
}): ReactElement {
  const { evidence, state, title, text } = item;
  const open = (): void => {
    placeOf(work.notebook.parts.store, evidence.kind, evidence.id).then(
      (place) => (place === null ? undefined : work.go(place)),
      (error: unknown) => work.tell({ text: words.failed(String(error)), look: 'bad' }),
    );
  };
  const notice = state === 'same' ? null : notices[state];
  return (
    <AriaButton className={styles['evidence'] ?? ''} isDisabled={state === 'gone'} onPress={open}>
      <span className={styles['evidenceTitle']}>
        <KindMark kind={evidence.kind}>{title}</KindMark>
      </span>
      {text !== '' && (
        <span className={evidence.kind === 'excerpt' ? styles['quotation'] : styles['preview']}>{text}</span>
      )}
      {notice !== null && (
        <span className={styles['notice']}>
          <Badge look={notice.look}>{notice.text}</Badge>
        </span>
      )}
    </AriaButton>
  );
}
