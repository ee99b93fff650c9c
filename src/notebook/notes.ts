// What a person does with notes: write, rename, tag, look back, delete.
import type { Document } from '#domain/document.ts';
import { emptyDocument, everyNode } from '#domain/document.ts';
import type { NoteId, RevisionId, SourceId } from '#domain/id.ts';
import type { Link, LinkKind } from '#domain/link.ts';
import type { Note } from '#domain/note.ts';
import type { Operation } from '#domain/operation.ts';
import type { Origin } from '#domain/record.ts';
import type { Revision } from '#domain/revision.ts';
import { bodyChange, freshBody, type PreparedBody } from './bodies.ts';
import type { Parts, Saved } from './records.ts';
import { newRecord, nextRevision, put, savedAs } from './records.ts';
import { documentOf } from './sourceHistory.ts';

export interface NewNote {
  readonly title: string;
  readonly tags?: readonly string[];
  readonly document?: Document;
}

export interface NoteEdit {
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly document?: Document;
}

export interface Notes {
  readonly create: (given: NewNote) => Promise<Saved<Note>>;
  /** Saves what changed. A revision is kept at the first save and after ten minutes of editing. */
  readonly save: (id: NoteId, edit: NoteEdit) => Promise<Saved<Note>>;
  readonly get: (id: NoteId) => Promise<Note | undefined>;
  readonly document: (id: NoteId) => Promise<Document>;
  readonly list: () => Promise<readonly Note[]>;
  /** Of a note or of a source's text, oldest first. */
  readonly history: (id: NoteId | SourceId) => Promise<readonly Revision[]>;
  readonly documentOf: (revision: Revision) => Promise<Document>;
  /** Makes an earlier revision the newest one; what stood before is kept. */
  readonly goBackTo: (id: NoteId, revision: RevisionId) => Promise<Saved<Note>>;
  /** The person turned away from the note: what it says now is kept. */
  readonly close: (id: NoteId) => Promise<void>;
}

const keepAfterMs = 10 * 60_000;

export function openNotes(parts: Parts): Notes {
  const { machine, store, door } = parts;
  /** Links of notes being written, as they were last saved. */
  const links = new Map<string, readonly Link[]>();
  /** The newest kept revision of notes being written. */
  const kept = new Map<string, Revision | null>();

  const linksOf = async (id: string): Promise<readonly Link[]> =>
    links.get(id) ?? (await store.linksFrom(id));
  const lastKept = async (id: string): Promise<Revision | null> =>
    kept.get(id) ?? (await store.revisionsOf(id)).at(-1) ?? null;

  const keep = (note: Note, pieces: readonly string[], why: Revision['why']): Revision =>
    newRecord(machine, 'revision', {
      noteId: note.id,
      noteRevision: note.revision,
      title: note.title,
      pieces,
      why,
    });

  /** What a note said before it was changed for the first time: as it was imported, say. */
  const originalOf = async (note: Note) => {
    const pieces = await door.latestPieces(note.id);
    return pieces.length === 0
      ? []
      : [{ op: 'put', kind: 'revision', record: keep(note, pieces, 'first') } as const];
  };

  const save = async (id: NoteId, edit: NoteEdit, keepWhy?: Revision['why']): Promise<Saved<Note>> => {
    const before = await door.latest('note', id);
    if (before === undefined) return { kind: 'gone' };
    const heading = {
      ...(edit.title === undefined ? {} : { title: edit.title }),
      ...(edit.tags === undefined ? {} : { tags: edit.tags }),
    };
    if (edit.document === undefined) {
      const next = nextRevision(machine, before, heading);
      return savedAs(await door.commit([put('note', next)]), next);
    }
    const body = await bodyChange(door, id, before.revision + 1, edit.document);
    const next = nextRevision(machine, before, { ...heading, preview: body.preview, words: body.words });
    const linked = linkChange(parts, next, edit.document, await linksOf(id));
    const last = await lastKept(id);
    const original = last === null && before.words > 0 ? await originalOf(before) : [];
    const due =
      last === null
        ? original.length > 0
          ? undefined
          : 'first'
        : machine.now().getTime() - Date.parse(last.createdAt) >= keepAfterMs
          ? 'interval'
          : undefined;
    const why = keepWhy ?? due;
    const revision = why === undefined ? null : keep(next, body.pieces, why);
    const operations: Operation[] = [
      ...original,
      ...body.operations,
      put('note', next),
      ...linked.operations,
    ];
    if (revision) operations.push(put('revision', revision));
    const committed = await door.commit(operations);
    if (committed.kind === 'saved') {
      links.set(id, linked.links);
      const newest = revision ?? original[0]?.record;
      if (newest) kept.set(id, newest);
      else if (!kept.has(id)) kept.set(id, last);
    }
    return savedAs(committed, next);
  };

  return {
    create: async ({ title, tags = [], document = emptyDocument }) => {
      const { note, operations } = composeNote(parts, { title, tags, document }, { kind: 'typed' });
      return savedAs(await door.commit(operations), note);
    },
    save,
    get: (id) => door.latest('note', id),
    document: async (id) => (await door.latestText(id)) ?? emptyDocument,
    list: () => store.heads('note'),
    history: (id) => store.revisionsOf(id),
    documentOf: (revision) => documentOf(parts, revision),
    goBackTo: async (id, revisionId) => {
      const revision = await store.get('revision', revisionId);
      if (revision?.noteId !== id) return { kind: 'gone' };
      const before = await door.latest('note', id);
      if (before === undefined) return { kind: 'gone' };
      const keeping = keep(before, await door.latestPieces(id), 'before a change');
      const held = await door.commit([put('revision', keeping)]);
      if (held.kind === 'failed') return held;
      return save(id, { title: revision.title, document: await documentOf(parts, revision) });
    },
    close: async (id) => {
      const note = await door.latest('note', id);
      const pieces = await door.latestPieces(id);
      const last = await lastKept(id);
      links.delete(id);
      kept.delete(id);
      if (note === undefined || pieces.length === 0) return;
      if (last !== null && last.title === note.title && last.pieces.join() === pieces.join()) return;
      await door.commit([put('revision', keep(note, pieces, 'closed'))]);
    },
  };
}

/** A new note and everything that goes with it. */
export function composeNote(
  parts: Parts,
  { title, tags = [], document = emptyDocument }: NewNote,
  origin: Origin,
  prepared?: PreparedBody,
): { readonly note: Note; readonly operations: readonly Operation[] } {
  const bare = newRecord(parts.machine, 'note', { title, tags, preview: '', words: 0 }, origin);
  const body = freshBody(bare.id, 1, prepared ?? document);
  const note: Note = { ...bare, preview: body.preview, words: body.words };
  const linked = linkChange(parts, note, document, []);
  return { note, operations: [...body.operations, put('note', note), ...linked.operations] };
}

function linkKindOf(kind: string): LinkKind {
  return kind === 'excerpt' || kind === 'source' ? 'cites' : 'mentions';
}

/** The links a note's references make, against those it had. */
function linkChange(
  { machine }: Parts,
  note: Note,
  document: Document,
  before: readonly Link[],
): { readonly links: readonly Link[]; readonly operations: readonly Operation[] } {
  const wanted = new Map<string, { kind: Link['toKind']; id: string }>();
  for (const node of everyNode(document)) {
    if (node.type !== 'reference') continue;
    const { kind, id } = node.attrs ?? {};
    if (typeof kind !== 'string' || typeof id !== 'string') continue;
    wanted.set(id, { kind: kind as Link['toKind'], id });
  }
  const alive = before.filter(({ deletedAt }) => deletedAt === undefined);
  const staying = alive.filter(({ to }) => wanted.has(to));
  const gone = alive.filter(({ to }) => !wanted.has(to));
  const there = new Set(staying.map(({ to }) => to));
  const made = [...wanted.values()]
    .filter(({ id }) => !there.has(id))
    .map(({ kind, id }) =>
      newRecord(machine, 'link', {
        fromKind: 'note',
        from: note.id,
        toKind: kind,
        to: id,
        kind: linkKindOf(kind),
      }),
    );
  return {
    links: [...staying, ...made],
    operations: [
      ...made.map((link) => put('link', link)),
      ...gone.map(({ id, revision }): Operation => ({
        op: 'remove',
        kind: 'link',
        id,
        revision: revision + 1,
      })),
    ],
  };
}
