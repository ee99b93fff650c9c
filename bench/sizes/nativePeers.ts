// Engines that run natively, in this process: SQLite's FTS5 by words and usearch's exact scan by meaning, both on one
// thread; null where they are not installed.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStopWord } from '#search/stopWords.ts';
import { dimensions, encode } from '#search/vectorCode.ts';
import { at } from '../../scripts/places.mjs';
import { depth, textsFor, timeEach } from './asking.ts';
import type { Engine } from './engine.ts';
import type { Unpacked } from './given.ts';
import { vectorsOf } from './meaningEngines.ts';

export interface NativeEngine extends Engine {
  readonly close: () => void;
}

function peer(name: string): unknown {
  try {
    return createRequire(at('bench/peers/package.json'))(name);
  } catch {
    return null;
  }
}

/** The parts of better-sqlite3 that are used. */
interface Database {
  readonly exec: (sql: string) => void;
  readonly prepare: (sql: string) => {
    readonly run: (...values: readonly string[]) => unknown;
    readonly all: (...values: readonly string[]) => unknown;
  };
  readonly close: () => void;
}

/** Words of a question in FTS5's language: any of them, stop words left out unless there is nothing else. */
export function ftsQuery(text: string, prefix: boolean): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const last = prefix ? words.at(-1) : undefined;
  const begun = prefix ? words.slice(0, -1) : words;
  const asked = begun.filter((word) => !isStopWord(word));
  const kept = asked.length > 0 || last !== undefined ? asked : begun;
  return [...kept.map((word) => `"${word}"`), ...(last === undefined ? [] : [`"${last}"*`])].join(' OR ');
}

export function openSqlite({ corpus, questions }: Unpacked): NativeEngine | null {
  const Sqlite = peer('better-sqlite3') as (new (file: string) => Database) | null;
  if (Sqlite === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-fts-'));
  const file = join(folder, 'words.db');
  let database: Database;
  try {
    database = new Sqlite(file);
  } catch {
    // The module is there, its native half is not.
    rmSync(folder, { recursive: true });
    return null;
  }
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec(`CREATE VIRTUAL TABLE passages USING fts5(title, text, tokenize = 'porter unicode61')`);
  const find = `SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ${depth}`;
  return {
    add: (from, end) => {
      const rows: (readonly [string, string])[] = [];
      for (let number = from; number < end; number += 1) {
        const { title, text, passages } = corpus.document(number);
        for (const span of passages) rows.push([title, text.slice(span.start, span.end)]);
      }
      const insert = database.prepare('INSERT INTO passages VALUES (?, ?)');
      const begunMs = performance.now();
      database.exec('BEGIN');
      for (const [title, text] of rows) insert.run(title, text);
      database.exec('COMMIT');
      return Promise.resolve(performance.now() - begunMs);
    },
    keep: () => {
      database.close();
      const begunMs = performance.now();
      database = new Sqlite(file);
      database.prepare(find).all('"ready"');
      const loadMs = performance.now() - begunMs;
      return Promise.resolve({ diskBytes: statSync(file).size, loadMs });
    },
    ask: (asking, asked) => {
      const texts = textsFor(asking, questions);
      const statement = database.prepare(find);
      return timeEach(asked.length, (number) =>
        statement.all(ftsQuery(texts[asked[number] ?? 0] ?? '', asking === 'prefix')),
      );
    },
    close: () => {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The part of usearch that is used. */
interface Usearch {
  readonly exactSearch: (
    vectors: Int8Array,
    queries: Int8Array,
    dimensions: number,
    count: number,
    metric: string,
    threads: number,
  ) => unknown;
}

export function openUsearch({ corpus, questionVectors }: Unpacked, most: number): NativeEngine | null {
  const usearch = peer('usearch') as Usearch | null;
  if (usearch === null) return null;
  const codes = new Int8Array(most * dimensions);
  let filled = 0;
  const queries = questionVectors.map((vector) => {
    const query = new Int8Array(dimensions);
    encode(vector, query);
    return query;
  });
  return {
    add: (from, end) => {
      let spentMs = 0;
      for (const { vector } of vectorsOf(corpus, from, end)) {
        const begunMs = performance.now();
        encode(vector, codes.subarray(filled, filled + dimensions));
        spentMs += performance.now() - begunMs;
        filled += dimensions;
      }
      return Promise.resolve(spentMs);
    },
    keep: () => Promise.resolve({ diskBytes: filled, loadMs: null }),
    ask: (_asking, asked) =>
      timeEach(asked.length, (number) => {
        const query = queries[asked[number] ?? 0];
        const held = codes.subarray(0, filled);
        return query ? usearch.exactSearch(held, query, dimensions, depth, 'ip', 1) : null;
      }),
    close: () => undefined,
  };
}
