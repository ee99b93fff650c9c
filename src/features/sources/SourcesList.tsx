// The list of sources: ordered, filtered by tag, chosen one by one or together.
import { BookPlus, FolderOpen, Pencil, Trash2 } from 'lucide-react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { Source } from '#domain/source.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Place } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button, IconButton } from '#ui/Button.tsx';
import type { Point } from '#ui/ContextMenu.tsx';
import { ContextMenu } from '#ui/ContextMenu.tsx';
import { DateText } from '#ui/DateText.tsx';
import { ListRow, listRowRem } from '#ui/ListRow.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { VirtualList } from '#ui/VirtualList.tsx';
import { Banner, EmptyState, PageHeader, Skeleton } from '#ui/frame.tsx';
import { useLive } from '#ui/useLive.ts';
import { sourceWords } from '#words/sources.ts';
import { bylineText, confidentialityText, titleText } from './byline.ts';
import { newSource } from './commands.ts';
import { deskOf } from './desk.ts';
import type { SourceOrder } from './order.ts';
import { inOrder, sourceOrders, tagged } from './order.ts';
import { TagSwitch } from './TagSwitch.tsx';
import styles from './sources.module.css';
import { useListSelection } from './useListSelection.ts';

const words = sourceWords.list;

export interface SourcesListProps {
  readonly work: Workplace;
  readonly place: Place & { readonly view: 'sources' };
}

export function SourcesList({ work, place }: SourcesListProps): ReactElement {
  const { notebook, go } = work;
  const { id, tag } = place;
  const order = useSourceOrder(notebook);
  const heads = notebook.heads.of('source');
  const live = useLive(heads.read, heads.watch, heads.now);
  const sources = live.kind === 'there' ? live.value : null;
  const rows = useMemo(() => inOrder(tagged(sources ?? [], tag), order), [sources, tag, order]);
  const byId = useMemo(() => new Map(rows.map((source) => [keyOf(source), source])), [rows]);
  const [menuAt, setMenuAt] = useState<Point | null>(null);

  const open = useCallback(
    (key: string): void => {
      const source = byId.get(key);
      if (source) go({ view: 'sources', id: source.id, ...(tag === undefined ? {} : { tag }) });
    },
    [byId, go, tag],
  );
  const { selected, onSelect } = useListSelection(id, open);
  const chosen = [...selected].flatMap((key) => byId.get(key) ?? []);
  const remove = (): void => {
    if (chosen.length > 0) void work.remove(chosen.map((source) => ({ kind: 'source', id: source.id })));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' && !(event.key === 'Backspace' && event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    remove();
  };
  const [first] = chosen;
  const edit = (): void => {
    if (!first) return;
    open(first.id);
    deskOf(notebook).open({ kind: 'edit source', id: first.id });
  };

  return (
    <>
      <PageHeader
        title={sourceWords.sources}
        {...(sources === null ? {} : { count: sourceWords.total(rows.length) })}
      >
        <MenuButton
          label={words.order}
          placement="bottom end"
          trigger={<Button look="plain">{words.orders[order]}</Button>}
          entries={sourceOrders.map((each) => ({
            kind: 'item',
            id: each,
            label: words.orders[each],
            isChecked: each === order,
            perform: () => void notebook.settings.set('sourceOrder', each),
          }))}
        />
        <IconButton
          label={sourceWords.newSource}
          icon={BookPlus}
          shortcut="Mod+Shift+N"
          onPress={() => newSource(work)}
        />
      </PageHeader>
      {tag !== undefined && <TagSwitch work={work} tag={tag} id={id} />}
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
          textOf={titleText}
          row={(source) => <SourceRow source={source} />}
          rowRem={listRowRem}
          selected={selected}
          onSelect={onSelect}
          selection="multiple"
          onMenu={(_source, at) => setMenuAt(at)}
          onKey={onKey}
          place={`sources ${tag ?? ''}`}
          empty={<Empty work={work} tag={tag} />}
        />
      )}
      <ContextMenu
        label={words.menu}
        at={menuAt}
        onClose={() => setMenuAt(null)}
        entries={[
          ...(chosen.length === 1 && first
            ? [
                {
                  kind: 'item' as const,
                  id: 'open',
                  label: sourceWords.menu.open,
                  icon: FolderOpen,
                  perform: () => open(first.id),
                },
                {
                  kind: 'item' as const,
                  id: 'edit',
                  label: sourceWords.menu.edit,
                  icon: Pencil,
                  perform: edit,
                },
                { kind: 'separator' as const },
              ]
            : []),
          {
            kind: 'item',
            id: 'delete',
            label: chosen.length > 1 ? sourceWords.menu.removeMany(chosen.length) : sourceWords.menu.remove,
            icon: Trash2,
            shortcut: 'Delete',
            isDanger: true,
            perform: remove,
          },
        ]}
      />
    </>
  );
}

function keyOf(source: Source): string {
  return source.id;
}

function useSourceOrder(notebook: Notebook): SourceOrder {
  const { settings } = notebook;
  return useSyncExternalStore(settings.watch, () => settings.current().sourceOrder);
}

function SourceRow({ source }: { readonly source: Source }): ReactElement {
  const byline = bylineText(source);
  const { kind } = source.confidentiality;
  const confidentiality =
    kind === 'on background' ? sourceWords.confidentiality[kind] : confidentialityText(source);
  return (
    <ListRow
      title={titleText(source)}
      text={
        <>
          {byline !== '' && <span className={styles['oneLine']}>{byline}</span>}
          {source.preview !== '' && <span className={styles['oneLine']}>{source.preview}</span>}
        </>
      }
      meta={
        <>
          <DateText iso={source.updatedAt} />
          {source.tags.length > 0 && `, ${source.tags.join(', ')}`}
          {confidentiality !== '' && (
            <>
              {', '}
              <span className={styles['careful']}>{confidentiality}</span>
            </>
          )}
        </>
      }
    />
  );
}

function Empty({ work, tag }: { readonly work: Workplace; readonly tag: string | undefined }): ReactElement {
  if (tag !== undefined)
    return (
      <EmptyState
        title={words.noneTagged(tag)}
        text={words.noneTaggedText}
        action={<Button onPress={() => work.go({ view: 'sources' })}>{words.allSources}</Button>}
      />
    );
  return (
    <EmptyState
      title={words.empty}
      text={words.emptyText}
      action={<Button onPress={() => newSource(work)}>{sourceWords.newSource}</Button>}
      shortcut="Mod+Shift+N"
    />
  );
}
