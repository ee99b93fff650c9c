// What a source's text was before it was replaced: kept as a revision, to look at and to go back to.
import type { Document } from '#domain/document.ts';
import type { RevisionId, SourceId } from '#domain/id.ts';
import { joinPieces } from '#domain/piece.ts';
import { plainText } from '#domain/plainText.ts';
import type { Revision } from '#domain/revision.ts';
import type { Source } from '#domain/source.ts';
import { sourceTitle } from '#domain/source.ts';
import type { PutOperation } from '#domain/operation.ts';
import { anchorAgain } from './anchoring.ts';
import { bodyChange } from './bodies.ts';
import type { Parts, Saved } from './records.ts';
import { newRecord, nextRevision, put, savedAs } from './records.ts';

/** The text as it stands, kept before another takes its place; nothing where there is none. */
export async function keepSource({ machine, door }: Parts, source: Source): Promise<readonly PutOperation[]> {
  const pieces = source.readable ? await door.latestPieces(source.id) : [];
  if (pieces.length === 0) return [];
  const kept = newRecord(machine, 'revision', {
    noteId: source.id,
    noteRevision: source.revision,
    title: sourceTitle(source).slice(0, 500).toWellFormed(),
    pieces,
    why: 'before a change',
    capture: source.capture,
  });
  return [put('revision', kept)];
}

/** The text of a kept revision of anything. Throws where a piece of it is missing: it would look like a shorter text. */
export async function documentOf({ door }: Pick<Parts, 'door'>, revision: Revision): Promise<Document> {
  const pieces = await door.latestContents(revision.pieces);
  const whole = pieces.filter((piece) => piece !== undefined);
  if (whole.length < pieces.length) throw new Error('a piece of this version is missing');
  return joinPieces(whole).document;
}

/** Makes an earlier text of a source its text again; excerpts are looked for in it. What stood before is kept. */
export async function goBackInSource(
  parts: Parts,
  id: SourceId,
  revisionId: RevisionId,
): Promise<Saved<Source>> {
  const { machine, store, door } = parts;
  await door.settled();
  const [revision, before] = await Promise.all([
    store.get('revision', revisionId),
    door.latest('source', id),
  ]);
  if (revision?.noteId !== id || before === undefined) return { kind: 'gone' };
  const document = await documentOf(parts, revision);
  const body = await bodyChange(door, id, before.revision + 1, document);
  const next = nextRevision<Source>(machine, before, {
    preview: body.preview,
    words: body.words,
    readable: true,
    capture: revision.capture ?? { method: 'typed', at: revision.createdAt },
  });
  const kept = await keepSource(parts, before);
  const excerpts = await anchorAgain(parts, id, plainText(document), 'stay');
  return savedAs(await door.commit([...kept, ...body.operations, put('source', next), ...excerpts]), next);
}
