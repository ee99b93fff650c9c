import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeId, parseId } from '#domain/id.ts';
import type { Judgement } from '#domain/judgement.ts';
import { edtfShape, firstDay, standing } from '#domain/judgement.ts';
import { parseOperation, parseOperations, parseRecord } from '#domain/operation.ts';
import { findQuotation, selectQuotation } from '#domain/quotation.ts';
import { dateText, namesLine, parseDate, parseNames } from '#domain/source.ts';

const random = (seed: number): Uint8Array =>
  Uint8Array.from({ length: 10 }, (_, at) => (seed * 31 + at * 17) % 256);
const now = '2026-11-23T10:00:00.000Z';
const note = {
  id: makeId('note', Date.parse(now), random(1)),
  schema: 1,
  createdAt: now,
  updatedAt: now,
  revision: 1,
  origin: { kind: 'typed' },
  title: 'A note',
  tags: ['policy/energy'],
  preview: '',
  words: 0,
};

describe('ids', () => {
  it('[N1] are UUIDs of version 7 that sort by time', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 2 ** 40 }),
        fc.nat({ max: 1000 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (at, later, bytes) => {
          const first = makeId('note', at, bytes);
          expect(parseId('note', first)).toBe(first);
          if (later > 0) expect(first < makeId('note', at + later, bytes)).toBe(true);
        },
      ),
    );
  });
});

describe('records', () => {
  it('[N2] keep fields that this version does not know', () => {
    const parsed = parseRecord('note', { ...note, mood: 'calm' });
    expect(parsed).toMatchObject({ kind: 'ok', value: { mood: 'calm', title: 'A note' } });
  });

  it('[N3] are refused with the field and the reason', () => {
    expect(parseRecord('note', { ...note, revision: 0 })).toMatchObject({
      kind: 'bad',
      why: expect.stringMatching(/^revision: /) as string,
    });
    expect(parseRecord('note', { ...note, id: 'x' })).toMatchObject({
      kind: 'bad',
      why: 'id: not an identifier',
    });
    expect(parseOperations([{ op: 'put', kind: 'note', record: note }, { op: 'explode' }])).toEqual({
      kind: 'bad',
      why: 'operation 1: unknown operation',
    });
    expect(parseOperation({ op: 'put', kind: '__proto__', record: {} })).toEqual({
      kind: 'bad',
      why: 'unknown kind',
    });
  });

  it('[N4] never make a parser throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('note', 'source', 'judgement'), (record, kind) => {
        expect(['ok', 'bad']).toContain(parseOperation({ op: 'put', kind, record }).kind);
      }),
    );
  });
});

describe('quotations', () => {
  const text = 'One said so. Two said so. One said so.';

  it('[N5] are found where their exact words stand once', () => {
    expect(findQuotation(text, selectQuotation(text, 13, 25))).toEqual({
      kind: 'anchored',
      start: 13,
      end: 25,
    });
  });

  it('[N6] that stand in several places are told apart by their context alone', () => {
    expect(findQuotation(text, selectQuotation(text, 26, 38))).toEqual({
      kind: 'anchored',
      start: 26,
      end: 38,
    });
    expect(findQuotation(text, { exact: 'said so', prefix: 'x', suffix: 'y' })).toEqual({
      kind: 'needs review',
    });
  });

  it('[N7] that differ by one word are not moved to a lookalike', () => {
    expect(
      findQuotation(text, { exact: 'Two said it.', prefix: 'One said so. ', suffix: ' One said so.' }),
    ).toEqual({ kind: 'needs review' });
  });

  it('[N8] that were anchored stay anchored when text is added elsewhere and the words are unique', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        const quoted = 'the exact words «7f3a» of the minister';
        const selector = selectQuotation(`a ${quoted} b`, 2, 2 + quoted.length);
        const start = before.length;
        expect(findQuotation(before + quoted + after, selector)).toEqual({
          kind: 'anchored',
          start,
          end: start + quoted.length,
        });
      }),
    );
  });
});

describe('judgements', () => {
  const entry = (asOf: string, recordedAt: string): Judgement => {
    const parsed = parseRecord('judgement', {
      ...note,
      id: makeId('judgement', Date.parse(recordedAt), random(asOf.length)),
      scorecardId: makeId('scorecard', 1, random(2)),
      subjectId: 's',
      criterionId: 'c',
      rating: 3,
      confidence: 'low',
      trend: 'steady',
      rationale: { type: 'doc', content: [] },
      evidence: [],
      wouldChange: '',
      asOf,
      recordedAt,
    });
    if (parsed.kind === 'bad') throw new Error(parsed.why);
    return parsed.value;
  };

  it('[N9] stand as of a day: the last that speaks of that day or before', () => {
    const march = entry('2026-03', '2026-11-01T00:00:00.000Z');
    const june = entry('2026-06-10', '2026-06-11T00:00:00.000Z');
    const series = [june, march];
    expect(standing(series, '2026-02-28')).toBeNull();
    expect(standing(series, '2026-06-09')).toBe(march);
    expect(standing(series, null)).toBe(june);
  });

  it('[N10] carry dates in EDTF and nothing else', () => {
    for (const good of [
      '2026',
      '2026-03',
      '2026-03-09',
      '2026-21',
      '2024?',
      '2026-03~',
      '2025/2026',
      '2025-01/..',
    ])
      expect(edtfShape.test(good)).toBe(true);
    for (const bad of ['', 'yesterday', '2026-13', '2026-03-32', '26', '2026-3', '2026/x'])
      expect(edtfShape.test(bad)).toBe(false);
    expect(firstDay('2026-21')).toBe('2026-03-01');
  });
});

describe('what describes a source', () => {
  it('[N11] names read from one line are written back as it', () => {
    const names = parseNames('Meier, Anna; Ministry of Energy of the North; UNESCO');
    expect(names).toEqual([
      { family: 'Meier', given: 'Anna' },
      { given: 'Ministry of Energy of the', family: 'North' },
      { literal: 'UNESCO' },
    ]);
    expect(parseNames(namesLine(names))).toEqual(names);
  });

  it('[N12] dates keep their precision, and words that are no date stay words', () => {
    for (const date of ['2026', '2026-03', '2026-03-09']) expect(dateText(parseDate(date))).toBe(date);
    expect(parseDate('2026-02-31')).toEqual({ literal: '2026-02-31' });
    expect(parseDate('spring')).toEqual({ literal: 'spring' });
    expect(parseDate(' ')).toBeUndefined();
  });
});
