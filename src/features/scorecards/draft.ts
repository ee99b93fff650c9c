// A judgement being written: what was chosen so far, what is missing, and the judgement it becomes.
import { documentOfText } from '#domain/document.ts';
import type { Confidence, Evidence, Stance, Trend } from '#domain/judgement.ts';
import { confidences, stances, trends } from '#domain/judgement.ts';
import type { NewJudgement } from '#notebook/scorecards.ts';
import { isAsOf } from './asOf.ts';

/** Evidence that is linked but not saved yet; title and passage are what was shown when it was chosen. */
export interface Linked {
  readonly kind: Evidence['kind'];
  readonly id: string;
  readonly stance: Stance;
  readonly title: string;
  readonly passage: string;
}

export interface Draft {
  /** A step of the scale, or 'cannot' for what cannot be rated; null before a choice. */
  readonly rating: number | 'cannot' | null;
  readonly confidence: Confidence | null;
  readonly trend: Trend | null;
  readonly rationale: string;
  readonly evidence: readonly Linked[];
  readonly wouldChange: string;
  readonly asOf: string;
}

export function emptyDraft(today: string): Draft {
  return {
    rating: null,
    confidence: null,
    trend: null,
    rationale: '',
    evidence: [],
    wouldChange: '',
    asOf: today,
  };
}

/** Whether there is anything in it that the person would miss. */
export function isBegun({ rating, confidence, trend, rationale, evidence, wouldChange }: Draft): boolean {
  return (
    rating !== null ||
    confidence !== null ||
    trend !== null ||
    rationale.trim() !== '' ||
    wouldChange.trim() !== '' ||
    evidence.length > 0
  );
}

export type Problem = 'rating' | 'confidence' | 'trend' | 'asOf' | 'wouldChange';

const mostChars = 5000;

/** What keeps it from being saved, in the order of the form. */
export function problemsOf({ rating, confidence, trend, asOf, wouldChange }: Draft): readonly Problem[] {
  const problems: Problem[] = [];
  if (rating === null) problems.push('rating');
  if (confidence === null) problems.push('confidence');
  if (trend === null) problems.push('trend');
  if (wouldChange.trim().length > mostChars) problems.push('wouldChange');
  if (!isAsOf(asOf.trim())) problems.push('asOf');
  return problems;
}

/** The judgement it becomes; null while something is missing. */
export function judgementOf(draft: Draft): NewJudgement | null {
  const { rating, confidence, trend } = draft;
  if (rating === null || confidence === null || trend === null || problemsOf(draft).length > 0) return null;
  return {
    ...(rating === 'cannot' ? {} : { rating }),
    confidence,
    trend,
    rationale: documentOfText(draft.rationale.trim()),
    evidence: draft.evidence.map(({ kind, id, stance }) => ({ kind, id, stance })),
    wouldChange: draft.wouldChange.trim(),
    asOf: draft.asOf.trim(),
  };
}

/** Links with a stance; the same stance again takes the link away, another one moves it. */
export function linked(evidence: readonly Linked[], item: Linked): readonly Linked[] {
  const before = evidence.find((each) => each.kind === item.kind && each.id === item.id);
  if (before === undefined) return [...evidence, item];
  if (before.stance === item.stance) return evidence.filter((each) => each !== before);
  return evidence.map((each) => (each === before ? { ...each, stance: item.stance } : each));
}

const kinds = ['excerpt', 'note', 'source'] as const;

function oneOf<const T>(choices: readonly T[], value: unknown): T | null {
  return choices.find((choice) => choice === value) ?? null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Reads a kept draft; null when it is none. */
export function parseDraft(value: unknown): Draft | null {
  if (typeof value !== 'object' || value === null) return null;
  const given = value as Readonly<Record<string, unknown>>;
  const { rating, evidence } = given;
  const steps = typeof rating === 'number' && Number.isInteger(rating) && rating >= 1 && rating <= 7;
  return {
    rating: steps ? rating : oneOf(['cannot'] as const, rating),
    confidence: oneOf(confidences, given['confidence']),
    trend: oneOf(trends, given['trend']),
    rationale: textOf(given['rationale']),
    evidence: Array.isArray(evidence) ? evidence.flatMap(parseLinked) : [],
    wouldChange: textOf(given['wouldChange']),
    asOf: textOf(given['asOf']),
  };
}

function parseLinked(value: unknown): readonly Linked[] {
  if (typeof value !== 'object' || value === null) return [];
  const given = value as Readonly<Record<string, unknown>>;
  const kind = oneOf(kinds, given['kind']);
  const stance = oneOf(stances, given['stance']);
  const id = textOf(given['id']);
  if (kind === null || stance === null || id === '') return [];
  return [{ kind, id, stance, title: textOf(given['title']), passage: textOf(given['passage']) }];
}
