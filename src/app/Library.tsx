// The left pane: the search box, the kinds of things with their counts, tags, trash and settings.
import { Settings, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { placeOfSaved } from '#features/search/saved.ts';
import { isSameStop, type View } from '#notebook/place.ts';
import { countTagged, viewOfTag } from '#notebook/tagged.ts';
import { NavGroup, NavItem } from '#ui/frame.tsx';
import { KindMark } from '#ui/marks.tsx';
import { Shortcut } from '#ui/Shortcut.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { appWords } from '#words/app.ts';
import { askingWords } from '#words/asking.ts';
import { wholeNumber } from '#words/format.ts';
import type { AppContext } from './commands.ts';
import styles from './app.module.css';

const kinds = [
  { view: 'notes', kind: 'note' },
  { view: 'sources', kind: 'source' },
  { view: 'excerpts', kind: 'excerpt' },
  { view: 'scorecards', kind: 'scorecard' },
] as const;

interface Shelves {
  readonly counts: Readonly<Partial<Record<View, number>>>;
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
}

const nothing: Shelves = { counts: {}, tags: [] };
const shownTags = 40;

export function Library({ context }: { readonly context: AppContext }): ReactElement {
  const { notebook, place, go, openDialog, settings } = context;
  const read = useCallback(async (): Promise<Shelves> => {
    const [notes, sources, excerpts, scorecards, trash, tags] = await Promise.all([
      notebook.count('note'),
      notebook.count('source'),
      notebook.count('excerpt'),
      notebook.count('scorecard'),
      notebook.trash.count(),
      notebook.heads.tags(),
    ]);
    return { counts: { notes, sources, excerpts, scorecards, trash }, tags };
  }, [notebook]);
  const { counts, tags } = valueOf(useLive(read, notebook.watch), nothing);
  const number = (view: View): string | undefined => {
    const count = counts[view];
    return count === undefined ? undefined : wholeNumber(count);
  };
  const openTag = async (tag: string): Promise<void> =>
    go({ view: viewOfTag(await countTagged(notebook, tag), place.view), tag });
  const currentTag = 'tag' in place ? place.tag : undefined;
  return (
    <div className={styles['library']}>
      <div className={styles['name']}>{appWords.name}</div>
      <AriaButton className={styles['find'] ?? ''} onPress={() => openDialog('palette')}>
        <span>{appWords.find}</span>
        <Shortcut keys="Mod+K" />
      </AriaButton>
      <div className={styles['shelves']}>
        {kinds.map(({ view, kind }) => (
          <NavItem
            key={view}
            mark={<KindMark kind={kind} hideWord />}
            count={number(view)}
            isCurrent={place.view === view && currentTag === undefined}
            onPress={() => go({ view })}
          >
            {appWords.views[view]}
          </NavItem>
        ))}
        {settings.searches.length > 0 && (
          <NavGroup label={askingWords.saved.title}>
            {settings.searches.map((search) => {
              const at = placeOfSaved(search);
              return (
                <NavItem key={JSON.stringify(at)} isCurrent={isSameStop(place, at)} onPress={() => go(at)}>
                  {search.name}
                </NavItem>
              );
            })}
          </NavGroup>
        )}
        {tags.length > 0 && (
          <NavGroup label={appWords.tags}>
            {tags
              .toSorted((a, b) => b.count - a.count || a.tag.localeCompare(b.tag))
              .slice(0, shownTags)
              .map(({ tag, count }) => (
                <NavItem
                  key={tag}
                  count={wholeNumber(count)}
                  isCurrent={currentTag === tag}
                  onPress={() => void openTag(tag)}
                >
                  {tag}
                </NavItem>
              ))}
          </NavGroup>
        )}
      </div>
      <div className={styles['foot']}>
        <NavItem
          mark={<Trash2 aria-hidden />}
          count={number('trash')}
          isCurrent={place.view === 'trash'}
          onPress={() => go({ view: 'trash' })}
        >
          {appWords.views.trash}
        </NavItem>
        <NavItem
          mark={<Settings aria-hidden />}
          isCurrent={place.view === 'settings'}
          onPress={() => go({ view: 'settings' })}
        >
          {appWords.views.settings}
        </NavItem>
      </div>
    </div>
  );
}
