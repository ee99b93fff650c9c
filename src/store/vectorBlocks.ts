// Vectors in blocks: added at the end of the newest, read one block at a time, and gone where a block is damaged.
import type { Table } from 'dexie';
import { hexOf } from '#domain/hex.ts';
import { printIn, printOf, PrintTable, type Print } from '#domain/print.ts';
import {
  checksumOf,
  decodeVectors,
  encodeVectors,
  findVector,
  type BlockVector,
  type Vector,
} from './block.ts';

const blockBytes = 2 ** 20;
/** So many are being read while one is worked on. */
const blocksAhead = 8;

export interface BlockRow {
  readonly number: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly checksum: string;
}

export interface VectorBlocks {
  readonly all: () => AsyncIterable<readonly BlockVector[]>;
  /** In the order of the hashes; undefined where there is none. Reads only blocks that hold one. */
  readonly get: (hashes: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;
  /** Leaves out what is there already. */
  readonly put: (vectors: readonly Vector[]) => Promise<void>;
  /** Rewrites what holds vectors that are not wanted any more. */
  readonly keep: (wants: (print: Print) => boolean) => Promise<void>;
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
  /** The block that was last looked into: what is wanted together often lies together. */
  let opened: BlockRow | null = null;
  /** Which block holds a text's vector; null before all blocks were read once. */
  let places: PrintTable | null = null;
  let working: Promise<void> = Promise.resolve();

  /** One change after the other: each adds to what the one before it left. */
  function change(work: () => Promise<void>): Promise<void> {
    const done = working.then(work);
    working = done.catch(() => {
      newest = opened = places = null; // read again, for nobody knows what was written
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

  /** Whole blocks, the next ones on their way while one is worked on; what is damaged goes. */
  async function* wholeBlocks(): AsyncGenerator<BlockRow> {
    const coming: { readonly number: number; readonly row: Promise<BlockRow | null> }[] = [];
    const rest = [...(await numbers())].reverse();
    const order = (): void => {
      for (let number = rest.pop(); number !== undefined; number = rest.pop()) {
        coming.push({ number, row: whole(number) });
        if (coming.length === blocksAhead) return;
      }
    };
    order();
    for (let next = coming.shift(); next !== undefined; next = coming.shift()) {
      order();
      const row = await next.row;
      if (row === null) await blocks.delete(next.number);
      else yield row;
    }
  }

  async function* all(): AsyncGenerator<readonly BlockVector[]> {
    let found: PrintTable | null = null;
    for await (const { number, bytes } of wholeBlocks()) {
      const vectors = decodeVectors(bytes);
      // The first block is the lowest, and as full as any.
      found ??= new PrintTable(vectors.length * (await blocks.count()));
      for (const { hash } of vectors) found.set(printIn(hash, 0), number);
      yield vectors;
    }
    places ??= found ?? new PrintTable();
  }

  async function table(): Promise<PrintTable> {
    while (places === null) {
      const reading = all();
      let read;
      do read = await reading.next();
      while (read.done !== true);
    }
    return places;
  }

  async function find(number: number, hash: string): Promise<Uint8Array | undefined> {
    if (opened?.number !== number) opened = newest?.number === number ? newest : await whole(number);
    return opened === null ? undefined : findVector(opened.bytes, hash);
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
    opened = null;
    for (const { number, added } of drafts) for (const { hash } of added) places?.set(printOf(hash), number);
  }

  async function keep(wants: (print: Print) => boolean): Promise<void> {
    places = null;
    for (const number of await numbers()) {
      const row = await whole(number);
      const vectors = row === null ? [] : decodeVectors(row.bytes);
      const kept = vectors.filter(({ hash }) => wants(printIn(hash, 0)));
      if (row !== null && kept.length === vectors.length) continue;
      // Added again before the old block goes: stopped in between, a vector is there twice, never not at all.
      const again = kept.map(({ hash, packed }) => ({ hash: hexOf(hash), packed }));
      if (again.length > 0) await put(again, await draftBeside(number));
      await blocks.delete(number);
    }
  }

  return {
    all,
    get: async (hashes) => {
      const known = await table();
      const found: (Uint8Array | undefined)[] = [];
      for (const hash of hashes) {
        const number = known.get(printOf(hash));
        found.push(number < 0 ? undefined : await find(number, hash));
      }
      return found;
    },
    put: (vectors) =>
      change(async () => {
        const known = await table();
        const missing = vectors.filter(({ hash }) => known.get(printOf(hash)) < 0);
        if (missing.length > 0) await put(missing, await draftAtEnd());
      }),
    keep: (wants) => change(() => keep(wants)),
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
