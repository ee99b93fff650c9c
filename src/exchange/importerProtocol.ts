// What an importer's worker is asked, and what it answers: one message each, with the same id.
import type { ImportAs, ImportedFile, Refusal } from './imported.ts';

export interface ToImporter {
  readonly id: number;
  /** Path below the import root, with `/` between folders. */
  readonly path: string;
  readonly as: ImportAs;
  readonly from: BytesFrom;
}

export type BytesFrom =
  /** An address of the program's own origin, good for one fetch. */
  { readonly kind: 'address'; readonly address: string } | { readonly kind: 'file'; readonly file: Blob };

export type FromImporter = { readonly id: number } & Answer;

export type Answer =
  /** `sha256` is that of the file's bytes, lower-case hexadecimal. */
  | { readonly kind: 'imported'; readonly sha256: string; readonly file: ImportedFile }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  /** The bytes could not be had, the worker broke, or it was ended: see `endings`. */
  | { readonly kind: 'failed'; readonly why: string };
