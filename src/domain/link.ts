// A link from one record to another, kept so that both ends can be asked.
import * as v from 'valibot';
import { recordEntries, text } from './record.ts';
import { referenceKinds } from './document.ts';

const linkKinds = ['cites', 'supports', 'contradicts', 'context', 'mentions'] as const;
export type LinkKind = (typeof linkKinds)[number];

const entries = {
  ...recordEntries('link'),
  fromKind: v.picklist(referenceKinds),
  from: text(40),
  toKind: v.picklist(referenceKinds),
  to: text(40),
  kind: v.picklist(linkKinds),
};

export type Link = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const linkSchema = v.looseObject(entries);
