// A question while it is typed: how it is understood, what could complete it at the caret, and how it is changed.
import type { Span } from '#domain/passages.ts';
import {
  conditionOf,
  operatorAt,
  operators,
  parseQuery,
  places,
  printCondition,
  questionOf,
  type Operator,
  type PlaceName,
  type QueryPart,
} from '#search/queryLanguage.ts';

export type AskOperator = Operator;
export const askOperators: readonly AskOperator[] = operators;
export const askPlaces: readonly PlaceName[] = places;

/** A part that is more than words to look for. */
export interface Understood extends Span {
  readonly what: AskOperator | 'phrase' | 'word';
  readonly value: string;
  readonly isExcluded: boolean;
}

export function understood(text: string): readonly Understood[] {
  return parseQuery(text).parts.flatMap((part) => {
    if (part.kind === 'word' && !part.excluded) return [];
    const { start, end, excluded } = part;
    return [{ ...saidBy(part), isExcluded: excluded, start, end }];
  });
}

function saidBy(part: QueryPart): Pick<Understood, 'what' | 'value'> {
  if (part.kind === 'filter') return { what: part.condition.operator, value: part.condition.value };
  return { what: part.kind, value: part.text };
}

/** Whether anything narrows what is looked at. */
export function hasFilters(text: string): boolean {
  return parseQuery(text).parts.some(({ kind }) => kind === 'filter');
}

/** The text without parts of it, and without the gaps they would leave. */
export function withoutParts(text: string, parts: readonly Span[]): string {
  let kept = text;
  for (const { start, end } of parts.toSorted((one, other) => other.start - one.start))
    kept = `${kept.slice(0, start).trimEnd()} ${kept.slice(end).trimStart()}`;
  return parts.length === 0 ? text : kept.trim();
}

/** The words and phrases asked for, as a person would repeat the question. */
export function plainQuestion(text: string): string {
  return questionOf(parseQuery(text));
}

export function withoutFilters(text: string): string {
  return withoutParts(
    text,
    parseQuery(text).parts.filter(({ kind }) => kind === 'filter'),
  );
}

function phrasesIn(text: string): readonly Understood[] {
  return understood(text).filter(({ what, isExcluded }) => what === 'phrase' && !isExcluded);
}

/** Whether words must stand exactly so. */
export function hasPhrases(text: string): boolean {
  return phrasesIn(text).length > 0;
}

/** The same question with its phrases as words, wherever they stand. */
export function withoutMarks(text: string): string {
  return phrasesIn(text).reduceRight(
    (kept, { value, start, end }) => kept.slice(0, start) + value + kept.slice(end),
    text,
  );
}

/** What is being typed at the caret, with the span that a completion takes the place of. */
export type Completing = Span & { readonly typed: string; readonly sign: '' | '-' } & (
    | { readonly kind: 'value'; readonly operator: AskOperator; readonly isValue: boolean }
    | { readonly kind: 'name' }
  );

/** Shorter beginnings are those of too many other words. */
const fewestLetters = 3;
const valueBefore = new RegExp(
  `(?:^|[\\s"“”„«»])(-?)((?:${operators.join('|')}):(?:["“„«][^"“”„«»]*|[^\\s"“”„«»]*))$`,
  'i',
);
const nameBefore = /(?:^|\s)(-?)([a-z]+)$/i;

/**
 * [M1] After an operator and its colon, its value is completed: an opened quotation mark may hold spaces.
 * [M2] A word that begins an operator's name can become it. A name that is also an everyday word stays one until then.
 * [M3] Within quotation marks nothing is completed: whatever stood there would be part of a phrase.
 * [M4] Only what stands directly before the caret is completed; the rest of that value after it is replaced with it.
 */
export function completingAt(text: string, caret: number): Completing | null {
  const before = text.slice(0, caret);
  const value = valueBefore.exec(before);
  if (value) {
    const [, sign = '', said = ''] = value;
    const start = caret - said.length - sign.length;
    const operator = operatorAt(said, 0);
    if (operator === null || !isReadAfter(text.slice(0, start))) return null;
    const opened = /^["“„«]/.test(said.slice(operator.length + 1));
    const typed = said.slice(operator.length + (opened ? 2 : 1));
    const rest = (opened ? /^[^"“”„«»\s]*["”»]?/ : /^[^\s"“”„«»]*/).exec(text.slice(caret))?.[0] ?? '';
    const isValue = conditionOf(operator, typed.trim()) !== null;
    return {
      kind: 'value',
      operator,
      typed,
      isValue,
      sign: sign === '-' ? '-' : '',
      start,
      end: caret + rest.length,
    };
  }
  const name = nameBefore.exec(before);
  if (!name || /^\S/.test(text.slice(caret))) return null;
  const [, sign = '', typed = ''] = name;
  if (typed.length < fewestLetters || namesFor(typed).length === 0) return null;
  return {
    kind: 'name',
    typed,
    sign: sign === '-' ? '-' : '',
    start: caret - typed.length - sign.length,
    end: caret,
  };
}

/** Whether a value in quotation marks would be read as one behind this text. */
function isReadAfter(before: string): boolean {
  return parseQuery(`${before}${printCondition('tag', 'a b')}`).parts.at(-1)?.start === before.length;
}

export function namesFor(typed: string): readonly AskOperator[] {
  return operators.filter((operator) => operator.startsWith(typed.toLowerCase()));
}

export interface Changed {
  readonly text: string;
  readonly caret: number;
}

/** The text with a value in place of what was typed, and the caret behind it, ready for the next word. */
export function withValue(
  text: string,
  completing: Completing,
  operator: AskOperator,
  value: string,
): Changed {
  const { start, end, sign } = completing;
  const head = `${text.slice(0, start)}${sign}${printCondition(operator, value)} `;
  return { text: head + text.slice(end).trimStart(), caret: head.length };
}

/** The text with an operator to go on with: in place of the name being typed, or at the end. */
export function withOperator(text: string, at: Completing | null, operator: AskOperator): Changed {
  const start = at?.start ?? text.length;
  const kept = text.slice(0, start);
  const gap = kept === '' || /\s$/.test(kept) ? '' : ' ';
  const head = `${kept}${gap}${at?.sign ?? ''}${operator}:`;
  return { text: head + text.slice(at?.end ?? text.length), caret: head.length };
}
