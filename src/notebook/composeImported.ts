// What a file that was read becomes: a note or a source that says where it came from.
import type { Attachment } from '#domain/attachment.ts';
import type { Operation } from '#domain/operation.ts';
import type { ImportedOrigin } from '#domain/record.ts';
import type { Csl } from '#domain/source.ts';
import type { ImportedFile } from '#exchange/imported.ts';
import type { ImportedRecord } from '#store/store.ts';
import { prepareBody } from './bodies.ts';
import type { Outcome } from './importing.ts';
import { composeNote } from './notes.ts';
import type { Parts } from './records.ts';
import { put } from './records.ts';
import { composeSource } from './sources.ts';

export interface RecordName {
  readonly kind: 'note' | 'source';
  readonly id: string;
}

export interface ComposedFile {
  readonly record: RecordName;
  /** The operations that make the record, marked as a copy of another one where it is, with its file where that is kept. */
  readonly operations: (duplicateOf: string | null, original: Attachment | null) => readonly Operation[];
}

export type MakeCitekey = (csl: Omit<Csl, 'id'>) => Promise<string>;

export async function composeImported(
  parts: Parts,
  makeCitekey: MakeCitekey,
  file: ImportedFile,
  origin: ImportedOrigin,
): Promise<ComposedFile> {
  const { kind, title, tags, document, createdAt } = file;
  const body = await prepareBody(document);
  const made =
    kind === 'note'
      ? composeNote(parts, { title, tags, document }, origin, body)
      : composeSource(
          parts,
          { csl: await describe(file, makeCitekey), tags, document },
          origin,
          captureOf(origin),
          body,
        );
  const id = 'note' in made ? made.note.id : made.source.id;
  return {
    record: { kind, id },
    operations: (duplicateOf, original) => [
      ...(original === null ? [] : [put('attachment', original)]),
      ...made.operations.map((operation): Operation => {
        if (operation.op !== 'put' || operation.record.id !== id) return operation;
        return put(operation.kind, {
          ...operation.record,
          createdAt: createdAt ?? operation.record.createdAt,
          origin: duplicateOf === null ? origin : { ...origin, duplicateOf },
          ...(original === null ? {} : { attachment: original.id }),
        });
      }),
    ],
  };
}

async function describe({ title, csl }: ImportedFile, makeCitekey: MakeCitekey): Promise<Csl> {
  const described = { type: 'document', title, ...csl };
  return { ...described, id: await makeCitekey(described) };
}

export function captureOf({ importedAt, sha256 }: ImportedOrigin) {
  return { method: 'file' as const, at: importedAt, sha256 };
}

/** What is said of a file from whose place a record came before. */
export function outcomeAgain(before: ImportedRecord, sha256: string): Outcome {
  if (before.deleted) return 'in trash';
  if (before.origin.sha256 === sha256) return 'unchanged';
  return before.revision > before.origin.revision ? 'edited here' : 'changed';
}
