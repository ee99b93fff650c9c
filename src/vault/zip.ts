// The structures of a zip file (PKWARE APPNOTE 6.3, ZIP64 included) in the one form in which snapshots have them.
//
//   local header | packed bytes | descriptor      for each entry, nothing between two
//   directory: a record for each entry
//   end records, whose comment is the seal: SHA-256 of everything before them
//
// Whatever is not determined by name, place, sizes and checksum is the same in every file. So a reader can write each
// structure again from what it understood and compare: no byte of a file goes unchecked.

/** One entry, as the directory has it. */
export interface ZipEntry {
  readonly name: string;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Offset of its local header. */
  readonly at: number;
}

/** Where the directory is, and what it lists. */
export interface ZipEnd {
  readonly entries: number;
  readonly directoryAt: number;
  readonly directoryBytes: number;
  /** SHA-256 in lower-case hex. */
  readonly seal: string;
}

const no32 = 0xffffffff; // a number that stands in the ZIP64 field instead
const no16 = 0xffff;
const flags = 0x0808; // sizes follow the bytes; the name is UTF-8
const method = 8; // deflate
const date = 0x0021; // 1 January 1980, the first day that a zip can say: the manifest has the time
const sealStart = 'sha256:';
const sealBytes = sealStart.length + 64;

export const endBytes = 22 + sealBytes;
export const end64Bytes = 56 + 20;
export const directoryRecordBytes = 46;
export const mostNameBytes = 200;

/** Little-endian numbers, one after the other. */
type Field = readonly [size: 2 | 4 | 8, value: number] | Uint8Array;

function pack(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const sizes = fields.map((field) => (field instanceof Uint8Array ? field.length : field[0]));
  const bytes = new Uint8Array(sizes.reduce<number>((sum, size) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [index, field] of fields.entries()) {
    if (field instanceof Uint8Array) bytes.set(field, at);
    else if (field[0] === 2) view.setUint16(at, field[1], true);
    else if (field[0] === 4) view.setUint32(at, field[1], true);
    else view.setBigUint64(at, BigInt(field[1]), true);
    at += sizes[index] ?? 0;
  }
  return bytes;
}

const utf8 = new TextEncoder();

function isLarge({ bytes, packedBytes }: Pick<ZipEntry, 'bytes' | 'packedBytes'>): boolean {
  return bytes >= no32 || packedBytes >= no32;
}

/** Stands before an entry's bytes, when only its name is known. */
export function localHeader(name: string): Uint8Array {
  const named = utf8.encode(name);
  return pack([
    [4, 0x04034b50],
    [2, 20],
    [2, flags],
    [2, method],
    [2, 0],
    [2, date],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, named.length],
    [2, 0],
    named,
  ]);
}

/** Stands after an entry's bytes. */
export function descriptor(entry: Pick<ZipEntry, 'crc32' | 'bytes' | 'packedBytes'>): Uint8Array {
  const size = isLarge(entry) ? 8 : 4;
  return pack([
    [4, 0x08074b50],
    [4, entry.crc32],
    [size, entry.packedBytes],
    [size, entry.bytes],
  ]);
}

export function directoryRecord(entry: ZipEntry): Uint8Array {
  const named = utf8.encode(entry.name);
  const large: Field[] = [];
  const short = (value: number): Field => {
    if (value < no32) return [4, value];
    large.push([8, value]);
    return [4, no32];
  };
  // The order is the format's: the ZIP64 field has the numbers in the order of those that they replace.
  const bytes = short(entry.bytes);
  const packedBytes = short(entry.packedBytes);
  const at = short(entry.at);
  const extra = large.length === 0 ? [] : pack([[2, 1], [2, large.length * 8], ...large]);
  const needs = large.length === 0 ? 20 : 45;
  return pack([
    [4, 0x02014b50],
    [2, needs],
    [2, needs],
    [2, flags],
    [2, method],
    [2, 0],
    [2, date],
    [4, entry.crc32],
    packedBytes,
    bytes,
    [2, named.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    at,
    named,
    Uint8Array.from(extra),
  ]);
}

/** What follows the directory and is itself sealed: nothing, unless a number is too large for the end record. */
export function end64Records({ entries, directoryAt, directoryBytes }: Omit<ZipEnd, 'seal'>): Uint8Array {
  if (entries < no16 && directoryAt < no32 && directoryBytes < no32) return new Uint8Array();
  return pack([
    [4, 0x06064b50],
    [8, 44],
    [2, 45],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, entries],
    [8, entries],
    [8, directoryBytes],
    [8, directoryAt],
    [4, 0x07064b50],
    [4, 0],
    [8, directoryAt + directoryBytes],
    [4, 1],
  ]);
}

export function endRecord({ entries, directoryAt, directoryBytes, seal }: ZipEnd): Uint8Array {
  return pack([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(entries, no16)],
    [2, Math.min(entries, no16)],
    [4, Math.min(directoryBytes, no32)],
    [4, Math.min(directoryAt, no32)],
    [2, sealBytes],
    utf8.encode(sealStart + seal),
  ]);
}
