// What an engine in a worker is told.
import type { Asking } from './asking.ts';

export type Order =
  | { readonly kind: 'open'; readonly name: string }
  | { readonly kind: 'add'; readonly from: number; readonly end: number }
  | { readonly kind: 'keep' }
  | { readonly kind: 'ask'; readonly asking: Asking; readonly questions: readonly number[] }
  | { readonly kind: 'nearest'; readonly question: number }
  | { readonly kind: 'change'; readonly count: number }
  | { readonly kind: 'note' }
  /** Collects what nobody holds any more, before memory is read. */
  | { readonly kind: 'sweep' };
