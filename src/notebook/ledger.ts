// What is noticed about the records of a backup while they pass: how many, which were repaired or cannot be read, and
// which name something that is not there.
import type { Restored } from '#store/fill.ts';
import type { Counts, Noticed, RecordKind, RecordNotice } from './restoring.ts';

/** Most notices that are kept; all of them are counted. */
const mostNotices = 100;

export interface NoticeList {
  add(notice: RecordNotice): void;
  noticed(): Noticed;
}

export function noticeList(): NoticeList {
  const first: RecordNotice[] = [];
  let count = 0;
  return {
    add(notice) {
      count += 1;
      if (first.length < mostNotices) first.push(notice);
    },
    noticed: () => ({ count, first: [...first] }),
  };
}

export interface Ledger {
  readonly repaired: NoticeList;
  readonly unread: NoticeList;
  /** False for a record whose key came before: it is not taken. */
  take(kind: RecordKind, key: string, record: Restored): boolean;
  /** Attached files that are in the backup. */
  attached(sha256: readonly string[]): void;
  counts(): Counts;
  /** References to what did not come. */
  dangling(): Noticed;
}

interface Reference {
  /** `id:...`, `piece:...` or `file:...`. */
  readonly to: string;
  readonly from: RecordNotice;
}

export function openLedger(): Ledger {
  const counts: Partial<Record<RecordKind, number>> = {};
  const there = new Set<string>();
  const wanted = new Map<string, RecordNotice>();
  const repaired = noticeList();
  const unread = noticeList();

  function arrived(name: string): void {
    there.add(name);
    wanted.delete(name);
  }

  return {
    repaired,
    unread,
    take(kind, key, record) {
      const name = nameOf(kind, key);
      if (there.has(name)) {
        unread.add({ kind, id: key, why: 'a second one of the same name' });
        return false;
      }
      counts[kind] = (counts[kind] ?? 0) + 1;
      arrived(name);
      for (const { to, from } of referencesOf(record))
        if (!there.has(to) && !wanted.has(to)) wanted.set(to, from);
      return true;
    },
    attached(hashes) {
      for (const hash of hashes) arrived(`file:${hash}`);
    },
    counts: () => ({ ...counts }),
    dangling() {
      const list = noticeList();
      for (const notice of wanted.values()) list.add(notice);
      return list.noticed();
    },
  };
}

function nameOf(kind: RecordKind, key: string): string {
  if (kind === 'piece') return `piece:${key}`;
  return kind === 'body' || kind === 'setting' ? `${kind}:${key}` : `id:${key}`;
}

/** Everything that a record names, as far as it must be there for the record to make sense. */
function referencesOf(restored: Restored): readonly Reference[] {
  switch (restored.op) {
    case 'piece':
    case 'setting':
      return [];
    case 'body': {
      const { owner, pieces } = restored.body;
      const from: RecordNotice = { kind: 'body', id: owner, why: 'a piece of the text is missing' };
      return [
        { to: `id:${owner}`, from: { ...from, why: 'the note or source of the text is missing' } },
        ...pieces.map((hash) => ({ to: `piece:${hash}`, from })),
      ];
    }
    case 'put':
      return referencesOfRecord(restored);
  }
}

function referencesOfRecord({
  kind,
  record,
}: Extract<Restored, { readonly op: 'put' }>): readonly Reference[] {
  const { id } = record;
  const to = (target: string, why: string): Reference => ({ to: `id:${target}`, from: { kind, id, why } });
  switch (kind) {
    case 'excerpt':
      return [to(record.sourceId, 'its source is missing')];
    case 'judgement':
      return [
        to(record.scorecardId, 'its scorecard is missing'),
        ...record.evidence.map((each) => to(each.id, 'its evidence is missing')),
      ];
    case 'claim':
      return [to(record.noteId, 'its note is missing')];
    case 'revision':
      return [
        to(record.noteId, 'its note is missing'),
        ...record.pieces.map((hash) => ({
          to: `piece:${hash}`,
          from: { kind, id, why: 'a piece of its text is missing' },
        })),
      ];
    case 'link':
      return [to(record.from, 'one end is missing'), to(record.to, 'one end is missing')];
    case 'attachment':
      return [{ to: `file:${record.sha256}`, from: { kind, id, why: 'the attached file is missing' } }];
    case 'note':
    case 'source':
    case 'scorecard':
      return [];
  }
}
