// The words of asking: what each operator is called, what could follow it, and the searches that are kept.
import { wholeNumber } from './format.ts';
import { language, type Words } from './words.ts';

const languages = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' });

/** The name of a language by its tag; the tag itself where it is none. */
function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}

const kinds = {
  note: 'notes',
  source: 'sources',
  excerpt: 'excerpts',
  scorecard: 'scorecards',
  judgement: 'judgements',
};

const places = {
  title: 'in the title',
  text: 'in the text',
  quotation: 'in the quotation of an excerpt',
  comment: 'in the comment on an excerpt',
};

export const askingWords = {
  understood: 'How the question is understood',
  remove: (part: string) => `Remove: ${part}`,
  parts: {
    phrase: (phrase: string) => `with “${phrase}”`,
    word: (word: string) => `with “${word}”`,
    tag: (tag: string) => `tagged ${tag}`,
    source: (source: string) => `from ${source}`,
    author: (author: string) => `by ${author}`,
    before: (date: string) => `before ${date}`,
    after: (date: string) => `after ${date}`,
    lang: (tag: string) => `in ${languageName(tag)}`,
  },
  kinds,
  places,
  not: (part: string) => `not ${part}`,
  completions: 'What could follow',
  records: (records: number) => wholeNumber(records),
  language: (tag: string) => languageName(tag),
  thisYear: 'this year',
  thisMonth: 'this month',
  today: 'today',
  hints: {
    before: 'Before a year, a month or a day: 2024, 2024-05, 2024-05-17',
    after: 'After a year, a month or a day: 2024, 2024-05, 2024-05-17',
    nothing: 'Nothing in this notebook begins so.',
  },
  help: {
    title: 'How to ask',
    text: 'Words alone are enough. These say more exactly what is meant; a minus before any of them says what is not.',
    phrase: 'These words, next to each other',
    phraseExample: '"cost of capacity"',
    minus: 'Without this word',
    minusExample: '-draft',
    operators: {
      kind: 'Of one kind',
      tag: 'With a tag, or one below it',
      source: 'Of a source, or quoted from it',
      author: 'By an author',
      before: 'From before a year, month or day',
      after: 'From after a year, month or day',
      lang: 'In a language',
      in: 'With all words in one place',
    },
    examples: {
      kind: 'kind:excerpt',
      tag: 'tag:"climate policy"',
      source: 'source:outlook',
      author: 'author:lovelace',
      before: 'before:2024',
      after: 'after:2024-05',
      lang: 'lang:de',
      in: 'in:title',
    },
    dates:
      'A source counts by when it was issued, a judgement by the day it speaks of, all else by when it was made.',
  },
  saved: {
    title: 'Saved searches',
    command: 'Save this search',
    keywords: { keep: 'keep', bookmark: 'bookmark' },
    save: 'Save this search',
    rename: 'Rename this saved search',
    name: 'Name',
    submit: 'Save',
    more: (name: string) => `More about ${name}`,
    renameAs: 'Rename',
    delete: 'Delete',
    deleted: (name: string) => `The saved search “${name}” is deleted`,
    undo: 'Undo',
  },
  list: 'Listed by the filters alone, the newest first.',
  nothing: {
    list: 'Nothing passes these filters',
    filters: 'Nothing that passes the filters answers it.',
    onlyFilters: 'Taking one away may help: press the cross beside it.',
    withoutFilters: 'Ask without the filters',
    phrases: 'No answer has the words between quotation marks exactly so.',
    withoutMarks: 'Ask without the quotation marks',
  },
} satisfies Words;
