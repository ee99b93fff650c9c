// The register: which segments make up the index, and which of their documents were removed; stored beside them.
import { bitAt, bitsOf } from './flags.ts';
import { ByteList } from './lists.ts';
import { packSections, SectionReader } from './sections.ts';

export interface Registered {
  readonly id: number;
  /** By document: 1 when it was removed. */
  readonly removed: Uint8Array;
}

export interface Register {
  /** The next segment gets this number: none is given twice. */
  readonly nextId: number;
  readonly segments: readonly Registered[];
}

const version = 1;

export function writeRegister({ nextId, segments }: Register): Uint8Array<ArrayBuffer> {
  const bits = new ByteList();
  for (const { removed } of segments) bits.append(bitsOf(removed));
  const rows = segments.flatMap(({ id, removed }) => [id, removed.length]);
  return packSections([Uint32Array.of(version, nextId), Uint32Array.from(rows), bits.taken()]);
}

/** Null where the bytes are not a whole register of this version. */
export function parseRegister(bytes: Uint8Array): Register | null {
  try {
    const reader = new SectionReader(bytes);
    const [written, nextId = 0] = reader.numbers32();
    if (written !== version) return null;
    const rows = reader.numbers32();
    const bits = reader.bytes8();
    const segments: Registered[] = [];
    let from = 0;
    for (let row = 0; row < rows.length; row += 2) {
      const removed = new Uint8Array(rows[row + 1] ?? 0);
      for (let document = 0; document < removed.length; document += 1)
        removed[document] = bitAt(bits, 8 * from + document);
      from += Math.ceil(removed.length / 8);
      segments.push({ id: rows[row] ?? 0, removed });
    }
    return { nextId, segments };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
