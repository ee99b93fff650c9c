// Repairing records that are not quite as they should be, and telling whether two values say the same.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairRecord } from '#domain/repairRecord.ts';
import { isSameValue } from '#domain/same.ts';

const at = '2026-11-20T10:00:00.000Z';
const note = {
  id: '01900000-0000-7000-8000-000000000001',
  schema: 1,
  createdAt: at,
  updatedAt: at,
  revision: 3,
  origin: { kind: 'typed' },
  title: 'A note',
  preview: '',
  words: 0,
  tags: ['a'],
};

describe('a record that is not quite as it should be', () => {
  it('[P1] is left alone when nothing is wrong, unknown fields included', () => {
    const whole = { ...note, future: [1, { two: 2 }] };
    expect(repairRecord('note', whole)).toEqual({ kind: 'ok', value: { record: whole, repairs: [] } });
  });

  it('[P2] gets what a record begins with in place of each field that cannot be read, and keeps the others', () => {
    for (const field of Object.keys(note).filter((each) => each !== 'id'))
      for (const wrong of [null, { not: 'this' }, undefined]) {
        const { [field as keyof typeof note]: _, ...others } = note;
        const damaged = wrong === undefined ? others : { ...others, [field]: wrong };
        const repaired = repairRecord('note', damaged);
        expect([field, repaired.kind]).toEqual([field, 'ok']);
        if (repaired.kind === 'ok') {
          expect(repaired.value.record).toMatchObject(others);
          expect(repaired.value.repairs).toHaveLength(1);
        }
      }
  });

  it('[P3] is not made up: without an id, or when it is no record at all, it cannot be read', () => {
    for (const value of [{ ...note, id: 'me' }, { ...note, id: undefined }, null, 3, [], 'note', {}])
      expect(repairRecord('note', value).kind).toBe('bad');
  });

  it('[P4] comes to an end whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom('note', 'excerpt', 'judgement', 'link'), fc.jsonValue(), (kind, value) => {
        expect(['ok', 'bad']).toContain(repairRecord(kind as 'note', value).kind);
        const withId = Object.assign({}, note, value);
        expect(['ok', 'bad']).toContain(repairRecord(kind as 'note', withId).kind);
      }),
    );
  });
});

describe('two values of JSON', () => {
  it('[P5] are the same exactly when they say the same, in whichever order their fields stand', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, each]) => [name, turned(each)]),
      );
    };
    const plain = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        expect(isSameValue(one, turned(one))).toBe(true);
        expect(isSameValue([one, 1], [one, 2])).toBe(false);
        expect(isSameValue({ one }, { one, more: 1 })).toBe(false);
        expect(isSameValue(one, other)).toBe(isSameValue(other, one));
      }),
    );
    expect(isSameValue([], {})).toBe(false);
    expect(isSameValue(null, {})).toBe(false);
    expect(isSameValue({ a: undefined }, { b: undefined })).toBe(false);
  });
});
