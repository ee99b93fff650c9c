// What could complete a question at the caret: kinds and places, dates, or the values that the notebook has.
import { askOperators, askPlaces, namesFor, type AskOperator, type Completing } from '#notebook/asking.ts';
import type { Librarian } from '#notebook/librarianClient.ts';
import { askingWords as words } from '#words/asking.ts';
import type { Completion } from '#ui/Completions.tsx';
import { hitKinds } from './counts.ts';

const mostValues = 12;

/** Those that need not be asked for; null where the librarian knows them. */
export function plainCompletions(completing: Completing, now: Date): readonly Completion[] | null {
  if (completing.kind === 'name')
    return namesFor(completing.typed).map((operator) => operatorCompletion(operator));
  const { operator, typed } = completing;
  const begins = (...texts: readonly string[]): boolean =>
    texts.some((text) => text.toLowerCase().startsWith(typed.trim().toLowerCase()));
  switch (operator) {
    case 'kind':
      return hitKinds
        .filter((kind) => begins(kind, words.kinds[kind]))
        .map((kind) => ({ value: kind, label: words.kinds[kind] }));
    case 'in':
      return askPlaces
        .filter((place) => begins(place))
        .map((place) => ({ value: place, label: place, detail: words.places[place] }));
    case 'before':
    case 'after':
      return datesNear(now).filter(({ value }) => begins(value));
    default:
      return null;
  }
}

function operatorCompletion(operator: AskOperator): Completion {
  const { operators, examples } = words.help;
  return { value: operator, label: `${operator}:`, detail: operators[operator], end: examples[operator] };
}

function datesNear(now: Date): readonly Completion[] {
  const year = String(now.getFullYear());
  const month = `${year}-${String(now.getMonth() + 1).padStart(2, '0')}`;
  const day = `${month}-${String(now.getDate()).padStart(2, '0')}`;
  return [
    { value: year, label: year, detail: words.thisYear },
    { value: month, label: month, detail: words.thisMonth },
    { value: day, label: day, detail: words.today },
  ];
}

/** Values that records have, with how many records each would leave. */
export async function valueCompletions(
  librarian: Pick<Librarian, 'values'>,
  { operator, typed }: Extract<Completing, { readonly kind: 'value' }>,
  signal: AbortSignal,
): Promise<readonly Completion[]> {
  if (operator !== 'tag' && operator !== 'source' && operator !== 'author' && operator !== 'lang') return [];
  // Languages are few, and typed by their names as well as by their tags.
  const asked = operator === 'lang' ? '' : typed;
  const values = await librarian.values({ operator, typed: asked, limit: mostValues }, signal);
  const completions = values.map(({ value, label, documents }) => {
    const name = operator === 'lang' ? words.language(value) : label;
    return {
      value,
      label: name,
      ...(name === value ? {} : { detail: value }),
      end: words.records(documents),
    };
  });
  if (operator !== 'lang') return completions;
  const begin = typed.toLowerCase();
  return completions.filter(({ value, label }) =>
    [value, label].some((text) => text.toLowerCase().startsWith(begin)),
  );
}

/**
 * Which completion is chosen before anybody chose: the first, where what was typed stands for nothing yet. Whole
 * values are asked for as they are, and so are beginnings of an author's name or a title.
 */
export function chosenAtFirst(completing: Completing, completions: readonly Completion[]): number {
  if (completing.kind === 'name' || completions.length === 0) return -1;
  const { operator, typed, isValue } = completing;
  const isKnown = completions.some(({ value }) => value.toLowerCase() === typed.trim().toLowerCase());
  const standsForItself = operator === 'tag' ? isKnown : isValue;
  return standsForItself ? -1 : 0;
}

export function isOperator(value: string): value is AskOperator {
  return askOperators.some((operator) => operator === value);
}
