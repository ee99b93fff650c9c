// What is derived: texts and parts of the index in a database, vectors in files. It may be deleted at any time; what is
// damaged in it is simply not there.
import { Dexie, type Table } from 'dexie';
import type { DerivedDocument, DerivedStore } from './store.ts';
import { indexPartsIn } from './indexParts.ts';
import type { PrivateFolder } from './privateFolder.ts';
import { openVectorFiles } from './vectorFiles.ts';

const documentsAtOnce = 200;

export interface DerivedOptions {
  readonly name: string;
  /** What made the vectors: model, dimension, pooling, prefix. Vectors made under another label are dropped. */
  readonly label: string;
  /** Where vectors are. They are named for their texts: several databases may share them. */
  readonly folder: PrivateFolder;
}

/** Opens it, or makes it anew where it is missing, damaged or of another version. */
export async function openDerived({ name, label, folder }: DerivedOptions): Promise<DerivedStore> {
  const [db, vectors] = await Promise.all([
    open(name).catch(async () => {
      await describe(name).delete();
      return open(name);
    }),
    openVectorFiles(folder, label),
  ]);
  const documents: Table<DerivedDocument, string> = db.table('documents');
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
      vectors.close();
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
  db.version(4).stores({ documents: 'key', parts: 'id' });
  return db;
}

async function open(name: string): Promise<Dexie> {
  const db = describe(name);
  try {
    await db.open();
    if (db.backendDB().version !== db.verno * 10) throw new Error('made by another version');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
