// A note: what the person writes. This is its head; its text is a body of the same id.
import * as v from 'valibot';
import { list, recordEntries, tag, text, wholeNumber } from './record.ts';

const entries = {
  ...recordEntries('note'),
  title: text(500),
  tags: list(tag, 200),
  /** The beginning of the text, for lists. */
  preview: text(400),
  words: wholeNumber,
};

export type Note = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const noteSchema = v.looseObject(entries);
