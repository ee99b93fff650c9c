// Getting everything out again: one record as Markdown, or the whole notebook as a folder of ordinary files.
import type { Document } from '#domain/document.ts';
import { emptyDocument } from '#domain/document.ts';
import type { NounKind } from '#domain/id.ts';
import { nounKinds } from '#domain/id.ts';
import type { AnyRecord, RecordOf } from '#domain/operation.ts';
import { joinPieces } from '#domain/piece.ts';
import { sourceTitle } from '#domain/source.ts';
import type { RecordToExport, Shelves } from '#exchange/exportFiles.ts';
import { exportFiles } from '#exchange/exportFiles.ts';
import { exportWords } from '#exchange/exportWords.ts';
import { FileNames } from '#exchange/fileName.ts';
import { noteToMarkdown, sourceToMarkdown } from '#exchange/recordsOut.ts';
import { scorecardToMarkdown } from '#exchange/scorecardOut.ts';
import type { Store } from '#store/store.ts';
import { citingAll, citingOf, namedIn } from './citing.ts';
import type { Parts } from './records.ts';

export interface Exported {
  /** A file name without its ending. */
  readonly name: string;
  readonly text: string;
}

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

export interface ExportTarget {
  readonly kind: 'note' | 'source' | 'scorecard';
  readonly id: string;
}

export interface Exporting {
  /** A note, source or scorecard as Markdown; null when it is gone. */
  readonly markdown: (target: ExportTarget) => Promise<Exported | null>;
  /** Writes Markdown with front matter and one JSON a record. Rejects where a file cannot be written. */
  readonly everything: (
    write: (path: string, text: string) => Promise<void>,
    report: (progress: ExportProgress) => void,
    signal: AbortSignal,
  ) => Promise<{ readonly files: number }>;
}

const shelved = ['note', 'source', 'scorecard'] as const;
/** Files written at a time: a disk that syncs each of them is waited for together. */
const width = 4;

export function openExporting(parts: Parts): Exporting {
  const { store, door } = parts;
  return {
    markdown: async ({ kind, id }) => {
      await door.settled();
      const record = await door.latest(kind, id);
      if (record === undefined || record.deletedAt !== undefined) return null;
      if ('csl' in record) {
        const source = await wholeSource(store, record);
        const { resolve } = await citingOf(parts, source.document ? namedIn(source.document) : []);
        return exported(sourceTitle(record), sourceToMarkdown(source, resolve));
      }
      if ('subjects' in record) {
        const judgements = await store.judgementsOf(id);
        const named = judgements.flatMap(({ evidence, rationale }) => [...evidence, ...namedIn(rationale)]);
        const { describe, resolve } = await citingOf(parts, named);
        return exported(
          record.title,
          scorecardToMarkdown({ scorecard: record, judgements }, describe, resolve),
        );
      }
      const document = (await door.latestText(id)) ?? emptyDocument;
      const { resolve } = await citingOf(parts, namedIn(document));
      return exported(record.title, noteToMarkdown(record, document, resolve));
    },

    everything: async (write, report, signal) => {
      await door.settled();
      const total = await countFiles(store);
      const shelves: Shelves = { ...shelvesOf(store), ...(await citingAll(parts)) };
      let files = 0;
      report({ done: files, total });
      const failed = new AbortController();
      const work = exportFiles(shelves, AbortSignal.any([signal, failed.signal]));
      const lane = async (): Promise<void> => {
        for (let next = await work.next(); next.done !== true; next = await work.next()) {
          await write(next.value.path, next.value.text);
          files += 1;
          report({ done: files, total: Math.max(total, files) });
        }
      };
      // Whoever is told that it failed may choose the folder again: nothing is written behind their back.
      const lanes = Array.from({ length: width }, () =>
        lane().catch((error: unknown) => {
          failed.abort(error);
        }),
      );
      await Promise.all(lanes);
      failed.signal.throwIfAborted();
      return { files };
    },
  };
}

function exported(title: string, text: string): Exported {
  const name = new FileNames().take(title, 'md', exportWords.untitled);
  return { name: name.slice(0, -'.md'.length), text };
}

async function documentOf(store: Store, owner: string): Promise<Document> {
  return (await store.body(owner))?.document ?? emptyDocument;
}

async function wholeSource(store: Store, source: RecordOf['source']) {
  return {
    source,
    document: source.readable ? await documentOf(store, source.id) : null,
    excerpts: (await store.excerptsOf(source.id)).filter(({ deletedAt }) => deletedAt === undefined),
  };
}

function shelvesOf(store: Store): Pick<Shelves, 'notes' | 'sources' | 'scorecards' | 'records'> {
  return {
    notes: mapped(kept(store, 'note'), async (note) => ({
      note,
      document: await documentOf(store, note.id),
    })),
    sources: mapped(kept(store, 'source'), (source) => wholeSource(store, source)),
    scorecards: mapped(kept(store, 'scorecard'), async (scorecard) => ({
      scorecard,
      judgements: await store.judgementsOf(scorecard.id),
    })),
    records: everyRecord(store),
  };
}

/** By id, so that files of one title are numbered alike at every export. */
async function kept<const K extends NounKind>(store: Store, kind: K): Promise<readonly RecordOf[K][]> {
  return (await store.heads(kind)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function* mapped<T, U>(items: Promise<readonly T[]>, make: (item: T) => Promise<U>): AsyncGenerator<U> {
  for (const item of await items) yield await make(item);
}

async function* everyRecord(store: Store): AsyncGenerator<RecordToExport> {
  for (const kind of nounKinds)
    for (const which of ['kept', 'deleted'] as const)
      for (const record of await store.heads(kind, which)) {
        const document = await textOf(store, kind, record);
        yield document ? { kind, record, document } : { kind, record };
      }
}

/** The text that is kept beside a record's head. */
async function textOf(store: Store, kind: NounKind, record: AnyRecord): Promise<Document | null> {
  if (kind === 'note' || kind === 'source') return (await store.body(record.id))?.document ?? null;
  if (!('noteRevision' in record)) return null;
  const pieces = await store.pieces(record.pieces);
  return joinPieces(pieces.filter((piece) => piece !== undefined)).document;
}

async function countFiles({ count }: Store): Promise<number> {
  const counts = await Promise.all([
    ...shelved.map((kind) => count(kind)),
    ...nounKinds.flatMap((kind) => [count(kind), count(kind, 'deleted')]),
  ]);
  return counts.reduce((sum, each) => sum + each, 0);
}
