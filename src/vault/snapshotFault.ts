// Why a file is not accepted as a snapshot: what is wrong, and in which of its entries.
import type { FileFailure } from './files.ts';

export type SnapshotFault =
  | { readonly kind: 'absent' }
  /** The machine could not read it: nothing is said about what it holds. */
  | { readonly kind: 'unreadable'; readonly why: FileFailure }
  | { readonly kind: 'not a snapshot' }
  /** It begins as a snapshot and lacks its end. */
  | { readonly kind: 'cut short' }
  /** Written by a later version of the format. */
  | { readonly kind: 'newer'; readonly version: number }
  /** Bytes are not as they were written; null where they belong to no entry. */
  | { readonly kind: 'damaged'; readonly entry: string | null }
  | { readonly kind: 'duplicate'; readonly entry: string }
  /** A name that no snapshot has: it could lead elsewhere when it is unpacked. */
  | { readonly kind: 'strange name'; readonly entry: string }
  /** More bytes than it declares, or declared more than can be meant; null: all entries together. */
  | { readonly kind: 'too large'; readonly entry: string | null }
  /** The manifest names it, and it is not there. */
  | { readonly kind: 'missing'; readonly entry: string }
  /** It is there, and the manifest does not name it. */
  | { readonly kind: 'unlisted'; readonly entry: string }
  /** Whole, and not what the manifest says. */
  | { readonly kind: 'wrong hash'; readonly entry: string }
  | { readonly kind: 'wrong count'; readonly entry: string };
