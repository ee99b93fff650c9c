// Reading the working copy: everything that may be asked, and nothing that could change it.
import { type NounKind, nounKinds } from '#domain/id.ts';
import type { RecordOf } from '#domain/operation.ts';
import { joinPieces } from '#domain/piece.ts';
import { appliedSeqOf, type Database, jsonOf, openDatabase } from './database.ts';
import { openNewerDatabase } from './newerDatabase.ts';
import { StoreFault } from './fault.ts';
import { recordsByKey } from './recordsByKey.ts';
import { type HeadRow, unpackBody, unpackHead, unpackSetting } from './row.ts';
import { stockIn } from './stock.ts';
import type { ImportedRecord, Reader } from './store.ts';

type Index = 'owner' | 'from' | 'to' | 'root' | 'sha256';

/** Opens a database only to read, as another thread does beside the one that owns it. Rejects where there is none. */
export async function openReader(name: string): Promise<Reader> {
  const opened = await openDatabase(name, null);
  if (opened.kind === 'open') return readerOf(opened.database);
  if (opened.kind === 'newer') {
    const newer = await openNewerDatabase(name);
    if (newer.kind === 'open') return readerOf(newer.database);
  }
  throw new StoreFault({
    kind: 'broken',
    why: opened.kind === 'failed' ? opened.why : `database is ${opened.kind}`,
  });
}

export function readerOf(database: Database): Reader {
  const { reading, heads, bodies, pieces, settings, pending } = database;

  async function unpackAll<const K extends NounKind>(
    kind: K,
    rows: readonly HeadRow<K>[],
  ): Promise<readonly RecordOf[K][]> {
    const json = await jsonOf(
      database,
      kind,
      rows.map(({ id, parts }) => ({ key: id, parts })),
    );
    return rows.map((row, index) => unpackHead(kind, row, json[index] ?? ''));
  }

  /** Records found by an index, deleted ones included, in the order in which they were made. */
  function found<const K extends NounKind>(
    kind: K,
    index: Index,
    value: string,
  ): Promise<readonly RecordOf[K][]> {
    return reading(async () => unpackAll(kind, await heads(kind).where(index).equals(value).toArray()));
  }

  function inState<const K extends NounKind>(kind: K, which: 'kept' | 'deleted') {
    const kept = which === 'kept' ? 1 : 0;
    return heads(kind).where('[kept+updatedAt]').between([kept, ''], [kept, '\uffff'], true, true);
  }

  function headsOf<const K extends NounKind>(
    kind: K,
    which: 'kept' | 'deleted' = 'kept',
  ): Promise<readonly RecordOf[K][]> {
    return reading(async () => {
      // Ascending, then turned round: a descending read goes row by row.
      const rows = await inState(kind, which).toArray();
      return (await unpackAll(kind, rows)).toReversed();
    });
  }

  async function imported(index: 'root' | 'sha256', value: string): Promise<readonly ImportedRecord[]> {
    const [notes, sources] = await Promise.all([found('note', index, value), found('source', index, value)]);
    const asImported = (kind: 'note' | 'source', record: RecordOf['note' | 'source']): ImportedRecord[] =>
      record.origin.kind === 'imported'
        ? [
            {
              kind,
              id: record.id,
              revision: record.revision,
              deleted: record.deletedAt !== undefined,
              origin: record.origin,
            },
          ]
        : [];
    return [
      ...notes.flatMap((note) => asImported('note', note)),
      ...sources.flatMap((source) => asImported('source', source)),
    ];
  }

  async function storedBody(
    owner: string,
  ): Promise<{ readonly revision: number; readonly hashes: readonly string[] } | undefined> {
    const [row] = await bodies.bulkGet([owner]);
    if (row === undefined) return undefined;
    const [json = ''] = await jsonOf(database, 'bodies', [{ key: owner, parts: row.parts }]);
    return { revision: row.revision, hashes: unpackBody(row, json) };
  }

  async function contents(hashes: readonly string[]): Promise<readonly (string | undefined)[]> {
    const rows = await pieces.bulkGet([...hashes]);
    return rows.map((row) => row?.content);
  }

  return {
    get: (kind, id) =>
      reading(async () => {
        const row = await heads(kind).get(id);
        return row === undefined ? undefined : (await unpackAll(kind, [row]))[0];
      }),
    getMany: (kind, ids) =>
      reading(async () => {
        const rows = await heads(kind).bulkGet([...ids]);
        const records = await unpackAll(
          kind,
          rows.filter((row) => row !== undefined),
        );
        const byId = new Map(records.map((record) => [String(record.id), record]));
        return ids.map((id) => byId.get(id));
      }),
    heads: headsOf,
    count: (kind, which = 'kept') => reading(() => inState(kind, which).count()),
    body: async (owner) => {
      const found = await reading(async () => {
        const body = await storedBody(owner);
        return body === undefined ? undefined : { ...body, texts: await contents(body.hashes) };
      });
      if (found === undefined) return undefined;
      const { revision, hashes, texts } = found;
      const whole = texts.filter((text) => text !== undefined);
      // Without the missing piece it would look like a shorter text, and be saved as one.
      if (whole.length < texts.length)
        throw new StoreFault({ kind: 'broken', why: `a piece of the text of ${owner} is missing` });
      return { revision, pieces: hashes, ...joinPieces(whole) };
    },
    bodyPieces: (owner) => reading(async () => (await storedBody(owner))?.hashes ?? []),
    pieces: (hashes) => reading(() => contents(hashes)),
    excerptsOf: async (sourceId) => (await found('excerpt', 'owner', sourceId)).filter(isKept),
    judgementsOf: async (scorecardId) => (await found('judgement', 'owner', scorecardId)).filter(isKept),
    revisionsOf: async (owner) => {
      const revisions = (await found('revision', 'owner', owner)).filter(isKept);
      return revisions.toSorted((one, other) => one.noteRevision - other.noteRevision);
    },
    revisionCounts: async () => {
      const owners = await reading(() => heads('revision').orderBy('owner').keys());
      const counts = new Map<string, number>();
      for (const owner of owners)
        if (typeof owner === 'string') counts.set(owner, (counts.get(owner) ?? 0) + 1);
      return counts;
    },
    linksFrom: async (id) => (await found('link', 'from', id)).filter(isKept),
    linksTo: async (id) => (await found('link', 'to', id)).filter(isKept),
    importedFrom: (root) => imported('root', root),
    importedAs: (sha256) => imported('sha256', sha256),
    settings: () =>
      reading(async () => {
        const rows = await settings.toArray();
        const json = await jsonOf(
          database,
          'settings',
          rows.map(({ name, parts }) => ({ key: name, parts })),
        );
        return rows.map((row, index) => ({
          name: row.name,
          revision: row.revision,
          value: unpackSetting(row, json[index] ?? ''),
        }));
      }),
    // Newest first: what was typed just now is found before the thousand documents imported before it.
    pending: (limit) => reading(() => pending.orderBy('seq').reverse().limit(limit).toArray()),
    pendingCount: () => reading(() => pending.count()),
    lastAppliedSeq: () => reading(() => appliedSeqOf(database)),
    byKey: (kind, keys) => recordsByKey(database, kind, keys),
    stock: () => reading(async () => (await stockIn(database)) ?? {}),
    lastUpdatedAt: () => lastUpdatedAt(database),
    close: () => {
      database.close();
    },
  };
}

function lastUpdatedAt(database: Database): Promise<string | null> {
  return database.reading(async () => {
    const newest = await Promise.all(
      nounKinds.flatMap((kind) =>
        [0, 1].map((kept) =>
          database.heads(kind).where('[kept+updatedAt]').between([kept, ''], [kept, '\uffff']).last(),
        ),
      ),
    );
    return newest.reduce<string | null>(
      (last, row) => (row !== undefined && row.updatedAt > (last ?? '') ? row.updatedAt : last),
      null,
    );
  });
}

function isKept(record: { readonly deletedAt?: string }): boolean {
  return record.deletedAt === undefined;
}
