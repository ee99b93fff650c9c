// A judgement: one dated entry in a cell of a scorecard. Cells are append-only series: a new judgement never
// overwrites an older one.
import * as v from 'valibot';
import type { Document } from './document.ts';
import { idOf } from './id.ts';
import { parseDocument } from './parseDocument.ts';
import { instant, list, recordEntries, sha256, text, wholeNumber } from './record.ts';

export const confidences = ['low', 'moderate', 'high'] as const;
export type Confidence = (typeof confidences)[number];
export const trends = ['rising', 'steady', 'falling', 'unclear'] as const;
export type Trend = (typeof trends)[number];
export const stances = ['supports', 'contradicts', 'context'] as const;
export type Stance = (typeof stances)[number];

const anyUuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);

/** Evidence is pinned to what was there when it was chosen: the record's revision, and a quotation's hash. */
const evidenceShape = v.looseObject({
  kind: v.picklist(['excerpt', 'note', 'source']),
  id: anyUuid,
  stance: v.picklist(stances),
  revision: wholeNumber,
  quotationSha256: v.exactOptional(sha256),
});
export interface Evidence {
  readonly kind: 'excerpt' | 'note' | 'source';
  readonly id: string;
  readonly stance: Stance;
  readonly revision: number;
  readonly quotationSha256?: string;
}

export const evidence = evidenceShape as v.GenericSchema<unknown, Evidence>;

const edtfDate = String.raw`-?\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?`;
/** Extended Date/Time Format (ISO 8601-2), the part of levels 0 and 1 that people write: dates, seasons, intervals. */
export const edtfShape = new RegExp(`^(?:${edtfDate})(?:/(?:${edtfDate}|\\.\\.)?)?$`);

const documentSchema = v.pipe(
  v.unknown(),
  v.transform((value): Document => parseDocument(value).document),
);

const entries = {
  ...recordEntries('judgement'),
  scorecardId: idOf('scorecard'),
  subjectId: text(40),
  criterionId: text(40),
  /** 1 to the scale's steps; absent when the person judged that it cannot be rated. */
  rating: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
  confidence: v.picklist(confidences),
  trend: v.picklist(trends),
  rationale: documentSchema as v.GenericSchema<unknown, Document>,
  evidence: list(evidence, 200),
  wouldChange: text(5000),
  /** The day the judgement speaks of, in EDTF. */
  asOf: v.pipe(text(60), v.regex(edtfShape, 'not a date')),
  recordedAt: instant,
};

export type Judgement = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const judgementSchema = v.looseObject(entries);

/** First day an EDTF date speaks of, as `YYYY-MM-DD`, so that dates of different precision can be put in order. */
export function firstDay(edtf: string): string {
  const match = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(edtf);
  const month = Number(match?.[2] ?? '01');
  const season: Readonly<Record<number, number>> = { 21: 3, 22: 6, 23: 9, 24: 12 };
  return `${match?.[1] ?? '0000'}-${String(season[month] ?? month).padStart(2, '0')}-${match?.[3] ?? '01'}`;
}

/** Order of a cell's series: by the day spoken of, then by when it was recorded, then by id. */
export function compareJudgements(a: Judgement, b: Judgement): number {
  const byDay = firstDay(a.asOf).localeCompare(firstDay(b.asOf));
  if (byDay !== 0) return byDay;
  const byRecord = a.recordedAt.localeCompare(b.recordedAt);
  return byRecord !== 0 ? byRecord : a.id.localeCompare(b.id);
}

/** The judgement that stood in a series on a day (`YYYY-MM-DD`, or null for now): the last one not after it. */
export function standing(series: readonly Judgement[], day: string | null): Judgement | null {
  const sorted = series
    .filter((each) => day === null || firstDay(each.asOf) <= day)
    .toSorted(compareJudgements);
  return sorted.at(-1) ?? null;
}
