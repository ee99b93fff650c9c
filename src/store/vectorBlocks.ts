// Vectors in blocks: added at the end of the newest, read one block at a time, and gone where a block is damaged.
import type { Table } from 'dexie';
import { checksumOf, decodeVectors, encodeVectors, type Vector } from './block.ts';

const blockBytes = 2 ** 20;

export interface BlockRow {
  readonly number: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly checksum: string;
}

export interface VectorBlocks {
  readonly all: () => AsyncIterable<readonly Vector[]>;
  readonly put: (vectors: readonly Vector[]) => Promise<void>;
  /** Rewrites what holds vectors that are not wanted any more. */
  readonly keep: (wanted: ReadonlySet<string>) => Promise<void>;
}

/** A block that is being added to. */
interface Draft {
  readonly number: number;
  readonly held: Uint8Array<ArrayBuffer>;
  readonly added: Vector[];
  sizeBytes: number;
}

export function vectorBlocksIn(blocks: Table<BlockRow, number>): VectorBlocks {
  let newest: BlockRow | null = null;
  let working: Promise<void> = Promise.resolve();

  /** One change after the other: each adds to what the one before it left. */
  function change(work: () => Promise<void>): Promise<void> {
    const done = working.then(work);
    working = done.catch(() => {
      newest = null; // read again, for nobody knows what was written
    });
    return done;
  }

  function numbers(): Promise<readonly number[]> {
    return blocks.toCollection().primaryKeys();
  }

  /** A block as it was written; null when any of it is damaged, or cannot even be read. */
  async function whole(number: number): Promise<BlockRow | null> {
    const row = await blocks.get(number).catch(() => undefined);
    if (!(row?.bytes instanceof Uint8Array)) return null;
    return (await checksumOf(row.bytes)) === row.checksum ? row : null;
  }

  async function draftAtEnd(): Promise<Draft> {
    const last = (await numbers()).at(-1) ?? 0;
    if (newest?.number !== last) newest = await whole(last);
    return newest === null
      ? emptyDraft(last + 1)
      : { ...emptyDraft(last), held: newest.bytes, sizeBytes: newest.bytes.length };
  }

  /** Where what is kept of a block goes: the end, unless the block is the end itself. */
  async function draftBeside(number: number): Promise<Draft> {
    const end = await draftAtEnd();
    return end.number === number ? emptyDraft(number + 1) : end;
  }

  async function put(vectors: readonly Vector[], first: Draft): Promise<void> {
    let draft = first;
    const drafts: Draft[] = [];
    for (const vector of vectors) {
      if (draft.sizeBytes >= blockBytes) draft = emptyDraft(draft.number + 1);
      if (draft.added.length === 0) drafts.push(draft);
      draft.added.push(vector);
      draft.sizeBytes += vector.packed.length;
    }
    const rows = await Promise.all(drafts.map(seal));
    await blocks.bulkPut(rows);
    newest = rows.at(-1) ?? newest;
  }

  async function keep(wanted: ReadonlySet<string>): Promise<void> {
    for (const number of await numbers()) {
      const row = await whole(number);
      const vectors = row === null ? [] : decodeVectors(row.bytes);
      const kept = vectors.filter(({ hash }) => wanted.has(hash));
      if (row !== null && kept.length === vectors.length) continue;
      // Added again before the old block goes: stopped in between, a vector is there twice, never not at all.
      if (kept.length > 0) await put(kept, await draftBeside(number));
      await blocks.delete(number);
    }
  }

  return {
    async *all() {
      for (const number of await numbers()) {
        const row = await whole(number);
        if (row === null) await blocks.delete(number);
        else yield decodeVectors(row.bytes);
      }
    },
    put: (vectors) =>
      vectors.length === 0 ? Promise.resolve() : change(async () => put(vectors, await draftAtEnd())),
    keep: (wanted) => change(() => keep(wanted)),
  };
}

function emptyDraft(number: number): Draft {
  return { number, held: new Uint8Array(), added: [], sizeBytes: 0 };
}

async function seal({ number, held, added }: Draft): Promise<BlockRow> {
  const tail = encodeVectors(added);
  const bytes = new Uint8Array(held.length + tail.length);
  bytes.set(held);
  bytes.set(tail, held.length);
  return { number, bytes, checksum: await checksumOf(bytes) };
}
