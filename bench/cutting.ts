// Ways to cut texts into passages and to word what is embedded of each: the program's, and others beside it.
import { cutPassages, embeddedText, passageWords, type Span } from '#domain/passages.ts';

export interface Cutting {
  readonly name: string;
  /** At least one, in order. */
  readonly passagesOf: (text: string) => readonly Span[];
  /** What is embedded of one of them. */
  readonly embedded: (title: string, text: string, passages: readonly Span[], at: number) => string;
}

type Embedded = Cutting['embedded'];

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

function packed(maxWords: number): Cutting['passagesOf'] {
  return (text) => {
    const spans = cutPassages(text, { maxWords });
    return spans.length > 0 ? spans : [{ start: 0, end: text.length }];
  };
}

const passageOf = (text: string, passages: readonly Span[], at: number): string =>
  text.slice(passages[at]?.start ?? 0, passages[at]?.end ?? 0);

const withTitle: Embedded = (title, text, passages, at) => embeddedText(title, passageOf(text, passages, at));

const bare: Embedded = (_, text, passages, at) => embeddedText('', passageOf(text, passages, at));

/** After the last sentence of the passage before it. */
const overlapping: Embedded = (title, text, passages, at) => {
  const before = at === 0 ? [] : [...sentences.segment(passageOf(text, passages, at - 1))];
  return embeddedText(title, `${before.at(-1)?.segment ?? ''} ${passageOf(text, passages, at)}`);
};

export const asTheProgram: Cutting = {
  name: `${passageWords} words, title in front`,
  passagesOf: packed(passageWords),
  embedded: withTitle,
};

export const cuttings: readonly Cutting[] = [
  asTheProgram,
  { name: `${passageWords} words, no title`, passagesOf: packed(passageWords), embedded: bare },
  {
    name: `${passageWords} words, title, a sentence of overlap`,
    passagesOf: packed(passageWords),
    embedded: overlapping,
  },
  ...[50, 80, 180].map((words) => ({
    name: `${words} words, title in front`,
    passagesOf: packed(words),
    embedded: withTitle,
  })),
  {
    name: 'the whole text, title in front, what the model reads of it',
    passagesOf: (text) => [{ start: 0, end: text.length }],
    embedded: withTitle,
  },
];
