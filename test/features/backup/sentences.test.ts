// What is said of backups: the reason that can be acted on, the entry that is damaged, and counts that agree.
import { describe, expect, it } from 'vitest';
import { sayCounts, sayFault, sayRebuilt, sayWhyNotKept, totalOf } from '#features/backup/sentences.ts';

describe('the sentences of safety', () => {
  it('[SS1] say why a backup failed, and nothing where none was meant to be', () => {
    expect(sayWhyNotKept({ kind: 'failed', why: 'folder missing' })).toBe('the folder is not there');
    expect(sayWhyNotKept({ kind: 'refused', why: 'wrong hash', entry: 'records/note.ndjson' })).toContain(
      'records/note.ndjson',
    );
    expect(sayWhyNotKept({ kind: 'stopped' })).toBeNull();
    expect(sayWhyNotKept({ kind: 'refused', why: 'temporary notebook' })).toBeNull();
    expect(sayWhyNotKept({ kind: 'refused', why: 'ahead of the journal' })).not.toBeNull();
  });

  it('[SS2] name the damaged entry where there is one', () => {
    expect(sayFault({ kind: 'wrong hash', entry: 'records/note.ndjson' })).toContain('records/note.ndjson');
    expect(sayFault({ kind: 'damaged', entry: null })).not.toContain('null');
    expect(sayFault({ kind: 'unreadable', why: 'disk error' })).toContain('the disk reported an error');
  });

  it('[SS3] count as backups do: without pieces and revisions', () => {
    expect(totalOf({ note: 3, body: 3, piece: 100, revision: 7, setting: 1 })).toBe(7);
    expect(sayCounts({ note: 1, source: 2, piece: 100 })).toBe('1 note and 2 sources');
  });

  it('[SS4] say what a start built again, and nothing where all was whole', () => {
    const whole = { checked: 12, restored: 0, missing: 0, rebuilt: null };
    expect(sayRebuilt(whole)).toBeNull();
    const rebuilt = { cause: 'gone', from: 'journal', backup: null, entries: 9 } as const;
    expect(sayRebuilt({ ...whole, rebuilt })).toBe(
      'The working copy was not there. It was built again from the journal: 12 records checked, 0 missing.',
    );
  });
});
