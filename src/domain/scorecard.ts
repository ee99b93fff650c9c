// A scorecard: a question, subjects in rows, criteria in columns. (That orientation reduced confirmation bias:
// Dhami et al. 2024, Cognitive Research 9:37.) Its judgements are records of their own.
import * as v from 'valibot';
import { list, recordEntries, tag, text } from './record.ts';

const partId = v.pipe(v.string(), v.regex(/^[0-9a-f-]{8,40}$/, 'not a part id'));

const subject = v.looseObject({ id: partId, name: text(300), deleted: v.exactOptional(v.boolean()) });
export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly deleted?: boolean;
}

const scale = v.looseObject({
  /** How many steps; judgements rate from 1 to this. */
  steps: v.picklist([3, 5, 7]),
  /** What the ends mean. */
  low: text(200),
  high: text(200),
});
export interface Scale {
  readonly steps: 3 | 5 | 7;
  readonly low: string;
  readonly high: string;
}

const criterion = v.looseObject({
  id: partId,
  name: text(300),
  description: text(5000),
  scale: scale,
  deleted: v.exactOptional(v.boolean()),
});
export interface Criterion {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly scale: Scale;
  readonly deleted?: boolean;
}

const entries = {
  ...recordEntries('scorecard'),
  title: text(500),
  question: text(2000),
  tags: list(tag, 200),
  subjects: list(subject as v.GenericSchema<unknown, Subject>, 500),
  criteria: list(criterion as v.GenericSchema<unknown, Criterion>, 200),
};

export type Scorecard = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const scorecardSchema = v.looseObject(entries);
