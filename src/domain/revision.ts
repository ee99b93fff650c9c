// A kept revision of a note: what it said at a moment worth going back to. Costs a list of hashes.
import * as v from 'valibot';
import { idOf } from './id.ts';
import { list, recordEntries, sha256, text, wholeNumber } from './record.ts';

const entries = {
  ...recordEntries('revision'),
  noteId: idOf('note'),
  noteRevision: wholeNumber,
  title: text(500),
  pieces: list(sha256),
  why: v.picklist(['first', 'interval', 'closed', 'before a change']),
};

export type Revision = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const revisionSchema = v.looseObject(entries);
