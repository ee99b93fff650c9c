// The words of the looks and gestures themselves: what a button without a label is called, what a list says when empty.
import { count, timeLeft, wholeNumber } from './format.ts';
import type { Words } from './words.ts';

export const uiWords = {
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  clear: 'Clear',
  dismiss: 'Dismiss',
  more: 'More',
  increase: 'Increase',
  decrease: 'Decrease',
  showOptions: 'Show options',
  chooseOne: 'Choose one',
  required: 'required',
  loading: 'Loading',
  notifications: 'Notifications',
  yesterday: 'yesterday',
  today: 'today',
  tagBar: {
    tagged: (tag: string) => `Tagged ${tag}`,
    kinds: 'What carries the tag',
    notes: 'Notes',
    sources: 'Sources',
  },
  kinds: {
    note: 'Note',
    source: 'Source',
    excerpt: 'Excerpt',
    scorecard: 'Scorecard',
    judgement: 'Judgement',
  },
  why: {
    words: 'words',
    meaning: 'meaning',
    both: 'both',
  },
  whyLong: {
    words: 'Found because the words match',
    meaning: 'Found because the meaning is close',
    both: 'Found by its words and by its meaning',
  },
  trends: {
    rising: 'rising',
    steady: 'steady',
    falling: 'falling',
    unclear: 'trend unclear',
  },
  confidence: {
    low: 'low',
    moderate: 'moderate',
    high: 'high',
  },
  confidenceLong: {
    low: 'low confidence',
    moderate: 'moderate confidence',
    high: 'high confidence',
  },
  notRated: 'not rated',
  chosen: 'Chosen',
  ratingOf: (value: number, most: number) => `${wholeNumber(value)} of ${wholeNumber(most)}`,
  progress: (done: number, total: number) => `${wholeNumber(done)} of ${wholeNumber(total)}`,
  amounts: (done: string, total: string) => `${done} of ${total}`,
  timeLeft: (seconds: number) => timeLeft(seconds),
  tags: {
    add: 'Add a tag',
    remove: (tag: string) => `Remove the tag ${tag}`,
    chosen: 'Chosen tags',
    create: (tag: string) => `Add “${tag}”`,
  },
  find: {
    label: 'Find in page',
    count: (current: number, found: number, isCut: boolean) =>
      found === 0
        ? 'not found'
        : `${wholeNumber(current)} of ${isCut ? 'more than ' : ''}${wholeNumber(found)}`,
    matchCase: 'Match upper and lower case',
    previous: 'The one before',
    next: 'Next',
  },
  panes: {
    library: 'Library',
    list: 'List',
    page: 'Page',
    panel: 'Related and evidence',
    status: 'Status',
    resizeLibrary: 'Width of the library',
    resizeList: 'Width of the list',
    resizePanel: 'Width of the right-hand panel',
  },
  palette: {
    title: 'Find or do',
    placeholder: 'Find or ask, or type a command',
    find: (question: string) => `Find “${question}”`,
    finding: 'Looking',
    nothing: 'Nothing matches',
    found: (results: number) => count(results, 'result', 'results'),
    everywhere: 'Everywhere',
    hint: 'Up and down to choose, Enter to open, Escape to close',
  },
} satisfies Words;
