// The schema as it is declared, written out: every field of every record, and every table and index of the database.
import 'fake-indexeddb/auto';
import { marks, nodes } from '#domain/document.ts';
import { bodySchema, recordSchemas, settingSchema } from '#domain/operation.ts';
import { schemaVersion } from '#domain/record.ts';
import { openStore } from '#store/openStore.ts';

/** What of a schema decides which values it takes; functions are named and not looked into. */
function describe(given: unknown): unknown {
  if (given instanceof RegExp) return given.source;
  if (typeof given === 'bigint') return String(given);
  if (typeof given === 'function' || given === undefined) return undefined;
  if (Array.isArray(given)) return given.map(describe);
  if (typeof given !== 'object' || given === null) return given;
  const told = [
    'type',
    'kind',
    'entries',
    'pipe',
    'item',
    'wrapped',
    'options',
    'key',
    'rest',
    'literal',
    'requirement',
  ];
  const entries = Object.entries(given);
  const isSchema = 'kind' in given && 'type' in given && ('~run' in given || 'reference' in given);
  return Object.fromEntries(
    entries
      .filter(([name]) => !isSchema || told.includes(name))
      // A pipe lists its own schema first, without the pipe.
      .map(([name, value]) => [name, describe(value)]),
  );
}

interface DeclaredTable {
  readonly key: string | readonly string[] | null;
  readonly indexes: readonly string[];
}

async function tables(): Promise<{
  readonly version: number;
  readonly tables: Record<string, DeclaredTable>;
}> {
  const name = 'declared';
  const opened = await openStore(name, 'declared');
  if (opened.kind !== 'open') throw new Error(opened.kind);
  opened.store.close();
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(String(request.error)));
  });
  const names = [...db.objectStoreNames];
  const transaction = db.transaction(names, 'readonly');
  const found = names.map((table): [string, DeclaredTable] => {
    const store = transaction.objectStore(table);
    const indexes = [...store.indexNames].map((each) => {
      const { multiEntry, keyPath } = store.index(each);
      return `${multiEntry ? '*' : ''}${String(keyPath)}`;
    });
    return [table, { key: store.keyPath, indexes: indexes.toSorted() }];
  });
  const version = db.version;
  db.close();
  return { version, tables: Object.fromEntries(found) };
}

/** JSON of everything that a stored record depends on. It changes when, and only when, the schema does. */
export async function declaredSchema(): Promise<string> {
  const records = Object.entries(recordSchemas).map(([kind, schema]) => [kind, describe(schema)]);
  const declared = {
    schemaVersion,
    records: Object.fromEntries(records) as unknown,
    body: describe(bodySchema),
    setting: describe(settingSchema),
    document: { nodes: describe(nodes), marks: describe(marks) },
    database: await tables(),
  };
  return `${JSON.stringify(declared, null, 1)}\n`;
}
