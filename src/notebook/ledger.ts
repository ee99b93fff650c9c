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

/** Names of one sort: an id says its kind, other keys do not. */
const sorts = ['id', 'body', 'piece', 'setting', 'file'] as const;
type Sort = (typeof sorts)[number];

interface Reference {
  readonly sort: Sort;
  readonly to: string;
  readonly from: RecordNotice;
}

/** Keys are kept as they came, in a list for each sort: of a large notebook there are hundreds of thousands. */
interface Names {
  readonly there: Set<string>;
  readonly wanted: Map<string, RecordNotice>;
}

export function openLedger(): Ledger {
  const counts: Partial<Record<RecordKind, number>> = {};
  const names = new Map<Sort, Names>(sorts.map((sort) => [sort, { there: new Set(), wanted: new Map() }]));
  const repaired = noticeList();
  const unread = noticeList();

  /** False where it was there before. */
  function arrived(sort: Sort, key: string): boolean {
    const { there, wanted } = of(sort);
    const before = there.size;
    wanted.delete(key);
    return there.add(key).size > before;
  }

  function of(sort: Sort): Names {
    const known = names.get(sort);
    if (known === undefined) throw new RangeError(sort);
    return known;
  }

  return {
    repaired,
    unread,
    take(kind, key, record) {
      if (!arrived(sortOf(kind), key)) {
        unread.add({ kind, id: key, why: 'a second one of the same name' });
        return false;
      }
      counts[kind] = (counts[kind] ?? 0) + 1;
      for (const { sort, to, from } of referencesOf(record)) {
        const { there, wanted } = of(sort);
        if (!there.has(to) && !wanted.has(to)) wanted.set(to, from);
      }
      return true;
    },
    attached(hashes) {
      for (const hash of hashes) arrived('file', hash);
    },
    counts: () => ({ ...counts }),
    dangling() {
      const list = noticeList();
      for (const { wanted } of names.values()) for (const notice of wanted.values()) list.add(notice);
      return list.noticed();
    },
  };
}

function sortOf(kind: RecordKind): Sort {
  return kind === 'piece' || kind === 'body' || kind === 'setting' ? kind : 'id';
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
        { sort: 'id', to: owner, from: { ...from, why: 'the note or source of the text is missing' } },
        ...pieces.map((hash): Reference => ({ sort: 'piece', to: hash, from })),
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
  const to = (target: string, why: string): Reference => ({
    sort: 'id',
    to: target,
    from: { kind, id, why },
  });
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
        ...record.pieces.map((hash): Reference => ({
          sort: 'piece',
          to: hash,
          from: { kind, id, why: 'a piece of its text is missing' },
        })),
      ];
    case 'link':
      return [to(record.from, 'one end is missing'), to(record.to, 'one end is missing')];
    case 'attachment':
      return [{ sort: 'file', to: record.sha256, from: { kind, id, why: 'the attached file is missing' } }];
    case 'note':
    case 'source':
    case 'scorecard':
      return [];
  }
}
