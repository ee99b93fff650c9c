// Whether search says "nothing relevant" when it should: gibberish, questions to another collection, and real ones.
import type { Answer, Ask } from './asking.ts';
import type { Collection } from './collection.ts';
import { isForChoosing } from './collection.ts';
import { randomNumbers } from './wordStream.ts';

export interface Trial {
  readonly asked: 'gibberish' | 'elsewhere' | 'here';
  readonly isForChoosing: boolean;
  /** Something was called relevant. */
  readonly isRelevant: boolean;
}

const gibberishCount = 100;
const elsewhereCount = 100;
const hereCount = 200;
const seed = 8;
const alphabet = 'abcdefghijklmnopqrstuvwxyz';
const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const rareUses = 2;

/** Collections about much the same: a question to one of them may well have an answer in another. */
const alike: readonly ReadonlySet<string>[] = [new Set(['adi', 'cisi', 'cacm'])];

function isAlike(one: string, other: string): boolean {
  return one === other || alike.some((group) => group.has(one) && group.has(other));
}

/** A third random letters, a third fingers sliding over a keyboard, a third rare words of the texts in no order. */
export function gibberish(texts: readonly string[]): readonly string[] {
  const random = randomNumbers(seed);
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const pick = (all: ArrayLike<string>) => all[Math.floor(random() * all.length)] ?? '';
  const several = (least: number, most: number, make: () => string) =>
    Array.from({ length: between(least, most) }, make);
  const uses = new Map<string, number>();
  for (const text of texts)
    for (const [word] of text.toLowerCase().matchAll(/\b[a-z]{4,12}\b/g))
      uses.set(word, (uses.get(word) ?? 0) + 1);
  const rare = [...uses].filter(([, count]) => count <= rareUses).map(([word]) => word);
  const letters = () => several(1, 6, () => several(3, 10, () => pick(alphabet)).join('')).join(' ');
  const slide = () => {
    const row = pick(keyboard);
    let at = between(0, row.length - 1);
    return several(3, 9, () => {
      at = Math.max(0, Math.min(row.length - 1, at + between(-2, 2)));
      return row[at] ?? '';
    }).join('');
  };
  const mash = () => several(1, 5, slide).join(' ');
  const salad = () => several(3, 7, () => pick(rare)).join(' ');
  return Array.from({ length: gibberishCount }, (_, at) => ([letters, mash, salad][at % 3] ?? letters)());
}

/** One of each list in turn, so that none has more than its part. */
function inTurn<T>(lists: readonly (readonly T[])[], most: number): readonly T[] {
  const all: T[] = [];
  for (let at = 0; all.length < most && lists.some((list) => at < list.length); at += 1)
    for (const list of lists) all.push(...list.slice(at, at + 1));
  return all.slice(0, most);
}

/** The questions of other collections. */
export function elsewhere(name: string, others: readonly Collection[]): readonly string[] {
  const sets = others.filter((other) => !isAlike(name, other.name)).map(({ questions }) => questions);
  return inTurn(sets, elsewhereCount).map(({ text }) => text);
}

/** A notebook of many subjects, and questions about none of them. */
export interface Mixture {
  readonly collection: Collection;
  readonly strange: readonly string[];
}

/** All collections but one, or but those that are alike, in turn. */
export function mixtures(all: readonly Collection[]): readonly Mixture[] {
  const first = all.filter(({ name }, at) => all.findIndex((other) => isAlike(name, other.name)) === at);
  return first.map(({ name: left }) => {
    const out = all.filter(({ name }) => isAlike(left, name));
    const rest = all.filter(({ name }) => !isAlike(left, name));
    const named = (set: string, id: string): string => `${set}/${id}`;
    const questions = rest.map((set) =>
      set.questions.map((question) => ({
        ...question,
        judged: new Map([...question.judged].map(([id, grade]) => [named(set.name, id), grade] as const)),
      })),
    );
    return {
      collection: {
        name: `all but ${out.map(({ name }) => name).join(', ')}`,
        documents: rest.flatMap((set) =>
          set.documents.map((document) => ({ ...document, id: named(set.name, document.id) })),
        ),
        questions: inTurn(questions, 2 * hereCount),
      },
      strange: inTurn(
        out.map((set) => set.questions),
        2 * elsewhereCount,
      ).map(({ text }) => text),
    };
  });
}

/**
 * `strange` are questions about something else; `fused` are the answers to the collection's own questions: of those with a
 * relevant hit the first 200 count.
 */
export async function tryFloor(
  { questions }: Collection,
  fused: readonly Answer[],
  strange: readonly string[],
  nonsense: readonly string[],
  ask: Ask,
): Promise<readonly Trial[]> {
  const of = async (asked: Trial['asked'], texts: readonly string[]) => {
    const answers = await ask(texts, 'fused', 10);
    return answers.map(({ hits, isWeak }, at) => ({
      asked,
      isForChoosing: isForChoosing(texts[at] ?? ''),
      isRelevant: hits.length > 0 && !isWeak,
    }));
  };
  const here = questions.flatMap(({ judged, isForChoosing: forChoosing }, at): readonly Trial[] => {
    const { hits = [], isWeak = false } = fused[at] ?? {};
    const isAnswered = hits.slice(0, 10).some(({ id }) => (judged.get(id) ?? 0) > 0);
    return isAnswered ? [{ asked: 'here', isForChoosing: forChoosing, isRelevant: !isWeak }] : [];
  });
  return [
    ...(await of('gibberish', nonsense)),
    ...(await of('elsewhere', strange)),
    ...here.slice(0, hereCount),
  ];
}

/** The share of trials of a kind that were called relevant; null without any. */
export function relevantShare(trials: readonly Trial[], asked: Trial['asked']): number | null {
  const those = trials.filter((trial) => trial.asked === asked);
  return those.length === 0 ? null : those.filter(({ isRelevant }) => isRelevant).length / those.length;
}
