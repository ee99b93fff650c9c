// Getting everything out again: one record as Markdown, or the whole notebook as a folder of ordinary files.
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

export interface Exporting {
  /** A note, source or scorecard as Markdown; null when it is gone. */
  readonly markdown: (target: {
    readonly kind: 'note' | 'source' | 'scorecard';
    readonly id: string;
  }) => Promise<Exported | null>;
  /** Writes Markdown with front matter and one JSON a record. Rejects where a file cannot be written. */
  readonly everything: (
    write: (path: string, text: string) => Promise<void>,
    report: (progress: ExportProgress) => void,
    signal: AbortSignal,
  ) => Promise<{ readonly files: number }>;
}

export function openExporting(_parts: Parts): Exporting {
  throw new Error('unfinished');
}
