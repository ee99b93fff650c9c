// The derived database: passages and vectors. It may be deleted at any time; what is damaged in it is simply not there.
import { Dexie, type Table } from 'dexie';
import type { DerivedDocument, DerivedStore } from './store.ts';
import { indexPartsIn } from './indexParts.ts';
import { vectorBlocksIn } from './vectorBlocks.ts';

const documentsAtOnce = 200;

export interface DerivedOptions {
  readonly name: string;
  /** What made the vectors: model, dimension, pooling, prefix. Vectors made under another label are dropped. */
  readonly label: string;
}

interface LabelRow {
  readonly name: 'vectors';
  readonly label: string;
}

/** Opens it, or makes it anew where it is missing, damaged or of another version. */
export async function openDerived(options: DerivedOptions): Promise<DerivedStore> {
  const db = await open(options).catch(async () => {
    await describe(options.name).delete();
    return open(options);
  });
  const documents: Table<DerivedDocument, string> = db.table('documents');
  const vectors = vectorBlocksIn(db.table('blocks'));
  const parts = indexPartsIn(db.table('parts'));

  return {
    async *documents() {
      for (let after = ''; ;) {
        const batch: DerivedDocument[] = await documents
          .where('key')
          .above(after)
          .limit(documentsAtOnce)
          .toArray();
        const last = batch.at(-1);
        if (last === undefined) return;
        yield batch;
        after = last.key;
      }
    },
    getDocuments: (keys) => documents.bulkGet([...keys]),
    async putDocuments(given) {
      await documents.bulkPut([...given]);
    },
    removeDocuments: (keys) => documents.bulkDelete([...keys]),
    documentKeys: () => documents.toCollection().primaryKeys(),
    indexParts: parts.all,
    putIndexParts: parts.put,
    vectors: vectors.all,
    getVectors: vectors.get,
    putVectors: vectors.put,
    keepVectors: vectors.keep,
    close: () => {
      db.close();
    },
  };
}

function describe(name: string): Dexie {
  const db = new Dexie(name, {
    indexedDB,
    IDBKeyRange,
    autoOpen: false,
    chromeTransactionDurability: 'relaxed',
    cache: 'disabled',
  });
  db.version(3).stores({ documents: 'key', blocks: 'number', parts: 'id', labels: 'name' });
  return db;
}

async function open({ name, label }: DerivedOptions): Promise<Dexie> {
  const db = describe(name);
  try {
    await db.open();
    if (db.backendDB().version !== db.verno * 10) throw new Error('made by another version');
    // Most starts have nothing to write, and need not wait for that.
    if (!(await isLabelled(db, label))) await db.transaction('rw', db.tables, () => dropOthers(db, label));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

async function isLabelled(db: Dexie, label: string): Promise<boolean> {
  const labels: Table<LabelRow, string> = db.table('labels');
  return (await labels.get('vectors'))?.label === label;
}

async function dropOthers(db: Dexie, label: string): Promise<void> {
  if (await isLabelled(db, label)) return;
  const labels: Table<LabelRow, string> = db.table('labels');
  await db.table('blocks').clear();
  await labels.put({ name: 'vectors', label });
}
