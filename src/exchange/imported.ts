// What an importer makes of one file: a note or a source with its document, and what was lost on the way; or why not.
import type { Document } from '#domain/document.ts';
import type { Csl } from '#domain/source.ts';
import type { Loss } from './loss.ts';

/** What a file says of itself, as CSL-JSON; the citekey is given where the record is made. */
export type ImportedCsl = Partial<Omit<Csl, 'id'>>;

/** What files become: all of them notes, all of them sources, or each what its kind suggests. */
export type ImportAs = 'notes' | 'sources' | 'by kind';

export interface ImportedFile {
  readonly kind: 'note' | 'source';
  /** Never empty, at most 500 characters, one line. */
  readonly title: string;
  readonly tags: readonly string[];
  readonly document: Document;
  /** For sources only. */
  readonly csl?: ImportedCsl;
  /** ISO, UTC: from the file's own front matter. */
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly losses: readonly Loss[];
}

export type Refusal = 'empty' | 'binary' | 'too large' | 'unknown type' | 'damaged';

export interface Refused {
  readonly kind: 'refused';
  readonly reason: Refusal;
}

/** Larger files are no writing, and would fill memory. */
export const mostBytes = 20 * 1024 * 1024;
