// What the window may ask of the main process, and what the main process tells the window: written once, used by
// both sides. The window never sends a path: main opens dialogs and hands out addresses of the program's own origin
// (`/hand/<token>`), each good for one use, through which file bytes are fetched and stored.

import {
  type BackupAddress,
  backupReading,
  type BaseSet,
  type ChosenBackup,
  rehearsalDone,
  type SafetyFacts,
} from './backups.ts';
import { hashOfOriginal, mostForgotten, type OriginalKept, originalRequest } from './originals.ts';
import { fail, field, list, nothing, oneOf, only, type Parse, text, wholeNumber } from './parse.ts';
import {
  type LinesTaken,
  type SnapshotBegun,
  type SnapshotEnded,
  type SnapshotFolder,
  snapshotLines,
  snapshotRequest,
} from './snapshots.ts';

/** Names that may never change: the browser keys its storage on scheme and host, the profile on the folder name. */
export const programName = 'Commonplace';
export const scheme = 'app';
export const host = 'notebook';
export const origin = `${scheme}://${host}`;
export const profileFolder = 'Commonplace';

/** Name of the folder among the person's documents that holds the snapshots. */
export const snapshotFolder = 'Commonplace Backups';

/** True for an address of the program itself. Compares protocol and host: Node calls every custom origin "null". */
export function isOwnAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}

/** Which notebook this is. Kept by main in a small file beside the journal. */
export interface Identity {
  readonly notebookId: string;
  /** Name of the IndexedDB database that holds the working copy; a restore builds another and flips this. */
  readonly database: string;
  /** Sequence number of the last frame in the journal; 0 when there is none. */
  readonly lastSeq: number;
  /** True once anything was ever written: an empty working copy is then a fault, not a new notebook. */
  readonly everHadData: boolean;
  /**
   * Where the notebook begins when it is not with the journal's first entry: with the records of a snapshot that main
   * keeps, which stand for every entry up to `seq`.
   */
  readonly base: { readonly snapshot: string; readonly seq: number } | null;
}

/**
 * What the room on the disk still allows: `low` is worth a word; then no imports and no embedding; then nothing but
 * the journal, which every save needs.
 */
export type DiskLevel = 'ok' | 'low' | 'no imports' | 'journal only';

export interface DiskState {
  readonly level: DiskLevel;
  readonly freeBytes: number;
}

export type Theme = 'system' | 'light' | 'dark';

/** One file on offer for import. Its bytes are fetched from `address`, once. */
export interface OfferedFile {
  /** Path below the import root, with `/` between folders. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
  readonly address: string;
}

/** A file or folder that was seen and not offered. */
export interface RefusedFile {
  readonly path: string;
  readonly reason: 'unreadable' | 'too large' | 'symlink loop' | 'not a file' | 'too many files';
}

export interface Offer {
  /** The folder the paths are relative to: shown to the person, and half of the key that recognises a file again. */
  readonly root: string;
  readonly files: readonly OfferedFile[];
  readonly refused: readonly RefusedFile[];
}

/** What a run without a window was asked to do. */
export interface HeadlessJob {
  readonly offer: Offer | null;
  readonly as: 'notes' | 'sources' | null;
  readonly question: string | null;
  readonly wait: boolean;
  readonly json: boolean;
  readonly screenshot: boolean;
}

export interface Boot {
  readonly identity: Identity;
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** What the program runs in: Electron itself, or the stand-in on an ordinary Chromium (a trial window). */
  readonly shell: 'electron' | 'stand-in';
  readonly notebookFolder: string;
  readonly job: HeadlessJob | null;
  /** Set by tests only: the notebook is put on `globalThis.commonplace`, and named faults are armed. */
  readonly automation: { readonly faults: readonly string[] } | null;
  readonly theme: Theme;
  readonly disk: DiskState;
}

/** An item of the application menu, as the window's commands describe it. */
export interface MenuItem {
  readonly kind: 'command' | 'role' | 'separator' | 'submenu';
  /** Command id, or the name of an Electron menu role. */
  readonly id?: string;
  readonly label?: string;
  /** In Electron's notation, e.g. `CmdOrCtrl+K`. Shown in the menu; the window itself listens for the keys. */
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly items?: readonly MenuItem[];
}

export type PushedCommand = { readonly id: string };

/** A request that was cancelled because it would have left the machine. */
export interface Refusals {
  readonly count: number;
  readonly last: { readonly address: string; readonly at: string } | null;
}

/**
 * A place to store bytes: `PUT address` writes a file, once; below a folder, `PUT address/relative/path`, each part
 * percent-encoded, until `DELETE address` closes it. 201 when the bytes are on the disk, 400 for a path that leads
 * elsewhere or that some system would not take, 404 when the address is used up, 507 disk full, 500 disk error.
 */
export interface SavePlace {
  readonly address: string;
  readonly name: string;
}

// --- payload parsers ---------------------------------------------------------------------------------------------

const saveRequest: Parse<{ readonly name: string; readonly extension: string }> = (value) => {
  only(value, ['name', 'extension']);
  const extension = text(16)(field(value, 'extension'));
  if (!/^[a-z0-9]+$/.test(extension)) fail('plain extension expected');
  return { name: text(255)(field(value, 'name')), extension };
};

const jobResult: Parse<{ readonly exitCode: number; readonly output: string; readonly error: string }> = (
  value,
) => {
  only(value, ['exitCode', 'output', 'error']);
  return {
    exitCode: wholeNumber(field(value, 'exitCode')),
    output: text(1 << 26)(field(value, 'output')),
    error: text(1 << 20)(field(value, 'error')),
  };
};

function menuItem(depth: number): Parse<MenuItem> {
  return (value) => {
    if (depth > 4) fail('menu too deep');
    only(value, ['kind', 'id', 'label', 'accelerator', 'enabled', 'checked', 'items']);
    const kind = oneOf('command', 'role', 'separator', 'submenu')(field(value, 'kind'));
    const item: { -readonly [K in keyof MenuItem]: MenuItem[K] } = { kind };
    const id = field(value, 'id');
    const label = field(value, 'label');
    const accelerator = field(value, 'accelerator');
    const enabled = field(value, 'enabled');
    const checked = field(value, 'checked');
    const items = field(value, 'items');
    if (id !== undefined) item.id = text(100)(id);
    if (label !== undefined) item.label = text(200)(label);
    if (accelerator !== undefined) item.accelerator = text(60)(accelerator);
    if (enabled !== undefined) item.enabled = enabled === true;
    if (checked !== undefined) item.checked = checked === true;
    if (items !== undefined) item.items = list(menuItem(depth + 1), 100)(items);
    return item;
  };
}

// --- the contract ------------------------------------------------------------------------------------------------

/** Every call, with the parser of its one payload. Main registers exactly these; the preload offers exactly these. */
export const calls = {
  /** First call of a window: who am I, what was I asked. */
  boot: nothing,
  /** Appends one frame to the journal. Answers when the frame is fsynced: only then may "Saved" be shown. */
  appendJournal: text(1 << 26),
  /** Opens the journal after a sequence number; the answer's address yields the raw frames (see vault). */
  openJournal: wholeNumber,
  /** Points the identity at another database, after it was built whole. */
  setDatabase: text(100),
  /**
   * No database can be opened or made: the browser's storage is set aside and begins anew. To be asked only where the
   * journal can bring everything back.
   */
  renewStorage: nothing,
  /** Opens the desktop's dialog. Null when the person cancelled. */
  chooseImport: oneOf('files', 'folder'),
  /** Opens the save dialog for one file. Null when the person cancelled. */
  chooseSave: saveRequest,
  /** Opens the dialog for a folder to export into. Null when the person cancelled. */
  chooseExportFolder: nothing,
  /** Keeps the file that a source was read from, as it is. */
  keepOriginal: originalRequest,
  /** Opens a kept file by its hash; the answer's address yields its bytes, once. Null when it is not there as it was. */
  openOriginal: hashOfOriginal,
  /**
   * Removes kept files that nothing needs any more. Answers with the hashes of those that are not there now; the others
   * stay for the time being: a backup is being written, a restore may be taken back, or the file came in only just.
   */
  forgetOriginals: list(hashOfOriginal, mostForgotten),
  /** Shows the full address and, if the person agrees, hands it to the system's browser or mail program. */
  openLink: text(2048),
  /** Begins a snapshot; one that was under way is dropped. */
  beginSnapshot: snapshotRequest,
  addToSnapshot: snapshotLines,
  /** Every record was given. Answers when the file was read back and has its name, or nothing is left of it. */
  finishSnapshot: wholeNumber,
  dropSnapshot: wholeNumber,
  snapshots: nothing,
  /** Opens the dialog for the folder that snapshots go to from now on. Null when the person cancelled. */
  chooseSnapshotFolder: nothing,
  showSnapshotFolder: nothing,
  /** Opens the dialog for a backup file. Null when the person cancelled. */
  chooseBackup: nothing,
  /** Reads a backup whole; the answer's address yields what it holds (see vault). */
  readBackup: backupReading,
  /** Reads every attached file; the answer's address yields which are sound (see vault). */
  readAttachments: nothing,
  /**
   * Lets the notebook begin with the snapshot that was taken last with `asBase`, and points at the database that holds
   * its records: both or neither.
   */
  setBase: text(100),
  safety: nothing,
  /** Remembers that a restore was rehearsed just now. */
  rememberRehearsal: rehearsalDone,
  /** A snapshot that is pinned stays no longer than its age says. */
  letGoOfSnapshot: text(255),
  setTheme: oneOf('system', 'light', 'dark'),
  setMenu: list(menuItem(0), 20),
  refusals: nothing,
  showNotebookFolder: nothing,
  /** The drafts are flushed: the window may close. */
  readyToClose: nothing,
  /** Ends the program, as closing its last window would. */
  quit: nothing,
  /** One line for the error output of a run without a window. */
  reportProgress: text(2000),
  finishJob: jobResult,
} satisfies Record<string, Parse<unknown>>;

export type CallName = keyof typeof calls;
export type Payload<K extends CallName> = ReturnType<(typeof calls)[K]>;

export interface Answers {
  boot: Boot;
  appendJournal:
    | { readonly kind: 'kept'; readonly seq: number }
    | { readonly kind: 'failed'; readonly why: 'disk full' | 'disk error' };
  openJournal: { readonly address: string };
  setDatabase: null;
  renewStorage: null;
  chooseImport: Offer | null;
  chooseSave: SavePlace | null;
  chooseExportFolder: SavePlace | null;
  keepOriginal: OriginalKept;
  openOriginal: { readonly address: string } | null;
  forgetOriginals: readonly string[];
  openLink: { readonly opened: boolean };
  beginSnapshot: SnapshotBegun;
  addToSnapshot: LinesTaken;
  finishSnapshot: SnapshotEnded;
  dropSnapshot: null;
  snapshots: SnapshotFolder;
  chooseSnapshotFolder: SnapshotFolder | null;
  showSnapshotFolder: null;
  chooseBackup: ChosenBackup | null;
  readBackup: BackupAddress;
  readAttachments: BackupAddress;
  setBase: BaseSet;
  safety: SafetyFacts;
  rememberRehearsal: null;
  letGoOfSnapshot: SnapshotFolder;
  setTheme: null;
  setMenu: null;
  refusals: Refusals;
  showNotebookFolder: null;
  readyToClose: null;
  quit: null;
  reportProgress: null;
  finishJob: null;
}

/** What main tells the window without being asked. */
export interface Pushes {
  /** A menu item was chosen. */
  command: PushedCommand;
  /** The window is about to close: flush, then call `readyToClose`. */
  closing: null;
  refused: Refusals;
  /** The level is another one now, or there is notably more or less room. */
  disk: DiskState;
}

export type PushName = keyof Pushes;
export const pushes: readonly PushName[] = ['command', 'closing', 'refused', 'disk'];

/** IPC channel of a call or push. */
export function channel(name: CallName | PushName): string {
  return `commonplace:${name}`;
}

/** What the preload puts on `window.desktop`. */
export type Desktop = {
  readonly [K in CallName]: (
    ...payload: Payload<K> extends undefined ? [] : [Payload<K>]
  ) => Promise<Answers[K]>;
} & {
  /** Calls the listener for each push; the returned function stops it. */
  readonly listen: <P extends PushName>(name: P, listener: (push: Pushes[P]) => void) => () => void;
};
