// The words of the search page: the question, its hits, what was not looked at, and how searching works.
import { count, wholeNumber } from './format.ts';
import type { Words } from './words.ts';

export const searchWords = {
  group: 'Search',
  commands: {
    open: 'Search',
    keywords: { find: 'find', ask: 'ask', question: 'question', meaning: 'meaning' },
  },
  page: 'Search the notebook',
  box: 'Find or ask',
  placeholder: 'Ask in your own words',
  filters: 'Kinds to look in',
  all: 'All',
  kinds: {
    note: 'Notes',
    source: 'Sources',
    excerpt: 'Excerpts',
    scorecard: 'Scorecards',
    judgement: 'Judgements',
  },
  counted: (hits: number, isMore: boolean) => `${wholeNumber(hits)}${isMore ? '+' : ''}`,
  hits: 'What was found',
  nearest: 'The nearest there is',
  passages: (passages: number) => count(passages, 'passage', 'passages'),
  found: (hits: number, isMore: boolean) =>
    `${isMore ? 'More than ' : ''}${count(hits, 'hit', 'hits')} found`,
  looking: 'Looking',
  note: {
    pending: 'Found by words so far; hits by meaning follow.',
    loading: 'Found by words. Hits by meaning follow when the model is loaded.',
    noModel: 'Found by words only: the model that finds by meaning is missing or damaged.',
    noMeaning: 'Found by words only: meaning was not there for this question.',
    indexing: (records: number) =>
      `${count(records, 'record is', 'records are')} not found by meaning yet; they are being indexed.`,
    nearest: 'Nothing relevant found; this is only the nearest there is.',
    late: (hits: number) => `${count(hits, 'hit', 'hits')} by meaning joined below.`,
    reordered: 'The best order is known now; the list was left as it stood.',
    sort: 'Put in order',
  },
  untitled: 'Untitled',
  pageOf: (page: string) => (/^\d/.test(page) ? `p. ${page}` : page),
  deleted: 'deleted',
  gone: 'This record is no longer in the notebook.',
  notOpened: (why: string) => `The hit could not be opened: ${why}`,
  whole: 'Show the whole passage',
  less: 'Show less',
  cut: '…',
  more: {
    note: (passages: number) => `${count(passages, 'more passage', 'more passages')} in this note`,
    source: (passages: number) => `${count(passages, 'more passage', 'more passages')} in this source`,
    excerpt: (passages: number) => `${count(passages, 'more passage', 'more passages')} in this excerpt`,
    scorecard: (passages: number) => `${count(passages, 'more passage', 'more passages')} in this scorecard`,
    judgement: (passages: number) => `${count(passages, 'more passage', 'more passages')} in this judgement`,
  },
  fewer: 'Hide the other passages',
  openPassage: (title: string) => `Open this passage of ${title}`,
  showMore: 'Show more',
  failed: {
    title: 'The search did not answer',
    text: (why: string) => `${why}. Your notes are safe; only the index is concerned.`,
    again: 'Ask again',
  },
  nothing: {
    announced: 'Nothing relevant found',
    title: (question: string) => `Nothing relevant found for “${question}”`,
    titleSoFar: (question: string) => `Nothing relevant found so far for “${question}”`,
    weak: 'Nothing in this notebook stands near enough to it to be an answer. Other words for the same thing may help.',
    showNearest: 'Show the nearest anyway',
    text: 'Neither the words nor the meaning of it stand near anything in this notebook. Another word for the same thing may help.',
    byWords:
      'None of its words stand in this notebook, and meaning was not there to help. Try another word for the same thing.',
    indexing: (records: number) =>
      `${count(records, 'record is', 'records are')} still being read in. What is not indexed yet cannot be found; the search looks again by itself.`,
    paused: (records: number) =>
      records === 0
        ? 'Indexing is paused: what was written since then cannot be found.'
        : `Indexing is paused: ${count(records, 'record waits', 'records wait')} for it and cannot all be found.`,
    checking: 'The index is still being looked over; the search looks again if something is missing.',
    otherKinds: (hits: number) => `Look in all kinds (${wholeNumber(hits)})`,
    inKinds: 'Other kinds have something near to it.',
  },
  start: {
    title: 'Ask the notebook',
    text: 'One box finds notes, sources, excerpts, scorecards and judgements, by their words and by what they mean.',
    wordsTerm: 'By words',
    words: 'A name, a figure or a rare word is found wherever it stands, in its other forms too.',
    meaningTerm: 'By meaning',
    meaning:
      'A whole question finds passages that say the same in other words. The model knows English only.',
    keysTerm: 'By keyboard',
    keys: 'Down goes to the hits, Enter opens one at its passage, Alt and Left comes back to the same list.',
    indexed: (passages: number) => `${count(passages, 'passage', 'passages')} can be found.`,
    reading: 'Reading the index',
    empty: 'There is nothing to find yet',
    emptyText: 'Write a note or import a folder; its words can be found at once.',
    import: 'Import a folder',
    progress: 'Indexing',
    paused: 'Indexing is paused',
  },
} satisfies Words;
