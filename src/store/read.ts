// Reading the working copy: everything that may be asked, and nothing that could change it.
import { type NounKind, nounKinds } from '#domain/id.ts';
import type { RecordOf } from '#domain/operation.ts';
import { joinPieces } from '#domain/piece.ts';
import { appliedSeqOf, type Database, jsonOf, openDatabase, type Tables } from './database.ts';
import { openNewerDatabase } from './newerDatabase.ts';
import { StoreFault } from './fault.ts';
import { recordsByKey } from './recordsByKey.ts';
import type { HeadIndex } from './heads.ts';
import { type HeadRow, unpackBody, unpackHead, unpackSetting } from './row.ts';
import { stockIn } from './stock.ts';
import type { ImportedRecord, Reader } from './store.ts';

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
  const { reading } = database;

  async function unpackAll<const K extends NounKind>(
    tables: Tables,
    kind: K,
    rows: readonly HeadRow<K>[],
  ): Promise<readonly RecordOf[K][]> {
    const json = await jsonOf(
      tables,
      kind,
      rows.map(({ id, parts }) => ({ key: id, parts })),
    );
    return rows.map((row, index) => unpackHead(kind, row, json[index] ?? ''));
  }

  /** Records found by an index, deleted ones included, in the order in which they were made. */
  function found<const K extends NounKind>(
    kind: K,
    index: HeadIndex,
    value: string,
  ): Promise<readonly RecordOf[K][]> {
    return reading(async (tables) => unpackAll(tables, kind, await tables.heads(kind).foundBy(index, value)));
  }

  function headsOf<const K extends NounKind>(
    kind: K,
    which: 'kept' | 'deleted' = 'kept',
  ): Promise<readonly RecordOf[K][]> {
    return reading(async (tables) => {
      const rows = await tables.heads(kind).inState(which === 'kept' ? 1 : 0);
      return (await unpackAll(tables, kind, rows)).toReversed();
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
    tables: Tables,
    owner: string,
  ): Promise<{ readonly revision: number; readonly hashes: readonly string[] } | undefined> {
    const [row] = await tables.bodies.bulkGet([owner]);
    if (row === undefined) return undefined;
    const [json = ''] = await jsonOf(tables, 'bodies', [{ key: owner, parts: row.parts }]);
    return { revision: row.revision, hashes: unpackBody(row, json) };
  }

  async function contents(
    { pieces }: Tables,
    hashes: readonly string[],
  ): Promise<readonly (string | undefined)[]> {
    const rows = await pieces.bulkGet([...hashes]);
    return rows.map((row) => row?.content);
  }

  return {
    get: (kind, id) =>
      reading(async (tables) => {
        const [row] = await tables.heads(kind).bulkGet([id]);
        return row === undefined ? undefined : (await unpackAll(tables, kind, [row]))[0];
      }),
    getMany: async (kind, ids) => {
      // The hits of a question are seldom of every kind.
      if (ids.length === 0) return [];
      return reading(async (tables) => {
        const rows = await tables.heads(kind).bulkGet([...ids]);
        const records = await unpackAll(
          tables,
          kind,
          rows.filter((row) => row !== undefined),
        );
        const byId = new Map(records.map((record) => [String(record.id), record]));
        return ids.map((id) => byId.get(id));
      });
    },
    heads: headsOf,
    count: (kind, which = 'kept') =>
      reading(({ heads }) => heads(kind).countInState(which === 'kept' ? 1 : 0)),
    body: async (owner) => {
      const found = await reading(async (tables) => {
        const body = await storedBody(tables, owner);
        return body === undefined ? undefined : { ...body, texts: await contents(tables, body.hashes) };
      });
      if (found === undefined) return undefined;
      const { revision, hashes, texts } = found;
      const whole = texts.filter((text) => text !== undefined);
      // Without the missing piece it would look like a shorter text, and be saved as one.
      if (whole.length < texts.length)
        throw new StoreFault({ kind: 'broken', why: `a piece of the text of ${owner} is missing` });
      return { revision, pieces: hashes, ...joinPieces(whole) };
    },
    bodyPieces: (owner) => reading(async (tables) => (await storedBody(tables, owner))?.hashes ?? []),
    pieces: (hashes) => reading((tables) => contents(tables, hashes)),
    excerptsOf: async (sourceId) => (await found('excerpt', 'owner', sourceId)).filter(isKept),
    judgementsOf: async (scorecardId) => (await found('judgement', 'owner', scorecardId)).filter(isKept),
    revisionsOf: async (owner) => {
      const revisions = (await found('revision', 'owner', owner)).filter(isKept);
      return revisions.toSorted((one, other) => one.noteRevision - other.noteRevision);
    },
    revisionCounts: async () => {
      const owners = await reading(({ heads }) => heads('revision').owners());
      const counts = new Map<string, number>();
      for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
      return counts;
    },
    linksFrom: async (id) => (await found('link', 'from', id)).filter(isKept),
    linksTo: async (id) => (await found('link', 'to', id)).filter(isKept),
    importedFrom: (root) => imported('root', root),
    importedAs: (sha256) => imported('sha256', sha256),
    settings: () =>
      reading(async (tables) => {
        const rows = await tables.settings.toArray();
        const json = await jsonOf(
          tables,
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
    pending: (limit) => reading(({ pending }) => pending.orderBy('seq').reverse().limit(limit).toArray()),
    pendingCount: () => reading(({ pending }) => pending.count()),
    lastAppliedSeq: () => reading(appliedSeqOf),
    byKey: (kind, keys) => recordsByKey(database, kind, keys),
    stock: () => reading(async (tables) => (await stockIn(tables)) ?? {}),
    lastUpdatedAt: () => lastUpdatedAt(database),
    close: () => {
      database.close();
    },
  };
}

function lastUpdatedAt(database: Database): Promise<string | null> {
  return database.reading(async ({ heads }) => {
    const newest = await Promise.all(nounKinds.map((kind) => heads(kind).lastUpdatedAt()));
    return newest.reduce((last, at) => ((at ?? '') > (last ?? '') ? at : last), null);
  });
}

function isKept(record: { readonly deletedAt?: string }): boolean {
  return record.deletedAt === undefined;
}
