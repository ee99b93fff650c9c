// Stored parts of the index, each with its checksum: what is damaged is left out and removed, and made again by whoever
// misses it.
import type { Table } from 'dexie';
import { checksumOf } from './block.ts';
import type { IndexPart } from './store.ts';

export interface PartRow {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly checksum: string;
}

export interface IndexParts {
  readonly all: () => AsyncIterable<IndexPart>;
  /** Puts parts and takes away those without bytes, all or none. */
  readonly put: (
    parts: readonly { readonly id: number; readonly bytes: Uint8Array | null }[],
  ) => Promise<void>;
}

export function indexPartsIn(table: Table<PartRow, number>): IndexParts {
  async function whole(id: number): Promise<IndexPart | null> {
    const row = await table.get(id).catch(() => undefined);
    if (!(row?.bytes instanceof Uint8Array)) return null;
    return (await checksumOf(row.bytes)) === row.checksum ? { id, bytes: row.bytes } : null;
  }

  return {
    async *all() {
      // All are on their way at once: nothing is found before the last has come.
      const coming = (await table.toCollection().primaryKeys()).map((id) => ({ id, read: whole(id) }));
      for (const { id, read } of coming) {
        const part = await read;
        if (part === null) await table.delete(id);
        else yield part;
      }
    },
    put: async (parts) => {
      const gone = parts.flatMap(({ id, bytes }) => (bytes === null ? [id] : []));
      const rows = await Promise.all(
        parts.flatMap(({ id, bytes }) => (bytes === null ? [] : [seal(id, new Uint8Array(bytes))])),
      );
      // Both are asked for before anything is waited for, so that both belong to the transaction.
      await table.db.transaction('rw!', table, () =>
        Promise.all([table.bulkDelete(gone), table.bulkPut(rows)]),
      );
    },
  };
}

async function seal(id: number, bytes: Uint8Array<ArrayBuffer>): Promise<PartRow> {
  return { id, bytes, checksum: await checksumOf(bytes) };
}
