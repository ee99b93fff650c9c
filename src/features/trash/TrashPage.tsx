// The trash: what was deleted, newest first, to bring back or to erase for good.
import { Trash2, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { Done, Target, Trashed } from '#notebook/trash.ts';
import { trashKinds } from '#notebook/trash.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Confirm } from '#ui/Confirm.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { VirtualList } from '#ui/VirtualList.tsx';
import { Banner, EmptyState, PageHeader, Skeleton } from '#ui/frame.tsx';
import { useLive } from '#ui/useLive.ts';
import { trashWords } from '#words/trash.ts';
import { TrashRow, trashRowRem } from './TrashRow.tsx';
import { emptying } from './emptying.ts';
import type { TrashFilter } from './shelf.ts';
import { chosenOf, countOf, ofKind, trashKey } from './shelf.ts';
import styles from './trash.module.css';

const none: ReadonlySet<string> = new Set();
const noItems: readonly Trashed[] = [];

export function TrashPage({ work }: { readonly work: Workplace }): ReactElement {
  const { notebook, tell } = work;
  const { trash } = notebook;
  const live = useLive(trash.list, notebook.watch);
  const items = live.kind === 'there' ? live.value : noItems;
  const [filter, setFilter] = useState<TrashFilter>('all');
  const [selected, setSelected] = useState<ReadonlySet<string>>(none);
  const [erasing, setErasing] = useState<readonly Target[] | null>(null);
  const isEmptying = useSyncExternalStore(emptying.watch, emptying.isWished);
  const shown = useMemo(() => ofKind(items, filter), [items, filter]);
  const chosen = chosenOf(shown, selected);

  const carryOut = useCallback(
    (deed: Promise<Done>) => {
      deed.then(
        (done) =>
          done.kind === 'failed'
            ? tell({ text: trashWords.failed[done.why], look: 'bad' })
            : setSelected(none),
        (error: unknown) => tell({ text: trashWords.unreadable(String(error)), look: 'bad' }),
      );
    },
    [tell],
  );
  const bringBack = (targets: readonly Target[]): void => {
    if (targets.length > 0) carryOut(trash.bringBack(targets));
  };

  if (live.kind === 'failed') return <Banner look="bad">{trashWords.unreadable(live.why)}</Banner>;
  return (
    <div className={styles['page']}>
      <PageHeader title={trashWords.title} count={trashWords.number(items.length)}>
        {items.length > 0 && (
          <Button icon={Trash2} onPress={emptying.wish}>
            {trashWords.empty}
          </Button>
        )}
      </PageHeader>
      {live.kind === 'reading' ? (
        <div className={styles['reading']}>
          <Skeleton lines={6} />
        </div>
      ) : items.length === 0 ? (
        <EmptyState title={trashWords.nothing.title} text={trashWords.nothing.text} />
      ) : (
        <>
          <div className={styles['tools']}>
            <Segmented<TrashFilter>
              label={trashWords.filter}
              look="chips"
              value={filter}
              onChange={setFilter}
              segments={(['all', ...trashKinds] as const).map((kind) => ({
                value: kind,
                label: kind === 'all' ? trashWords.all : trashWords.kinds[kind],
                count: trashWords.number(countOf(items, kind)),
              }))}
            />
            <span role="status" className={styles['chosen']}>
              {chosen.length > 0 && trashWords.selected(chosen.length)}
            </span>
            <Button icon={Undo2} isDisabled={chosen.length === 0} onPress={() => bringBack(chosen)}>
              {trashWords.bringBack}
            </Button>
            <Button isDisabled={chosen.length === 0} onPress={() => setErasing(chosen)}>
              {trashWords.erase}
            </Button>
          </div>
          <VirtualList
            label={trashWords.list}
            items={shown}
            keyOf={trashKey}
            textOf={({ title }) => title}
            row={(item) => <TrashRow item={item} />}
            rowRem={trashRowRem}
            selection="multiple"
            selected={selected}
            onSelect={setSelected}
            onOpen={(item) => bringBack([item])}
            onKey={(event) => {
              if (event.key !== 'Delete' || chosen.length === 0) return;
              event.preventDefault();
              setErasing(chosen);
            }}
            place="trash"
            empty={<EmptyState title={trashWords.noneOfKind} />}
          />
        </>
      )}
      <Confirm
        title={trashWords.confirmErase.title(erasing?.length ?? 0)}
        isOpen={erasing !== null}
        danger
        confirm={trashWords.erase}
        onCancel={() => setErasing(null)}
        onConfirm={() => {
          if (erasing !== null) carryOut(trash.erase(erasing));
          setErasing(null);
        }}
      >
        <WhatErasingMeans targets={erasing ?? []} />
      </Confirm>
      <Confirm
        title={trashWords.confirmEmpty(items.length)}
        isOpen={isEmptying && items.length > 0}
        danger
        confirm={trashWords.erase}
        onCancel={emptying.settle}
        onConfirm={() => {
          carryOut(trash.erase(items));
          emptying.settle();
        }}
      >
        <WhatErasingMeans targets={items} />
      </Confirm>
    </div>
  );
}

function WhatErasingMeans({ targets }: { readonly targets: readonly Target[] }): ReactElement {
  const { text, files, journal } = trashWords.confirmErase;
  return (
    <>
      <p>{text(targets.length)}</p>
      {targets.some(({ kind }) => kind === 'source') && <p>{files}</p>}
      <p className={styles['journal']}>{journal}</p>
    </>
  );
}
