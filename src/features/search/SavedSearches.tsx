// The saved searches on the page where nothing is asked yet: opened by a press, named anew, deleted.
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { dropSearch, saveSearch, type SavedSearch } from '#notebook/savedSearches.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { IconButton } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { askingWords } from '#words/asking.ts';
import { NameForm } from './SaveSearch.tsx';
import { placeOfSaved } from './saved.ts';
import { useSavedSearches } from './useSavedSearches.ts';
import styles from './search.module.css';

const words = askingWords.saved;

export function SavedSearches({ work }: { readonly work: Workplace }): ReactElement | null {
  const { notebook, go, tell } = work;
  const searches = useSavedSearches(work);
  const [naming, setNaming] = useState<SavedSearch | null>(null);
  if (searches.length === 0) return null;

  const drop = async (search: SavedSearch): Promise<void> => {
    const bringBack = await dropSearch(notebook.settings, search);
    const action = { label: words.undo, perform: () => void bringBack() };
    tell({ text: words.deleted(search.name), action });
  };

  return (
    <section className={styles['saved']} aria-label={words.title}>
      <h2>{words.title}</h2>
      <ul>
        {searches.map((search) => (
          <li key={`${search.question} ${search.kinds?.join(' ') ?? ''}`}>
            <AriaButton className={styles['savedOpen'] ?? ''} onPress={() => go(placeOfSaved(search))}>
              <span>{search.name}</span>
              {search.name !== search.question && (
                <span className={styles['savedQuestion']}>{search.question}</span>
              )}
            </AriaButton>
            <MenuButton
              label={words.more(search.name)}
              placement="bottom end"
              trigger={<IconButton label={words.more(search.name)} icon={Ellipsis} />}
              entries={[
                {
                  kind: 'item',
                  id: 'rename',
                  label: words.renameAs,
                  icon: Pencil,
                  perform: () => setNaming(search),
                },
                {
                  kind: 'item',
                  id: 'delete',
                  label: words.delete,
                  icon: Trash2,
                  isDanger: true,
                  perform: () => void drop(search),
                },
              ]}
            />
          </li>
        ))}
      </ul>
      <Dialog title={words.rename} size="small" isOpen={naming !== null} onClose={() => setNaming(null)}>
        {naming !== null && (
          <NameForm
            name={naming.name}
            onName={(name) => {
              setNaming(null);
              void saveSearch(notebook.settings, { ...naming, name });
            }}
          />
        )}
      </Dialog>
    </section>
  );
}
