// Taking over the new version of a file that was imported before and not edited here since. What it said is kept as a
// revision; excerpts of a source are found again in its new text, or marked for a person to look at.
import type { Attachment } from '#domain/attachment.ts';
import { plainText } from '#domain/plainText.ts';
import type { ImportedOrigin } from '#domain/record.ts';
import type { Source } from '#domain/source.ts';
import type { ImportedFile } from '#exchange/imported.ts';
import type { ImportedRecord } from '#store/store.ts';
import { anchorAgain } from './anchoring.ts';
import { bodyChange } from './bodies.ts';
import type { WholeCommit } from './commitWhole.ts';
import { commitWhole } from './commitWhole.ts';
import { captureOf } from './composeImported.ts';
import type { Parts } from './records.ts';
import { newRecord, nextRevision, put } from './records.ts';
import { keepSource } from './sourceHistory.ts';

export interface NewVersion {
  /** The record as it was when the file was read. */
  readonly record: ImportedRecord;
  readonly file: ImportedFile;
  readonly origin: ImportedOrigin;
}

/** `left` where the record was edited or deleted since. */
export async function takeOver(
  parts: Parts,
  version: NewVersion,
  original: Attachment | null,
): Promise<WholeCommit | { readonly kind: 'left' }> {
  const { door, machine } = parts;
  const { record, file } = version;
  const latest = await door.latest(record.kind, record.id);
  if (latest === undefined || latest.deletedAt !== undefined || latest.revision !== record.revision)
    return { kind: 'left' };
  const revision = latest.revision + 1;
  const before = await door.latestPieces(latest.id);
  const body = await bodyChange(door, latest.id, revision, file.document);
  const origin = { ...version.origin, revision };
  const fields = { preview: body.preview, words: body.words, tags: file.tags, origin };
  if ('csl' in latest) {
    const csl = { ...latest.csl, ...file.csl, title: file.title };
    const next = nextRevision(machine, latest, {
      ...fields,
      csl,
      readable: true,
      capture: captureOf(origin),
    });
    // The file of the earlier version is not that of this text.
    const named = original === null ? withoutOriginal(next) : { ...next, attachment: original.id };
    const attached = original === null ? [] : [put('attachment', original)];
    const excerpts = await anchorAgain(parts, latest.id, plainText(file.document), 'stay');
    const kept = await keepSource(parts, latest);
    return commitWhole(parts, [...kept, ...attached, ...body.operations, put('source', named), ...excerpts]);
  }
  const kept = newRecord(machine, 'revision', {
    noteId: latest.id,
    noteRevision: latest.revision,
    title: latest.title,
    pieces: before,
    why: 'before a change',
  });
  const next = nextRevision(machine, latest, { ...fields, title: file.title });
  return commitWhole(parts, [put('revision', kept), ...body.operations, put('note', next)]);
}

function withoutOriginal(source: Source): Source {
  const { attachment: _, ...rest } = source;
  return rest;
}
