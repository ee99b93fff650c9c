// Beside a source: the excerpts taken from it, along its text, and what cites them.
import { Quote } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback, useMemo } from 'react';
import type { SourceId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { PanelSection, Skeleton } from '#ui/frame.tsx';
import { useLive } from '#ui/useLive.ts';
import { excerptWords, sourceWords } from '#words/sources.ts';
import { CitedIn } from './CitedIn.tsx';
import { ExcerptCard } from './ExcerptCard.tsx';
import { watchFor } from './changes.ts';
import { deskOf } from './desk.ts';
import { alongTheText } from './order.ts';
import styles from './sources.module.css';

const words = excerptWords.panel;

export interface SourcePanelProps {
  readonly work: Workplace;
  readonly id: SourceId;
}

export function SourcePanel({ work, id }: SourcePanelProps): ReactElement {
  const { notebook } = work;
  const read = useCallback(async () => {
    const [source, excerpts] = await Promise.all([notebook.sources.get(id), notebook.excerpts.of(id)]);
    return { source, excerpts: alongTheText(excerpts) };
  }, [notebook, id]);
  const watch = useMemo(
    () =>
      watchFor(
        notebook,
        (touched) => touched.kind === 'excerpt' || (touched.kind === 'source' && touched.id === id),
      ),
    [notebook, id],
  );
  const live = useLive(read, watch);
  const excerpts = live.kind === 'there' ? live.value.excerpts : null;
  const ids = useMemo(() => [id, ...(excerpts ?? []).map((excerpt) => excerpt.id)], [id, excerpts]);
  if (live.kind !== 'there' || excerpts === null)
    return (
      <PanelSection title={words.title}>
        <div className={styles['waiting']}>
          <Skeleton lines={4} />
        </div>
      </PanelSection>
    );
  const { source } = live.value;
  if (!source) return <></>;
  return (
    <div className={styles['panel']}>
      <PanelSection
        title={words.title}
        {...(excerpts.length > 0 ? { aside: sourceWords.total(excerpts.length) } : {})}
      >
        {excerpts.length === 0 && <p className={styles['nothing']}>{words.empty}</p>}
        {excerpts.map((excerpt) => (
          <ExcerptCard key={excerpt.id} work={work} source={source} excerpt={excerpt} />
        ))}
        <div className={styles['panelAction']}>
          <Button
            look="plain"
            icon={Quote}
            onPress={() => deskOf(notebook).open({ kind: 'type excerpt', source: id })}
          >
            {words.type}
          </Button>
        </div>
      </PanelSection>
      <CitedIn work={work} ids={ids} />
    </div>
  );
}
