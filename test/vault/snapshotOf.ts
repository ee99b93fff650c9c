// Snapshots for tests: notebooks made up by fast-check, and what comes back when one is read.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { NewDigest } from '#vault/digest.ts';
import { openSnapshot, type ReadingOptions } from '#vault/openSnapshot.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { readEntry } from '#vault/verifySnapshot.ts';
import type { RecordBatch } from '#vault/recordLines.ts';
import type { SnapshotContent } from '#vault/writeSnapshot.ts';
import type { MemoryFiles } from './memoryFiles.ts';

/** The same as the portable one, and faster. */
export const nodeDigest: NewDigest = () => {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
};

export interface MadeUp {
  readonly lastSeq: number;
  readonly records: readonly RecordBatch[];
  readonly attachments: readonly Uint8Array[];
}

const line = fc
  .dictionary(fc.string({ maxLength: 12, unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 })
  .map((fields) => JSON.stringify(fields));

/** Records with any fields at all, in batches of any size. */
export const madeUp: fc.Arbitrary<MadeUp> = fc.record({
  lastSeq: fc.nat(),
  records: fc
    .uniqueArray(fc.constantFrom('note', 'source', 'judgement', 'body', 'piece', 'setting'))
    .chain((kinds) => fc.tuple(...kinds.map((kind) => batchesOf(kind))))
    .map((batches) => batches.flat()),
  attachments: fc.uniqueArray(fc.uint8Array({ maxLength: 500 }), { selector: (bytes) => sha256Hex(bytes) }),
});

function batchesOf(kind: string): fc.Arbitrary<readonly RecordBatch[]> {
  const lines = fc.array(line, { maxLength: 5 });
  return fc.array(
    lines.map((each) => ({ kind, lines: each })),
    { minLength: 1, maxLength: 3 },
  );
}

export async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}

export function contentOf(made: MadeUp): SnapshotContent {
  return {
    about: {
      notebookId: 'a notebook',
      createdAt: '2026-11-23T10:00:00.000Z',
      lastSeq: made.lastSeq,
      reason: 'test',
      program: '0.1.0',
    },
    records: each(made.records),
    attachments: each(
      made.attachments.map((bytes) => ({ sha256: sha256Hex(bytes), bytes: () => each([bytes]) })),
    ),
  };
}

/** Lines by kind, and attachments by hash, as they went in. */
export function expectedOf(made: MadeUp): ReadonlyMap<string, readonly string[] | Uint8Array> {
  const expected = new Map<string, readonly string[] | Uint8Array>();
  for (const { kind, lines } of made.records)
    expected.set(kind, [...((expected.get(kind) as readonly string[] | undefined) ?? []), ...lines]);
  for (const bytes of made.attachments) expected.set(sha256Hex(bytes), bytes);
  return expected;
}

/** The same, as it comes out. Throws for a file that is not accepted. */
export async function readBack(
  files: MemoryFiles,
  name: string,
  options: ReadingOptions = {},
): Promise<ReadonlyMap<string, readonly string[] | Uint8Array>> {
  const opened = await openSnapshot(files, name, options);
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.fault));
  const found = new Map<string, readonly string[] | Uint8Array>();
  for (const entry of opened.snapshot.entries) {
    const chunks: Uint8Array[] = [];
    const fault = await readEntry(files, opened.snapshot, entry, (chunk) => void chunks.push(chunk), options);
    if (fault !== null) throw new Error(JSON.stringify(fault));
    const bytes = Uint8Array.from(Buffer.concat(chunks));
    const kind = /^records\/(.*)\.ndjson$/.exec(entry.name)?.[1];
    if (kind !== undefined) found.set(kind, new TextDecoder().decode(bytes).split('\n').slice(0, -1));
    else if (entry.name.startsWith('attachments/')) found.set(entry.name.slice(15), bytes);
  }
  return found;
}
