// What cites a source or an excerpt: notes and judgements, by their titles.
import type { ReactElement } from 'react';
import { useCallback, useMemo } from 'react';
import type { ReferenceKind } from '#domain/document.ts';
import type { Link } from '#domain/link.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { placeOf } from '#notebook/place.ts';
import { titleOf } from '#notebook/trash.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Card, PanelSection } from '#ui/frame.tsx';
import { KindMark } from '#ui/marks.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { excerptWords, sourceWords } from '#words/sources.ts';
import { watchFor } from './changes.ts';
import styles from './sources.module.css';

interface Citing {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly title: string;
}

export interface CitedInProps {
  readonly work: Workplace;
  /** What is cited: a source with its excerpts, or one excerpt. Must be stable. */
  readonly ids: readonly string[];
}

const none: readonly Citing[] = [];

export function CitedIn({ work, ids }: CitedInProps): ReactElement {
  const { notebook, go, tell } = work;
  const read = useCallback(() => citingAny(notebook, ids), [notebook, ids]);
  const watch = useMemo(
    () => watchFor(notebook, ({ kind }) => kind === 'link' || kind === 'note' || kind === 'judgement'),
    [notebook],
  );
  const citing = valueOf(useLive(read, watch), none);
  const open = async ({ kind, id }: Citing): Promise<void> => {
    const place = await placeOf(notebook.parts.store, kind, id);
    if (place) go(place);
    else tell({ text: sourceWords.notSaved.gone, look: 'bad' });
  };
  const words = excerptWords.cited;
  return (
    <PanelSection
      title={words.title}
      {...(citing.length > 0 ? { aside: sourceWords.total(citing.length) } : {})}
    >
      {citing.length === 0 && <p className={styles['nothing']}>{words.nowhere}</p>}
      {citing.map((each) => (
        <Card key={each.id} head={<KindMark kind={each.kind} />} onPress={() => void open(each)}>
          {each.title === '' ? words.untitled : each.title}
        </Card>
      ))}
    </PanelSection>
  );
}

async function citingAny(notebook: Notebook, ids: readonly string[]): Promise<readonly Citing[]> {
  const links = (await Promise.all(ids.map((id) => notebook.linksTo(id)))).flat();
  const from = new Map(links.map((link): [string, Link] => [link.from, link]));
  const found = await Promise.all([...from.values()].map((link) => citingOf(notebook, link)));
  return found.filter((each) => each !== null).toSorted((a, b) => a.title.localeCompare(b.title));
}

/** Null for what is in the trash or gone. */
async function citingOf(
  { parts }: Notebook,
  { fromKind: kind, from: id }: Pick<Link, 'fromKind' | 'from'>,
): Promise<Citing | null> {
  const record = await parts.door.latest(kind, id);
  return record === undefined || record.deletedAt !== undefined ? null : { kind, id, title: titleOf(record) };
}
