// Judgements and cards for tests, with only what matters given.
import { documentOfText } from '#domain/document.ts';
import { parseId } from '#domain/id.ts';
import type { Judgement } from '#domain/judgement.ts';
import type { Scorecard } from '#domain/scorecard.ts';

export function idNumbered(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

let made = 0;

export function judgementOn(asOf: string, given: Partial<Judgement> = {}): Judgement {
  made += 1;
  return {
    id: parseId('judgement', idNumbered(made)) as Judgement['id'],
    schema: 1,
    createdAt: '2026-11-23T10:00:00.000Z',
    updatedAt: '2026-11-23T10:00:00.000Z',
    revision: 1,
    origin: { kind: 'typed' },
    scorecardId: parseId('scorecard', idNumbered(999)) as Judgement['scorecardId'],
    subjectId: 's1',
    criterionId: 'c1',
    rating: 3,
    confidence: 'moderate',
    trend: 'steady',
    rationale: documentOfText('Because.'),
    evidence: [],
    wouldChange: '',
    asOf,
    recordedAt: '2026-11-23T10:00:00.000Z',
    ...given,
  };
}

export function cardOf(given: Partial<Scorecard>): Scorecard {
  return {
    id: parseId('scorecard', idNumbered(999)) as Scorecard['id'],
    schema: 1,
    createdAt: '2026-11-23T10:00:00.000Z',
    updatedAt: '2026-11-23T10:00:00.000Z',
    revision: 1,
    origin: { kind: 'typed' },
    title: 'Card',
    question: '',
    tags: [],
    subjects: [],
    criteria: [],
    ...given,
  };
}

export const scaleOfFive = { steps: 5, low: 'Pilots only', high: 'Routine at many sites' } as const;
