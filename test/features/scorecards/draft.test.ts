// @vitest-environment happy-dom
// A judgement being written: what is missing, what it becomes, and that it is still there when one comes back.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseId } from '#domain/id.ts';
import { confidences, stances, trends } from '#domain/judgement.ts';
import { plainText } from '#domain/plainText.ts';
import { dayInWords, isAsOf, todayHere } from '#features/scorecards/asOf.ts';
import type { Draft, Linked } from '#features/scorecards/draft.ts';
import {
  emptyDraft,
  isBegun,
  judgementOf,
  linked,
  parseDraft,
  problemsOf,
} from '#features/scorecards/draft.ts';
import { keepDraft, readDraft } from '#features/scorecards/drafts.ts';
import { ratingInWords } from '#features/scorecards/rating.ts';
import { idNumbered, scaleOfFive } from './judgements.ts';

const link: Linked = { kind: 'note', id: idNumbered(1), stance: 'supports', title: 'N', passage: 'p' };
const whole: Draft = {
  rating: 4,
  confidence: 'moderate',
  trend: 'rising',
  rationale: 'One line.\nAnother.',
  evidence: [link],
  wouldChange: 'A strike.',
  asOf: '2026-11-23',
};

const drafts: fc.Arbitrary<Draft> = fc.record({
  rating: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constantFrom('cannot' as const, null)),
  confidence: fc.constantFrom(...confidences, null),
  trend: fc.constantFrom(...trends, null),
  rationale: fc.string(),
  evidence: fc.array(
    fc.record({
      kind: fc.constantFrom('excerpt' as const, 'note' as const, 'source' as const),
      id: fc.string({ minLength: 1 }),
      stance: fc.constantFrom(...stances),
      title: fc.string(),
      passage: fc.string(),
    }),
  ),
  wouldChange: fc.string(),
  asOf: fc.string(),
});

describe('a judgement being written', () => {
  it('[D1] starts empty but for the day, and is not yet begun', () => {
    expect(isBegun(emptyDraft('2026-11-23'))).toBe(false);
    expect(problemsOf(emptyDraft('2026-11-23'))).toEqual(['rating', 'confidence', 'trend']);
    expect(judgementOf(emptyDraft('2026-11-23'))).toBeNull();
  });

  it('[D2] becomes a judgement once nothing is missing, a paragraph for each line', () => {
    const judgement = judgementOf(whole);
    expect(judgement).toMatchObject({
      rating: 4,
      confidence: 'moderate',
      trend: 'rising',
      asOf: '2026-11-23',
    });
    expect(judgement?.rationale?.content).toHaveLength(2);
    expect(judgement?.rationale && plainText(judgement.rationale)).toBe('One line.\nAnother.');
    expect(judgement?.evidence).toEqual([{ kind: 'note', id: link.id, stance: 'supports' }]);
  });

  it('[D3] what cannot be rated has no rating', () => {
    expect(judgementOf({ ...whole, rating: 'cannot' })).not.toHaveProperty('rating');
    expect(judgementOf({ ...whole, rating: null })).toBeNull();
  });

  it('[D4] is not saved without a real date', () => {
    expect(problemsOf({ ...whole, asOf: 'yesterday' })).toEqual(['asOf']);
    expect(judgementOf({ ...whole, asOf: '2026-02-30' })).toBeNull();
  });

  it('[D5] the same stance again unlinks, another one moves the link, and nothing is linked twice', () => {
    expect(linked([link], link)).toEqual([]);
    expect(linked([link], { ...link, stance: 'contradicts' })).toEqual([{ ...link, stance: 'contradicts' }]);
    expect(linked([], link)).toEqual([link]);
  });

  it('[D6] comes back from storage as it was, and nothing else passes for a draft', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(parseDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = parseDraft(value);
        if (read !== null) expect(parseDraft(read)).toEqual(read);
      }),
    );
    expect(parseDraft({ rating: 9, confidence: 'sure', evidence: [{ kind: 'judgement' }] })).toEqual(
      emptyDraft(''),
    );
  });
});

describe('drafts of cells', () => {
  const card = parseId('scorecard', idNumbered(5));
  if (card === null) throw new Error('not an id');
  const cell = { subject: 's1', criterion: 'c1' };
  beforeEach(() => keepDraft(card, cell, null));

  it('[D7] are kept by cell until they are saved or discarded', () => {
    keepDraft(card, cell, whole);
    expect(readDraft(card, cell)).toEqual(whole);
    expect(readDraft(card, { subject: 's1', criterion: 'c2' })).toBeNull();
    expect(localStorage.length).toBe(1);
    keepDraft(card, cell, null);
    expect(readDraft(card, cell)).toBeNull();
    expect(localStorage.length).toBe(0);
  });

  it('[D8] one in which nothing was begun is none', () => {
    keepDraft(card, cell, emptyDraft('2020-01-01'));
    expect(readDraft(card, cell)).toBeNull();
  });
});

describe('the day a judgement speaks of', () => {
  it.each(['2026-11-23', '2026-11', '2026', '2026~', '2024/2026', '2026-21', '2024-02-29', '2026-11-23/..'])(
    '[D9] %s is a date',
    (text) => expect(isAsOf(text)).toBe(true),
  );
  it.each([
    '',
    '2026-13',
    '2026-02-30',
    '2025-02-29',
    '23.11.2026',
    'soon',
    '2026-11-23 ',
    '2026-04-30/2026-04-31',
  ])('[D9] %s is none', (text) => expect(isAsOf(text)).toBe(false));
  it('[D10] is read as words where it is plain, and as it was written where it is not', () => {
    expect(dayInWords('2026-11-09')).toBe('9 Nov 2026');
    expect(dayInWords('2026-11')).toBe('Nov 2026');
    expect(dayInWords('2026~')).toBe('2026~');
    expect(dayInWords('2026-21')).toBe('2026-21');
  });
  it('[D11] is today where the person is', () => {
    expect(todayHere(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});

describe('a rating in words', () => {
  it('[D12] says what the ends mean, and a plain word in between', () => {
    expect(ratingInWords(1, scaleOfFive)).toBe('very weak, Pilots only');
    expect(ratingInWords(5, scaleOfFive)).toBe('very strong, Routine at many sites');
    expect(ratingInWords(4, scaleOfFive)).toBe('strong');
    expect(ratingInWords(undefined, scaleOfFive)).toBe('cannot be rated');
    expect(ratingInWords(2, { steps: 3, low: '', high: '' })).toBe('fair');
  });
});
