// An excerpt in the panel: the words, where they stand, what was thought of them, and what can be done.
import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Excerpt } from '#domain/excerpt.ts';
import type { Source } from '#domain/source.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { IconButton } from '#ui/Button.tsx';
import type { MenuEntry } from '#ui/Menu.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { TagChip } from '#ui/TagField.tsx';
import { classes } from '#ui/classes.ts';
import { Card } from '#ui/frame.tsx';
import { Badge, KindMark } from '#ui/marks.tsx';
import { excerptWords } from '#words/sources.ts';
import { citedQuotation, locatorText } from './byline.ts';
import type { Shown } from './desk.ts';
import { useDesk } from './useDesk.ts';
import styles from './sources.module.css';

/** What can be done with an excerpt, wherever it is shown. */
export function excerptEntries(
  work: Workplace,
  excerpt: Excerpt,
  source: Source | undefined,
  edit: () => void,
): readonly MenuEntry[] {
  const words = excerptWords.menu;
  const { id } = excerpt;
  return [
    { kind: 'item', id: 'edit', label: words.edit, icon: Pencil, perform: edit },
    {
      kind: 'item',
      id: 'copy',
      label: words.copy,
      icon: Copy,
      perform: () => void work.surroundings.copyText(citedQuotation(excerpt, source)),
    },
    { kind: 'separator' },
    {
      kind: 'item',
      id: 'delete',
      label: words.remove,
      icon: Trash2,
      isDanger: true,
      perform: () => void work.remove([{ kind: 'excerpt', id }]),
    },
  ];
}

export interface ExcerptCardProps {
  readonly work: Workplace;
  readonly source: Source;
  readonly excerpt: Excerpt;
}

export function ExcerptCard({ work, source, excerpt }: ExcerptCardProps): ReactElement {
  const { desk, state } = useDesk(work.notebook);
  const { id, anchor, comment, credibility, tags } = excerpt;
  const card = useRef<HTMLDivElement>(null);
  const { shown } = state;
  const isShown = shown?.id === id;
  useScrollTo(card, isShown ? shown : null);

  const words = excerptWords.panel;
  const edit = (): void => desk.open({ kind: 'edit excerpt', id });
  const quotation = <span className={styles['quotation']}>{excerpt.quotation}</span>;
  const locator = locatorText(excerpt);
  return (
    <div ref={card} className={classes(styles['excerptCard'], isShown && styles['isShown'])}>
      <Card
        head={<KindMark kind="excerpt">{locator === '' ? undefined : locator}</KindMark>}
        end={
          <>
            {anchor.kind === 'needs review' && (
              <Badge look="warn" title={excerptWords.state['needs review']}>
                {excerptWords.needsReview}
              </Badge>
            )}
            {anchor.kind === 'typed' && source.readable && (
              <Badge title={excerptWords.state.typed}>{excerptWords.typedIn}</Badge>
            )}
            <span className={styles['cardMenu']}>
              <MenuButton
                label={words.more}
                placement="bottom end"
                trigger={<IconButton label={words.more} icon={Ellipsis} />}
                entries={excerptEntries(work, excerpt, source, edit)}
              />
            </span>
          </>
        }
      >
        {anchor.kind === 'anchored' ? (
          <AriaButton
            className={styles['quote'] ?? ''}
            aria-label={`${words.show}: ${excerpt.quotation.slice(0, 200)}`}
            onPress={() => desk.show(id, 'panel')}
          >
            {quotation}
          </AriaButton>
        ) : (
          quotation
        )}
        {comment !== '' && <span className={styles['comment']}>{comment}</span>}
        {(credibility !== undefined || tags.length > 0) && (
          <span className={styles['grades']}>
            {credibility !== undefined && <span>{excerptWords.credibility[credibility]}</span>}
            {tags.map((tag) => (
              <TagChip key={tag}>{tag}</TagChip>
            ))}
          </span>
        )}
      </Card>
    </div>
  );
}

/** An excerpt pointed at in the text comes into sight here; one pointed at here is in sight already. */
function useScrollTo(card: React.RefObject<HTMLElement | null>, shown: Shown | null): void {
  const turn = shown?.by === 'text' ? shown.turn : null;
  useEffect(() => {
    if (turn !== null) card.current?.scrollIntoView({ block: 'nearest' });
  }, [card, turn]);
}
