// Vectors in files: added at the end of one of them, read from the first to the last, and gone where a frame is damaged.
import { hexOf } from '#domain/hex.ts';
import { printAt, printOf, PrintTable, type Print } from '#domain/print.ts';
import { aligned } from '#domain/wordSum.ts';
import {
  checksumOf,
  encodeVectors,
  headBytes,
  runIn,
  vectorAt,
  type Vector,
  type VectorRun,
} from './block.ts';
import { frameHeadBytes, frameOf, FrameReader } from './frames.ts';
import type { PrivateFile, PrivateFolder } from './privateFolder.ts';

/** A file is added to until it has so much. */
const mostFileBytes = 8 * 2 ** 20;
/** So much is written at once, or a single vector. */
const mostFrameBytes = 2 ** 20;
/** So much is read at once: the longest frame of several. */
const readBytes = 2 ** 20 + 1_024;
/** A place is the number of a file, and in it that of a word; no file has as many. */
const fileWords = 2 ** 22;
/** What a vector takes, most often: enough to guess how many there are. */
const usualBytes = 812;

export interface VectorFiles {
  /** Every vector in runs, each good until the next is asked for. */
  readonly all: () => Iterable<VectorRun>;
  /** In the order of the hashes; undefined where there is none. */
  readonly get: (hashes: readonly string[]) => readonly (Uint8Array | undefined)[];
  /** Leaves out what is there already. */
  readonly put: (vectors: readonly Vector[]) => Promise<void>;
  /** Rewrites what holds vectors that are not wanted any more. */
  readonly keep: (wants: (print: Print) => boolean) => Promise<void>;
  readonly close: () => void;
}

/**
 * Opens those made under a label; files with others are removed. What is written is not waited for until it is on the
 * disk: a program that ends loses nothing, and what a machine loses that stops is missed and made again.
 */
export async function openVectorFiles(folder: PrivateFolder, label: string): Promise<VectorFiles> {
  const prefix = `${(await checksumOf(new TextEncoder().encode(label))).slice(0, 16)}-`;
  const files = await openFiles(folder, prefix);
  /** Where a text's vector lies; null before all files were read once. */
  let places: PrintTable | null = null;
  let working: Promise<void> = Promise.resolve();

  /** One change after the other: each adds to what the one before it left. */
  function change(work: () => Promise<void>): Promise<void> {
    const done = working.then(work);
    working = done.catch(() => {
      places = null; // read again, for nobody knows what was written
    });
    return done;
  }

  function* all(): Generator<VectorRun, void> {
    const bytes = [...files.values()].reduce((sum, file) => sum + file.size(), 0);
    const found = new PrintTable(Math.ceil(bytes / usualBytes));
    const reader = new FrameReader(readBytes);
    for (const [number, file] of [...files]) {
      if (files.get(number) !== file) continue; // rewritten meanwhile
      for (const { at, words, from, end } of reader.framesIn(file)) {
        const run = runIn(words, from, end);
        const inFile = number * fileWords + at / 4 - from;
        for (const place of run.places) found.set(printAt(words, place), inFile + place);
        yield run;
        if (files.get(number) !== file) break;
      }
    }
    places ??= found;
  }

  function table(): PrintTable {
    while (places === null) {
      const reading = all();
      while (reading.next().done !== true);
    }
    return places;
  }

  function find(place: number, hash: string): Uint8Array | undefined {
    const file = files.get(Math.floor(place / fileWords));
    const at = (place % fileWords) * 4;
    const head = new Uint8Array(headBytes);
    if (file?.read(head, at) !== headBytes || hexOf(head.subarray(0, headBytes - 4)) !== hash)
      return undefined;
    const packed = new Uint8Array(new DataView(head.buffer).getUint32(headBytes - 4, true));
    return file.read(packed, at + headBytes) === packed.length ? packed : undefined;
  }

  /** The last file that may be added to, another than one that is about to go; a new one where there is none. */
  async function fileWithRoom(except: number | null): Promise<readonly [number: number, file: PrivateFile]> {
    const known = [...files].findLast(([number, file]) => number !== except && file.size() < mostFileBytes);
    if (known) return known;
    let number = 1;
    while (files.has(number)) number += 1;
    const file = await folder.open(`${prefix}${number}`);
    files.set(number, file);
    return [number, file];
  }

  async function append(vectors: readonly Vector[], except: number | null = null): Promise<void> {
    for (let from = 0; from < vectors.length;) {
      const [number, file] = await fileWithRoom(except);
      const group = firstOf(vectors, from);
      const at = aligned(file.size());
      file.write(frameOf(encodeVectors(group)), at);
      let place = at + frameHeadBytes;
      for (const { hash, packed } of group) {
        places?.set(printOf(hash), number * fileWords + place / 4);
        place += headBytes + packed.length;
      }
      from += group.length;
    }
  }

  async function keep(wants: (print: Print) => boolean): Promise<void> {
    places = null;
    const reader = new FrameReader(readBytes);
    for (const [number, file] of [...files]) {
      const kept: Vector[] = [];
      let there = 0;
      for (const { words, from, end } of reader.framesIn(file)) {
        const run = runIn(words, from, end);
        there += run.places.length;
        for (const place of run.places) if (wants(printAt(words, place))) kept.push(vectorAt(words, place));
      }
      if (kept.length === there) continue;
      // Added again before the old file goes: stopped in between, a vector is there twice, never not at all.
      await append(kept, number);
      file.close();
      files.delete(number);
      await folder.remove(`${prefix}${number}`);
    }
  }

  return {
    all,
    get: (hashes) => {
      const known = table();
      return hashes.map((hash) => {
        const place = known.get(printOf(hash));
        return place < 0 ? undefined : find(place, hash);
      });
    },
    put: (vectors) =>
      change(async () => {
        const known = table();
        await append(vectors.filter(({ hash }) => known.get(printOf(hash)) < 0));
      }),
    keep: (wants) => change(() => keep(wants)),
    close: () => {
      for (const file of files.values()) file.close();
      files.clear();
    },
  };
}

/** By number. What cannot be opened is removed, as far as it can be. */
async function openFiles(folder: PrivateFolder, prefix: string): Promise<Map<number, PrivateFile>> {
  const opened = await Promise.all(
    (await folder.names()).map(async (name): Promise<readonly [number, PrivateFile] | null> => {
      const number = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0;
      const file = number > 0 ? await folder.open(name).catch(() => null) : null;
      if (file === null) await folder.remove(name).catch(() => undefined);
      return file && [number, file];
    }),
  );
  return new Map(opened.filter((each) => each !== null).sort(([one], [other]) => one - other));
}

/** As many, from one on, as are written at once. */
function firstOf(vectors: readonly Vector[], from: number): readonly Vector[] {
  let bytes = 0;
  let end = from;
  for (; end < vectors.length; end += 1) {
    const { length } = vectors[end]?.packed ?? [];
    if (length % 4 !== 0) throw new RangeError('a vector ends between two words');
    bytes += headBytes + length;
    if (end > from && bytes > mostFrameBytes) break;
  }
  return vectors.slice(from, end);
}
