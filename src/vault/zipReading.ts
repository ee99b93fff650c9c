// Understanding the structures of a zip file: only those that `zip.ts` would write, byte for byte.
import {
  directoryRecord,
  directoryRecordBytes,
  end64Bytes,
  end64Records,
  endBytes,
  endRecord,
  mostNameBytes,
  type ZipEnd,
  type ZipEntry,
} from './zip.ts';

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Reads the last bytes of a file, `end64Bytes + endBytes` of them or all that there are. Null: no end of a snapshot. */
export function parseEnd(tail: Uint8Array, fileBytes: number): ZipEnd | null {
  if (tail.length < endBytes) return null;
  const record = tail.subarray(tail.length - endBytes);
  const view = viewOf(record);
  const seal = new TextDecoder().decode(record.subarray(endBytes - 64));
  if (!/^[0-9a-f]{64}$/.test(seal)) return null;
  const short = {
    entries: view.getUint16(10, true),
    directoryBytes: view.getUint32(12, true),
    directoryAt: view.getUint32(16, true),
    seal,
  };
  const before = tail.subarray(0, tail.length - endBytes);
  const large = before.subarray(Math.max(0, before.length - end64Bytes));
  const end = isSame(end64Records(short), new Uint8Array()) ? short : largeEnd(large, seal);
  if (end === null) return null;
  const records = end64Records(end);
  const isWhole =
    isSame(record, endRecord(end)) &&
    isSame(records, large.subarray(large.length - records.length)) &&
    end.directoryAt + end.directoryBytes + records.length + endBytes === fileBytes;
  return isWhole ? end : null;
}

function largeEnd(bytes: Uint8Array, seal: string): ZipEnd | null {
  if (bytes.length < end64Bytes) return null;
  const view = viewOf(bytes);
  return {
    entries: Number(view.getBigUint64(32, true)),
    directoryBytes: Number(view.getBigUint64(40, true)),
    directoryAt: Number(view.getBigUint64(48, true)),
    seal,
  };
}

/** Reads the directory: exactly so many entries, one after the other in the file. Null where it is damaged. */
export function parseDirectory(bytes: Uint8Array, entries: number): readonly ZipEntry[] | null {
  const view = viewOf(bytes);
  const found: ZipEntry[] = [];
  let at = 0;
  while (at + directoryRecordBytes <= bytes.length) {
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const end = at + directoryRecordBytes + nameBytes + extraBytes;
    if (nameBytes > mostNameBytes || end > bytes.length) return null;
    const nameAt = at + directoryRecordBytes;
    let largeAt = nameAt + nameBytes + 4;
    const whole = (place: number): number => {
      const short = view.getUint32(place, true);
      if (short !== 0xffffffff || largeAt + 8 > end) return short;
      largeAt += 8;
      return Number(view.getBigUint64(largeAt - 8, true));
    };
    const size = whole(at + 24);
    const packedBytes = whole(at + 20);
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameBytes)),
      crc32: view.getUint32(at + 16, true),
      packedBytes,
      bytes: size,
      at: whole(at + 42),
    };
    const numbers = [entry.bytes, entry.packedBytes, entry.at];
    if (!numbers.every(Number.isSafeInteger)) return null;
    if (!isSame(directoryRecord(entry), bytes.subarray(at, end))) return null;
    found.push(entry);
    at = end;
  }
  return at === bytes.length && found.length === entries ? found : null;
}
