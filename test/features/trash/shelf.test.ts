// The trash as a list: filters, counts and what a choice may act upon.
import { describe, expect, it } from 'vitest';
import type { Trashed } from '#notebook/trash.ts';
import { chosenOf, countOf, firstLine, keptUntil, ofKind, trashKey } from '#features/trash/shelf.ts';

const item = (kind: Trashed['kind'], id: string): Trashed => ({
  kind,
  id,
  title: id,
  deletedAt: '2026-11-23',
});
const items = [item('note', 'a'), item('source', 'b'), item('note', 'c')];

describe('the trash', () => {
  it('[T1] shows all or one kind, in the order given, with its count', () => {
    expect(ofKind(items, 'all')).toEqual(items);
    expect(ofKind(items, 'note').map(({ id }) => id)).toEqual(['a', 'c']);
    expect([countOf(items, 'all'), countOf(items, 'note'), countOf(items, 'excerpt')]).toEqual([3, 2, 0]);
  });

  it('[T2] acts only upon what is chosen and in sight', () => {
    const chosen = new Set([trashKey(item('note', 'a')), trashKey(item('source', 'b')), 'note:gone']);
    expect(chosenOf(ofKind(items, 'note'), chosen).map(({ id }) => id)).toEqual(['a']);
  });

  it('[T3] keeps records of one id but different kinds apart', () => {
    expect(trashKey(item('note', 'a'))).not.toBe(trashKey(item('excerpt', 'a')));
  });

  it('[T5] says until when it can be brought back: thirty days, or nothing better than what is known', () => {
    expect(keptUntil({ deletedAt: '2026-11-23T10:00:00.000Z' })).toBe('2026-12-23T10:00:00.000Z');
    expect(keptUntil({ deletedAt: 'long ago' })).toBe('long ago');
  });

  it('[T4] names a long quotation by its first line', () => {
    expect(firstLine('\n One line\nanother')).toBe('One line');
    expect(firstLine('x'.repeat(500))).toHaveLength(200);
  });
});
