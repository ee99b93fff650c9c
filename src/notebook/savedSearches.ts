// Searches that a person keeps under a name: a setting of the notebook, in the order in which they were saved.
import { searchableKinds, type SearchableKind } from '#store/store.ts';
import type { SettingsBook } from './settings.ts';

export interface SavedSearch {
  readonly name: string;
  readonly question: string;
  /** Null stands for all. */
  readonly kinds: readonly SearchableKind[] | null;
}

const mostSearches = 200;
const mostNameChars = 120;
const mostQuestionChars = 10_000;

/** What is no saved search is passed over; undefined where it is no list at all. */
export function parseSearches(value: unknown): readonly SavedSearch[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const searches: SavedSearch[] = [];
  for (const each of value as readonly unknown[]) {
    const search = parseSearch(each);
    if (search !== null && !searches.some((other) => isSameSearch(other, search))) searches.push(search);
  }
  return searches.slice(0, mostSearches);
}

function parseSearch(value: unknown): SavedSearch | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, question, kinds } = value as Readonly<Record<string, unknown>>;
  if (typeof question !== 'string' || question.trim() === '' || question.length > mostQuestionChars)
    return null;
  const given = typeof name === 'string' ? name.trim().slice(0, mostNameChars) : '';
  return {
    name: given === '' ? question.trim().slice(0, mostNameChars) : given,
    question: question.trim(),
    kinds: Array.isArray(kinds) ? searchableKinds.filter((kind) => kinds.includes(kind)) : null,
  };
}

/** A question in the same kinds is one search, whatever it is called. */
export function isSameSearch(
  one: Pick<SavedSearch, 'question' | 'kinds'>,
  other: Pick<SavedSearch, 'question' | 'kinds'>,
): boolean {
  const kindsOf = ({ kinds }: Pick<SavedSearch, 'kinds'>): string => kinds?.toSorted().join(' ') ?? 'all';
  return one.question.trim() === other.question.trim() && kindsOf(one) === kindsOf(other);
}

/** [H1] Saved again, a search keeps its place and takes the new name. */
export async function saveSearch(settings: SettingsBook, search: SavedSearch): Promise<void> {
  const { searches } = settings.current();
  const isThere = searches.some((each) => isSameSearch(each, search));
  await settings.set(
    'searches',
    isThere
      ? searches.map((each) => (isSameSearch(each, search) ? { ...each, name: search.name } : each))
      : [...searches, search],
  );
}

/** [H2] Takes a search away; what comes back puts it where it was, among those that are there by then. */
export async function dropSearch(settings: SettingsBook, search: SavedSearch): Promise<() => Promise<void>> {
  const { searches } = settings.current();
  const at = searches.findIndex((each) => isSameSearch(each, search));
  await settings.set(
    'searches',
    searches.filter((_, index) => index !== at),
  );
  return async () => {
    const now = settings.current().searches;
    if (at !== -1 && !now.some((each) => isSameSearch(each, search)))
      await settings.set('searches', now.toSpliced(at, 0, search));
  };
}
