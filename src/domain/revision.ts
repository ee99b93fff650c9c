// A kept revision of a note or source: what it said at a moment worth going back to. Costs a list of hashes.
import * as v from 'valibot';
import { idOf } from './id.ts';
import { list, recordEntries, sha256, text, wholeNumber } from './record.ts';
import { capture } from './source.ts';

const entries = {
  ...recordEntries('revision'),
  /** The note or source. */
  noteId: v.union([idOf('note'), idOf('source')]),
  /** Its revision at the time. */
  noteRevision: wholeNumber,
  title: text(500),
  pieces: list(sha256),
  why: v.picklist(['first', 'interval', 'closed', 'before a change']),
  /** Of a source: how that text was captured. */
  capture: v.exactOptional(capture),
};

export type Revision = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const revisionSchema = v.looseObject(entries);
