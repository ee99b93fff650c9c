// The words of the page that finds a quotation: how it is asked for, where it stands, and how it differs.
import { count, listed } from './format.ts';
import type { Words } from './words.ts';

interface Counts {
  readonly changed: number;
  readonly missing: number;
  readonly added: number;
  readonly omitted: number;
  readonly marks: number;
}

export const quotationWords = {
  command: 'Find a quotation…',
  keywords: { quote: 'quote', verify: 'verify', check: 'check', misquoted: 'misquoted', passage: 'passage' },
  offer: 'Find this quotation, word by word',
  page: 'Find a quotation',
  field: 'Quotation',
  placeholder: 'Paste it as you have it',
  hint: 'It is found in excerpts, sources and notes even where words differ, and the differences are shown.',
  places: 'Where it stands',
  found: (places: number) => `Found in ${count(places, 'place', 'places')}`,
  lookingOn: 'Looking through the other texts',
  looking: 'Looking',
  exact: 'exact',
  exactLong: 'Every character is the same',
  sameWords: 'same words',
  sameWordsLong: 'Every word is the same; spaces, capitals, quotation marks or hyphens at line ends differ',
  differs: ({ changed, missing, added, marks }: Counts) => {
    const words = changed + missing + added;
    if (words > 0) return count(words, 'word differs', 'words differ');
    return marks > 0 ? 'punctuation differs' : 'words left out';
  },
  differsLong: ({ changed, missing, added, omitted, marks }: Counts) => {
    const parts = [
      ...(changed > 0 ? [`${count(changed, 'word', 'words')} changed`] : []),
      ...(missing > 0 ? [`${count(missing, 'word', 'words')} missing from the quotation`] : []),
      ...(added > 0 ? [`${count(added, 'word', 'words')} added by the quotation`] : []),
      ...(omitted > 0 ? [`${count(omitted, 'word', 'words')} left out at an ellipsis`] : []),
      ...(marks > 0 ? [`other punctuation in ${count(marks, 'place', 'places')}`] : []),
    ];
    const sentence = listed(parts);
    return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  },
  legend: { quoted: 'only in your quotation', met: 'only in the text found' },
  /** Said by a screen reader before words that are struck through or underlined, and after them. */
  spoken: { quoted: 'quotation:', met: 'text:', end: 'end of difference' },
  leftOut: (words: number) => `${count(words, 'word', 'words')} left out`,
  cut: '…',
  untitled: 'Untitled',
  deleted: 'deleted',
  open: 'Open',
  makeExcerpt: 'Make an excerpt',
  whole: 'Show all of it',
  less: 'Show less',
  gone: 'This record is no longer in the notebook.',
  notOpened: (why: string) => `The place could not be opened: ${why}`,
  notMade: 'The excerpt could not be made.',
  failed: (why: string) => `The search did not answer: ${why}. Your notes are safe.`,
  tooShort: (fewest: number) => `At least ${fewest} words are needed: fewer stand in too many places.`,
  tooLong: (most: number) =>
    `A quotation may have ${count(most, 'word', 'words')}; this is longer. Paste a part of it.`,
  nothing: {
    title: 'No text of this notebook holds it',
    text: (records: number) =>
      `All ${count(records, 'text', 'texts')} were looked through, and none has most of these words in this order.`,
    indexing: (records: number) =>
      `${count(records, 'record is', 'records are')} still being read in and could not be looked through yet. This looks again by itself.`,
  },
} satisfies Words;
