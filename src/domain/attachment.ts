// An attached file: what is known of it. Its bytes are a file named by their hash.
import * as v from 'valibot';
import { recordEntries, sha256, text, wholeNumber } from './record.ts';

const entries = {
  ...recordEntries('attachment'),
  sha256,
  sizeBytes: wholeNumber,
  mediaType: text(200),
  name: text(500),
};

export type Attachment = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const attachmentSchema = v.looseObject(entries);
