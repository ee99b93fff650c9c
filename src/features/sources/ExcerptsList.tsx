// All excerpts, the newest first, each with where it comes from.
import { Trash2 } from 'lucide-react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useCallback, useMemo, useState } from 'react';
import type { Excerpt } from '#domain/excerpt.ts';
import type { SourceId } from '#domain/id.ts';
import type { Source } from '#domain/source.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Place } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import type { Point } from '#ui/ContextMenu.tsx';
import { ContextMenu } from '#ui/ContextMenu.tsx';
import { DateText } from '#ui/DateText.tsx';
import { listRowRem } from '#ui/ListRow.tsx';
import { VirtualList } from '#ui/VirtualList.tsx';
import { Banner, EmptyState, PageHeader, Skeleton } from '#ui/frame.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { excerptWords, sourceWords } from '#words/sources.ts';
import { locatorText, titleText } from './byline.ts';
import { watchFor } from './changes.ts';
import { excerptEntries } from './ExcerptCard.tsx';
import { deskOf } from './desk.ts';
import styles from './sources.module.css';
import { useListSelection } from './useListSelection.ts';

const words = excerptWords.list;

export interface ExcerptsListProps {
  readonly work: Workplace;
  readonly place: Place & { readonly view: 'excerpts' };
}

const none: readonly Excerpt[] = [];
const noSources: ReadonlyMap<SourceId, Source | undefined> = new Map();

interface Row {
  readonly excerpt: Excerpt;
  readonly source: Source | undefined;
}

export function ExcerptsList({ work, place }: ExcerptsListProps): ReactElement {
  const { notebook, go } = work;
  const { id } = place;
  const heads = notebook.heads.of('excerpt');
  const live = useLive(heads.read, heads.watch, heads.now);
  const excerpts = live.kind === 'there' ? live.value : none;
  const sources = useSourcesOf(notebook, excerpts);
  const rows = useMemo(
    () =>
      excerpts
        .map((excerpt): Row => ({ excerpt, source: sources.get(excerpt.sourceId) }))
        .toSorted((a, b) => (a.excerpt.id < b.excerpt.id ? 1 : -1)),
    [excerpts, sources],
  );
  const byId = useMemo(() => new Map(rows.map((row) => [keyOf(row), row])), [rows]);
  const [menuAt, setMenuAt] = useState<Point | null>(null);

  const open = useCallback(
    (key: string): void => {
      const row = byId.get(key);
      if (row) go({ view: 'excerpts', id: row.excerpt.id });
    },
    [byId, go],
  );
  const { selected, onSelect } = useListSelection(id, open);
  const chosen = [...selected].flatMap((key) => byId.get(key) ?? []);
  const [first] = chosen;
  const remove = (): void => {
    if (chosen.length > 0)
      void work.remove(chosen.map(({ excerpt }) => ({ kind: 'excerpt', id: excerpt.id })));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' && !(event.key === 'Backspace' && event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    remove();
  };

  return (
    <>
      <PageHeader
        title={excerptWords.excerpts}
        {...(live.kind === 'there' ? { count: sourceWords.total(rows.length) } : {})}
      />
      {live.kind === 'failed' && <Banner look="bad">{words.failed(live.why)}</Banner>}
      {live.kind === 'reading' ? (
        <div className={styles['waiting']}>
          <Skeleton lines={6} />
        </div>
      ) : (
        <VirtualList
          label={words.label}
          items={rows}
          keyOf={keyOf}
          textOf={({ excerpt }) => excerpt.quotation}
          row={(row) => <ExcerptRow {...row} />}
          rowRem={listRowRem}
          selected={selected}
          onSelect={onSelect}
          selection="multiple"
          onMenu={(_row, at) => setMenuAt(at)}
          onKey={onKey}
          place="excerpts"
          empty={
            <EmptyState
              title={words.empty}
              text={words.emptyText}
              action={<Button onPress={() => go({ view: 'sources' })}>{words.toSources}</Button>}
              shortcut="Mod+2"
            />
          }
        />
      )}
      <ContextMenu
        label={words.menu}
        at={menuAt}
        onClose={() => setMenuAt(null)}
        entries={
          chosen.length === 1 && first
            ? excerptEntries(work, first.excerpt, first.source, () =>
                deskOf(notebook).open({ kind: 'edit excerpt', id: first.excerpt.id }),
              )
            : [
                {
                  kind: 'item',
                  id: 'delete',
                  label: excerptWords.menu.removeMany(chosen.length),
                  icon: Trash2,
                  isDanger: true,
                  perform: remove,
                },
              ]
        }
      />
    </>
  );
}

/** The sources of excerpts, by their ids. */
function useSourcesOf(
  notebook: Notebook,
  excerpts: readonly Excerpt[],
): ReadonlyMap<SourceId, Source | undefined> {
  const wanted = [...new Set(excerpts.map(({ sourceId }) => sourceId))].toSorted().join();
  const { read, watch } = useMemo(() => {
    const ids = new Set(wanted === '' ? [] : wanted.split(','));
    return {
      read: async () => {
        const found = await notebook.parts.store.getMany('source', [...ids]);
        return new Map(found.flatMap((source) => (source ? [[source.id, source]] : [])));
      },
      watch: watchFor(notebook, ({ kind, id }) => kind === 'source' && ids.has(id)),
    };
  }, [notebook, wanted]);
  return valueOf(useLive(read, watch), noSources);
}

function keyOf({ excerpt }: Row): string {
  return excerpt.id;
}

function ExcerptRow({ excerpt, source }: Row): ReactElement {
  const locator = locatorText(excerpt);
  return (
    <div className={styles['excerptRow']}>
      <div className={styles['rowQuotation']}>{excerpt.quotation}</div>
      <div className={styles['rowMeta']}>
        <span className={styles['oneLine']}>
          {[source ? titleText(source) : '', locator].filter((part) => part !== '').join(', ')}
        </span>
        <DateText iso={excerpt.createdAt} />
      </div>
    </div>
  );
}
