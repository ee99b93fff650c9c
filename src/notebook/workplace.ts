// What every screen is given: the notebook, the desktop around it, and the ways to move and to speak.
import type { SourceId } from '#domain/id.ts';
import type { ImportAs, ImportOffer, ImportRun } from './importing.ts';
import type { Notebook } from './notebook.ts';
import type { Place } from './place.ts';
import type { Surroundings } from './surroundings.ts';
import type { Target } from './trash.ts';

export interface Notice {
  readonly text: string;
  readonly look?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly perform: () => void };
}

/** Which program this is, and where it keeps its files. */
export interface Program {
  readonly version: string;
  readonly notebookFolder: string;
}

export interface Workplace {
  readonly notebook: Notebook;
  readonly surroundings: Surroundings;
  readonly program: Program;
  readonly place: Place;
  readonly go: (place: Place, how?: 'push' | 'replace') => void;
  readonly back: () => void;
  readonly forward: () => void;
  /** A toast: for what was deleted (with its undo) and for failures, never for success. */
  readonly tell: (notice: Notice) => void;
  /** Moves records to the trash and offers the way back; goes elsewhere when one of them is being shown. */
  readonly remove: (targets: readonly Target[]) => Promise<void>;
  /** Work that must be written before the window closes; the returned function takes it back. */
  readonly holdDraft: (flush: () => Promise<void>) => () => void;
  /** Writes down every draft now. */
  readonly flushDrafts: () => Promise<void>;
  /** Told by editors while keys arrive, so that indexing keeps out of the way. */
  readonly keysArrive: () => void;
  /** When the last save was acknowledged, and whether a draft waits; shown in the status bar. */
  readonly noteSaving: (saving: Saving) => void;
  readonly importRun: ImportRun | null;
  readonly startImport: (offer: ImportOffer, as: ImportAs) => void;
  /** Adds the sample notebook and goes there; tells when it could not. */
  readonly openSample: () => Promise<void>;
  /** Moves what came with the sample to the trash and offers the way back. */
  readonly removeSample: () => Promise<void>;
  /** Shows the earlier texts of a source. */
  readonly showSourceVersions: (id: SourceId) => void;
  readonly openDialog: (dialog: 'import' | 'palette' | 'shortcuts') => void;
}

export type Saving =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly why: string };
