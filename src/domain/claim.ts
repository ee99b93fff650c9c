// A claim: a sentence marked in a note, with its evidence and whether it stands.
import * as v from 'valibot';
import { idOf } from './id.ts';
import { evidence } from './judgement.ts';
import { instant, list, recordEntries, text } from './record.ts';

const claimStatuses = [
  'no source',
  'single source',
  'supported',
  'contradicted',
  'quotation differs',
  'stale',
  'confidential',
] as const;

const entries = {
  ...recordEntries('claim'),
  noteId: idOf('note'),
  sentence: text(10_000),
  status: v.picklist(claimStatuses),
  evidence: list(evidence, 200),
  signedOffAt: v.exactOptional(instant),
};

export type Claim = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const claimSchema = v.looseObject(entries);
