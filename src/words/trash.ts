// The words of the trash: what was deleted, bringing it back, and erasing it for good.
import { count, wholeNumber } from './format.ts';
import type { Words } from './words.ts';

const things = (records: number): string => count(records, 'item', 'items');

export const trashWords = {
  title: 'Trash',
  group: 'Trash',
  commands: {
    empty: 'Empty the trash',
    keywords: { erase: 'erase', delete: 'delete for good' },
  },
  list: 'Deleted items',
  filter: 'Kind',
  all: 'All',
  kinds: {
    note: 'Notes',
    source: 'Sources',
    excerpt: 'Excerpts',
    scorecard: 'Scorecards',
    judgement: 'Judgements',
  },
  number: (records: number) => wholeNumber(records),
  untitled: 'Untitled',
  deleted: 'deleted',
  keptUntil: 'kept until',
  selected: (records: number) => `${things(records)} selected`,
  bringBack: 'Bring back',
  erase: 'Erase for good',
  empty: 'Empty the trash',
  confirmErase: {
    title: (records: number) => `Erase ${things(records)} for good?`,
    text: (records: number) =>
      records === 1
        ? 'It leaves the notebook and cannot be brought back. Passages that point at it will say that it is gone.'
        : 'They leave the notebook and cannot be brought back. Passages that point at them will say that they are gone.',
    files:
      'The file that a source was read from goes too, within a day unless a backup was restored in the last thirty days.',
    journal:
      'The journal on this machine keeps what it has written so far; a backup made before keeps it too.',
  },
  confirmEmpty: (records: number) => `Empty the trash of ${things(records)}?`,
  failed: {
    'disk full': 'Nothing was changed: the disk is full. Make room and try again.',
    'disk error': 'Nothing was changed: the disk reported an error.',
    invalid: 'Nothing was changed: the program made a change that it cannot read back.',
    'read only':
      'Nothing was changed: the notebook is open to read only, for a newer Commonplace wrote to it.',
  },
  unreadable: (why: string) => `The trash could not be read: ${why}`,
  nothing: {
    title: 'The trash is empty',
    text: 'What you delete comes here and stays whole for thirty days, or until you erase it. Until then it can be brought back with one click.',
  },
  noneOfKind: 'None of this kind was deleted',
} satisfies Words;
