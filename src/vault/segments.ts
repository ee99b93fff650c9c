// The journal's files: their names, what they hold, and what is kept aside when a torn tail is cut off.
import { VaultFault } from './fault.ts';
import type { Files } from './files.ts';
import { type Finding, readFrames } from './frame.ts';

export const journalFolder = 'journal';
const quarantineFolder = 'quarantine';
const chunkBytes = 2 ** 20;

/** One file of the journal. It is named for its first entry, so that a file that is gone is missed. */
export interface Segment {
  readonly name: string;
  readonly firstSeq: number;
  /** Bytes up to the end of its last whole frame. */
  readonly sizeBytes: number;
}

/** A write that was cut short at the end of the last segment. */
export interface TornTail {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
}

export interface Scan {
  /** In order. Those that lie wholly before what was asked for were not read. */
  readonly segments: readonly Segment[];
  /** The last entry, or the one that was asked to be the beginning where the journal ends before it. */
  readonly lastSeq: number;
  /** True when the next entry cannot follow in the last segment, for entries between are missing. */
  readonly endsEarly: boolean;
  readonly torn: TornTail | null;
}

export function segmentName(firstSeq: number): string {
  return `${journalFolder}/${String(firstSeq).padStart(10, '0')}.wal`;
}

/** The bytes of a file from one offset up to another. */
export async function* bytesOf(
  files: Files,
  name: string,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  let at = from;
  while (at < to) {
    const chunk = await files.read(name, at, Math.min(chunkBytes, to - at));
    if (chunk.length === 0) return;
    at += chunk.length;
    yield chunk;
  }
}

export async function* findingsIn(files: Files, name: string, to: number): AsyncGenerator<Finding> {
  const reader = readFrames();
  for await (const chunk of bytesOf(files, name, 0, to)) yield* reader.push(chunk);
  yield* reader.end();
}

/**
 * Reads every segment that holds entries after `baseSeq` to its end. Throws a `VaultFault` for whatever a crash alone
 * cannot have left behind. Segments before those may be damaged or gone: the base stands for them.
 */
export async function scanJournal(files: Files, baseSeq = 0): Promise<Scan> {
  const firsts = await firstSeqs(files);
  const neededFrom = firsts.findLastIndex((firstSeq) => firstSeq <= baseSeq + 1);
  const [oldest] = firsts;
  if (neededFrom === -1 && oldest !== undefined)
    throw new VaultFault({ kind: 'missing', after: baseSeq, next: oldest });
  const segments: Segment[] = [];
  for (const firstSeq of firsts.slice(0, Math.max(0, neededFrom))) {
    const name = segmentName(firstSeq);
    segments.push({ name, firstSeq, sizeBytes: (await files.sizeOf(name)) ?? 0 });
  }
  let lastSeq = (firsts[neededFrom] ?? baseSeq + 1) - 1;
  let torn: TornTail | null = null;
  for (const firstSeq of firsts.slice(Math.max(0, neededFrom))) {
    // A segment is begun only when the one before it is whole and synced.
    if (torn !== null) throw new VaultFault({ kind: 'damaged', file: torn.name, at: torn.at });
    if (firstSeq !== lastSeq + 1) throw new VaultFault({ kind: 'missing', after: lastSeq, next: firstSeq });
    const scanned = await scanSegment(files, firstSeq);
    segments.push(scanned.segment);
    lastSeq = scanned.lastSeq;
    torn = scanned.torn;
  }
  return { segments, lastSeq: Math.max(lastSeq, baseSeq), endsEarly: lastSeq < baseSeq, torn };
}

/** The numbers with which the segments begin, in ascending order. */
export async function firstSeqs(files: Files): Promise<readonly number[]> {
  const names = await files.list(journalFolder);
  return names
    .flatMap((name) => {
      const digits = /^(\d{10,})\.wal$/.exec(name)?.[1];
      return digits === undefined ? [] : [Number(digits)];
    })
    .sort((one, other) => one - other);
}

async function scanSegment(
  files: Files,
  firstSeq: number,
): Promise<{ readonly segment: Segment; readonly lastSeq: number; readonly torn: TornTail | null }> {
  const name = segmentName(firstSeq);
  const fileBytes = (await files.sizeOf(name)) ?? 0;
  let lastSeq = firstSeq - 1;
  let sizeBytes = 0;
  let damagedAt: number | null = null;
  for await (const finding of findingsIn(files, name, fileBytes)) {
    switch (finding.kind) {
      case 'newer':
        throw new VaultFault({ kind: 'newer', file: name, version: finding.version });
      case 'damaged':
      case 'torn':
        damagedAt ??= finding.at;
        break;
      case 'frame':
        if (damagedAt === null) {
          if (finding.frame.seq !== lastSeq + 1)
            throw new VaultFault({ kind: 'missing', after: lastSeq, next: finding.frame.seq });
          lastSeq = finding.frame.seq;
          sizeBytes = finding.at + finding.bytes.length;
        } else if (finding.frame.kept > lastSeq) {
          // A later frame says that the unreadable one was on the disk, so it was acknowledged. Whole frames after a
          // hole that do not say so belong to the same write, which never finished: blocks reach a disk in any order.
          throw new VaultFault({ kind: 'damaged', file: name, at: damagedAt });
        }
        break;
    }
  }
  const torn = damagedAt === null ? null : { name, at: damagedAt, bytes: fileBytes - damagedAt };
  return { segment: { name, firstSeq, sizeBytes }, lastSeq, torn };
}

/** Puts the torn bytes into a file of their own, then cuts them off. Answers with that file's name. */
export async function cutTail(files: Files, torn: TornTail, timeMs: number): Promise<string> {
  const bytes = new Uint8Array(torn.bytes);
  let at = 0;
  for await (const chunk of bytesOf(files, torn.name, torn.at, torn.at + torn.bytes)) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  const keptAs = await keepAside(
    files,
    `${torn.name.slice(journalFolder.length + 1)}-at-${torn.at}`,
    bytes,
    timeMs,
  );
  const handle = await files.openAppend(torn.name);
  try {
    await handle.truncate(torn.at);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return keptAs;
}

/** Keeps bytes that are of no use now, under a name that was never used: nothing is silently dropped. */
export async function keepAside(
  files: Files,
  what: string,
  bytes: Uint8Array,
  timeMs: number,
): Promise<string> {
  await files.makeFolder(quarantineFolder);
  let name = `${quarantineFolder}/${what}-${timeMs}`;
  for (let copy = 2; (await files.sizeOf(name)) !== null; copy += 1)
    name = `${quarantineFolder}/${what}-${timeMs}-${copy}`;
  await files.writeAtomic(name, bytes);
  return name;
}
