// What is noticed about the records of a backup while they pass: how many, which were repaired or cannot be read, and
// which name something that is not there.
import type { Restored } from '#store/fill.ts';
import { type KeyTable, openKeyTable } from './keyTable.ts';
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

/** Of a large notebook there are hundreds of thousands of names. */
interface Names {
  readonly keys: KeyTable;
  /** By a name's number: whether it came, or else one more than the number of the notice of who named it first. */
  readonly states: number[];
}

const unknown = 0;
const there = -1;

export function openLedger(): Ledger {
  const counts: Partial<Record<RecordKind, number>> = {};
  const names: Readonly<Record<Sort, Names>> = {
    id: { keys: openKeyTable(32), states: [] },
    body: { keys: openKeyTable(32), states: [] },
    piece: { keys: openKeyTable(64), states: [] },
    setting: { keys: openKeyTable(64), states: [] },
    file: { keys: openKeyTable(64), states: [] },
  };
  const notices = openNotices(names.id.keys);
  const repaired = noticeList();
  const unread = noticeList();

  /** False where it was there before. */
  function arrived(sort: Sort, key: string): boolean {
    const { keys, states } = names[sort];
    const number = keys.numberOf(key);
    const before = states[number];
    states[number] = there;
    return before !== there;
  }

  function want({ sort, to, from }: Reference): void {
    const { keys, states } = names[sort];
    const number = keys.numberOf(to);
    if ((states[number] ?? unknown) === unknown) states[number] = notices.add(from) + 1;
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
      for (const reference of referencesOf(record)) want(reference);
      return true;
    },
    attached(hashes) {
      for (const hash of hashes) arrived('file', hash);
    },
    counts: () => ({ ...counts }),
    dangling() {
      const list = noticeList();
      for (const sort of sorts)
        for (const state of names[sort].states) if (state > unknown) list.add(notices.get(state - 1));
      return list.noticed();
    },
  };
}

interface Notices {
  readonly add: (notice: RecordNotice) => number;
  readonly get: (number: number) => RecordNotice;
}

/** Kept as numbers: most of them are never read. */
function openNotices(ids: KeyTable): Notices {
  const whats: { readonly kind: RecordNotice['kind']; readonly why: string }[] = [];
  const whatAt: number[] = [];
  const idAt: number[] = [];
  return {
    add({ kind, id, why }) {
      let what = whats.findIndex((each) => each.kind === kind && each.why === why);
      if (what < 0) what = whats.push({ kind, why }) - 1;
      idAt.push(ids.numberOf(id));
      return whatAt.push(what) - 1;
    },
    get: (number) => {
      const what = whats[whatAt[number] ?? 0];
      if (what === undefined) throw new RangeError(`there is no notice ${number}`);
      return { ...what, id: ids.nameOf(idAt[number] ?? 0) };
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
