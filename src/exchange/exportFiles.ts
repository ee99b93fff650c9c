// The whole notebook as files: Markdown that any program reads, and beside it every record as JSON, nothing left out.
//
//   notes/<title>.md   sources/<title>.md   scorecards/<title>.md   records/<kind>/<id>.json
import type { Document } from '#domain/document.ts';
import type { NounKind } from '#domain/id.ts';
import type { Note } from '#domain/note.ts';
import type { AnyRecord } from '#domain/operation.ts';
import { sourceTitle } from '#domain/source.ts';
import { exportWords } from './exportWords.ts';
import { FileNames } from './fileName.ts';
import type { Resolve } from './markdownOut.ts';
import type { SourceToExport } from './recordsOut.ts';
import { noteToMarkdown, sourceToMarkdown } from './recordsOut.ts';
import type { DescribeEvidence, ScorecardToExport } from './scorecardOut.ts';
import { scorecardToMarkdown } from './scorecardOut.ts';

export interface ExportedFile {
  /** Below the folder of the export, with `/` between folders. */
  readonly path: string;
  readonly text: string;
}

interface NoteToExport {
  readonly note: Note;
  readonly document: Document;
}

/** A record of any kind, with the text that belongs to it. */
export interface RecordToExport {
  readonly kind: NounKind;
  readonly record: AnyRecord;
  readonly document?: Document;
}

/** Hands out the notebook piece by piece, so that only one record at a time need be in memory. */
export interface Shelves {
  readonly notes: AsyncIterable<NoteToExport>;
  readonly sources: AsyncIterable<SourceToExport>;
  readonly scorecards: AsyncIterable<ScorecardToExport>;
  /** Every record once, of every kind, deleted ones included; those of the shelves above as well. */
  readonly records: AsyncIterable<RecordToExport>;
  readonly resolve: Resolve;
  readonly describe: DescribeEvidence;
}

/** Yields the files one by one; stops between two when the signal is given. Paths are unique. */
export async function* exportFiles(shelves: Shelves, signal?: AbortSignal): AsyncGenerator<ExportedFile> {
  const { resolve, describe } = shelves;
  const noteName = namesIn('notes');
  const sourceName = namesIn('sources');
  const scorecardName = namesIn('scorecards');
  for await (const { note, document } of shelves.notes) {
    if (signal?.aborted) return;
    yield { path: noteName(note.title), text: noteToMarkdown(note, document, resolve) };
  }
  for await (const source of shelves.sources) {
    if (signal?.aborted) return;
    yield { path: sourceName(sourceTitle(source.source)), text: sourceToMarkdown(source, resolve) };
  }
  for await (const scorecard of shelves.scorecards) {
    if (signal?.aborted) return;
    const text = scorecardToMarkdown(scorecard, describe, resolve);
    yield { path: scorecardName(scorecard.scorecard.title), text };
  }
  for await (const { kind, record, document } of shelves.records) {
    if (signal?.aborted) return;
    const whole = document ? { kind, record, document } : { kind, record };
    yield { path: `records/${kind}/${record.id}.json`, text: `${JSON.stringify(whole, null, 2)}\n` };
  }
}

function namesIn(folder: string): (title: string) => string {
  const names = new FileNames();
  return (title) => `${folder}/${names.take(title, 'md', exportWords.untitled)}`;
}
