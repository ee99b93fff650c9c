// The notebook: the whole application without a screen. Opening it brings the working copy up to the journal; what
// comes back are the use cases.
import type { Identity } from '#desktop/contract.ts';
import type { StoreTrouble, Store } from '#store/store.ts';
import { recordsIn } from '#store/fill.ts';
import { openNewerStore } from '#store/openNewerStore.ts';
import type { Migration } from '#store/migrate.ts';
import { tidyDatabases } from '#store/tidy.ts';
import type { Backup, SnapshotDesk } from './backup.ts';
import { openBackup } from './backup.ts';
import type { Disk, DiskState } from './disk.ts';
import { allowsImports, allowsWorkingCopy, indexRoomOf, openDisk } from './disk.ts';
import type { Change, DoorOptions } from './door.ts';
import { openDoor } from './door.ts';
import type { Exporting } from './exporting.ts';
import { openExporting } from './exporting.ts';
import type { Heads } from './heads.ts';
import { openHeads } from './heads.ts';
import { openCollectingOriginals } from './collectingOriginals.ts';
import type { Housekeeping } from './housekeeping.ts';
import { openHousekeeping } from './housekeeping.ts';
import type { Importing, ImportRunner } from './importing.ts';
import { openImporting } from './importing.ts';
import type { Original, OriginalsDesk } from './originals.ts';
import { findOriginal } from './originals.ts';
import type { Librarian, LibrarianPort } from './librarianClient.ts';
import { openLibrarian } from './librarianClient.ts';
import type { Machine } from './machine.ts';
import type { Notes } from './notes.ts';
import { openNotes } from './notes.ts';
import { openRestoring } from './openRestoring.ts';
import type { Rebuilt } from './rebuild.ts';
import type { Recovered } from './recovered.ts';
import type { ReadOnly } from './readOnly.ts';
import { closedDoor, refuseToRestore } from './readOnly.ts';
import type { Parts } from './records.ts';
import { restoringAlone } from './restoringAlone.ts';
import { rescue } from './rescue.ts';
import type { RestoreDesk } from './restoreDesk.ts';
import type { RestoreProgress, Restoring } from './restoring.ts';
import type { SampleShelf } from './sample.ts';
import { openSample } from './sample.ts';
import type { Scorecards } from './scorecards.ts';
import { openScorecards } from './scorecards.ts';
import type { SettingsBook } from './settings.ts';
import { openSettings } from './settings.ts';
import type { Excerpts, Sources } from './sources.ts';
import { openExcerpts, openSources } from './sources.ts';
import type { Trash } from './trash.ts';
import { openTrash } from './trash.ts';
import type { OpenedWorkingCopy } from './workingCopy.ts';
import { openWorkingCopy } from './workingCopy.ts';
import type { AttachmentId } from '#domain/id.ts';
import type { Link } from '#domain/link.ts';

export interface NotebookOptions extends DoorOptions {
  readonly machine: Machine;
  readonly identity: Identity;
  /** Writes down which database is the working copy from now on. */
  readonly setDatabase: (name: string) => Promise<void>;
  readonly spawnLibrarian: () => LibrarianPort;
  readonly importFile: ImportRunner;
  readonly cores: number;
  readonly snapshotDesk: SnapshotDesk;
  readonly restoreDesk: RestoreDesk;
  /** Told how far a recovery is, before anything can be shown. */
  readonly recovering?: (progress: RestoreProgress) => void;
  /** Keeps the files that sources are read from; absent, they are not kept. */
  readonly originals?: OriginalsDesk;
  /** Whether every database that the browser holds is of this profile. Not so unless it is said. */
  readonly ownsStorage?: boolean;
  /** Changes to the rows of older working copies; those that were released, unless others are given. */
  readonly migrations?: readonly Migration[];
  /** How much room the disk has at the beginning; enough, unless it is said. */
  readonly disk?: DiskState;
  /** How long the browser may take to open its databases. */
  readonly patienceMs?: number;
}

export interface Notebook {
  readonly notes: Notes;
  readonly sources: Sources;
  readonly excerpts: Excerpts;
  readonly scorecards: Scorecards;
  readonly trash: Trash;
  readonly librarian: Librarian;
  readonly importing: Importing;
  readonly exporting: Exporting;
  readonly backup: Backup;
  readonly disk: Disk;
  readonly housekeeping: Housekeeping;
  readonly sample: SampleShelf;
  readonly settings: SettingsBook;
  /** The file that a source was read from; null when it is not there any more. */
  readonly original: (id: AttachmentId) => Promise<Original | null>;
  /** What lists show. */
  readonly heads: Heads;
  /** Pauses indexing by meaning, or goes on with it; remembered until the person says otherwise. */
  readonly pauseIndexing: (paused: boolean) => Promise<void>;
  readonly linksFrom: (id: string) => Promise<readonly Link[]>;
  readonly linksTo: (id: string) => Promise<readonly Link[]>;
  readonly count: Store['count'];
  /** Told of every change after readers can see it. */
  readonly watch: (listener: (change: Change) => void) => () => void;
  /** Told when the working copy stops taking changes, and null when it goes on. What was saved stays saved. */
  readonly watchTrouble: (listener: (trouble: StoreTrouble | null) => void) => () => void;
  readonly retry: () => void;
  /** Resolves when everything saved so far can be read. */
  readonly settled: () => Promise<void>;
  readonly rebuilt: Rebuilt;
  /** What was found and done at this start. */
  readonly recovered: Recovered;
  readonly restoring: Restoring;
  /** Set when a newer program wrote to it: it is shown, searched and exported, and nothing is written. */
  readonly readOnly: ReadOnly | null;
  /** What this notebook is made of, for tests. */
  readonly parts: Parts;
  readonly close: () => Promise<void>;
}

export type OpenedNotebook =
  | { readonly kind: 'open'; readonly notebook: Notebook }
  /** The working copy was written by a newer version of the program, in a form that cannot even be read. */
  | { readonly kind: 'newer' }
  /** There was a notebook, and neither journal nor base can bring it back; `folder` is where backups are. */
  | { readonly kind: 'lost'; readonly why: string; readonly folder: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Opens a notebook. Nothing is shown before the working copy is what the journal says. */
export async function openNotebook(options: NotebookOptions): Promise<OpenedNotebook> {
  const { recovering = () => undefined, ownsStorage = false, identity } = options;
  const opened = await openWorkingCopy({ ...options, recovering, ownsStorage });
  if (opened.kind === 'newer') return openToRead(options);
  if (opened.kind !== 'open') return opened;
  const { newer: entries } = opened.rebuilt;
  const notebook = await finish(options, opened, entries > 0 ? { kind: 'newer entries', entries } : null);
  opened.ahead?.close();
  if (opened.database !== identity.database) await options.setDatabase(opened.database);
  return { kind: 'open', notebook };
}

/** Opens the working copy of a newer program as far as it can be read. */
async function openToRead(options: NotebookOptions): Promise<OpenedNotebook> {
  const { database } = options.identity;
  const opened = await openNewerStore(database);
  if (opened.kind === 'strange') return { kind: 'newer' };
  if (opened.kind === 'failed') return opened;
  const { store } = opened;
  const recovered = { checked: recordsIn(await store.stock()), restored: 0, missing: 0, rebuilt: null };
  const rebuilt = { entries: 0, unread: [], newer: 0 };
  const copy = { kind: 'open', database, store, ahead: null, rebuilt, recovered } as const;
  return { kind: 'open', notebook: await finish(options, copy, { kind: 'newer working copy' }) };
}

async function finish(
  {
    machine,
    identity,
    spawnLibrarian,
    importFile,
    cores,
    snapshotDesk,
    restoreDesk,
    setDatabase: _set,
    recovering: _tell,
    ownsStorage: _owns,
    migrations: _migrations,
    patienceMs: _patience,
    originals,
    disk: diskState = { level: 'ok', freeBytes: 0 },
    ...doorOptions
  }: NotebookOptions,
  { database, store, ahead, rebuilt, recovered }: Extract<OpenedWorkingCopy, { readonly kind: 'open' }>,
  readOnly: ReadOnly | null,
): Promise<Notebook> {
  const disk = openDisk(diskState);
  const open = openDoor(hearingOfRefusals(machine, disk), store, doorOptions);
  const door = readOnly === null ? open : closedDoor(open);
  const parts: Parts = { machine, store, door };
  if (ahead && readOnly === null) await rescue(parts, ahead);
  const librarian = openLibrarian(spawnLibrarian(), store, door, database, cores);
  const settings = await openSettings(store, door);
  if (settings.current().indexingPaused) librarian.pause(true);
  const backup = openBackup(store, snapshotDesk);
  let trouble: StoreTrouble | null = null;
  store.watchTrouble((now) => {
    trouble = now;
    if (now?.kind === 'disk full') disk.refuse('working copy');
  });
  const heedRoom = (): void => {
    const { level } = disk.state();
    librarian.room(indexRoomOf(level));
    // The last room is the journal's: a browser that runs out of it may throw its databases away.
    if (!allowsWorkingCopy(level)) store.wait();
    else if (trouble?.kind === 'no room') store.resume();
  };
  heedRoom();
  disk.watch(heedRoom);
  disk.watchRoom(() => {
    if (trouble?.kind === 'disk full') store.resume();
  });
  const collectingOriginals = openCollectingOriginals(parts, readOnly === null ? originals : undefined);
  const trash = openTrash(
    parts,
    () => backup.ifBehind('delete'),
    () => void collectingOriginals.collect().catch(() => undefined), // or on another day
  );
  // What former working copies left behind; what cannot be tidied now is at the next start.
  const tidied =
    readOnly === null
      ? tidyDatabases(identity.notebookId, database, machine.now()).catch(() => [])
      : Promise.resolve([]);
  if (readOnly !== null) backup.suspend();
  const restoring = openRestoring({ ...parts, desk: restoreDesk, snapshotDesk, identity });
  return {
    notes: openNotes(parts),
    sources: openSources(parts),
    excerpts: openExcerpts(parts),
    scorecards: openScorecards(parts),
    trash,
    librarian,
    importing: openImporting(
      parts,
      importFile,
      () => backup.ifBehind('import'),
      () => allowsImports(disk.state().level),
      originals,
    ),
    exporting: openExporting(parts),
    backup,
    disk,
    housekeeping: openHousekeeping(parts, trash, collectingOriginals),
    sample: openSample(parts, trash),
    settings,
    heads: openHeads(store, door),
    pauseIndexing: (paused) => {
      librarian.pause(paused);
      return settings.set('indexingPaused', paused);
    },
    original: (id) => findOriginal(door, originals, id),
    linksFrom: (id) => store.linksFrom(id),
    linksTo: (id) => store.linksTo(id),
    count: store.count,
    watch: door.watch,
    watchTrouble: store.watchTrouble,
    retry: store.resume,
    settled: door.settled,
    rebuilt,
    recovered,
    restoring: {
      ...restoring,
      restore: readOnly === null ? restoringAlone(restoring, backup) : refuseToRestore,
    },
    readOnly,
    parts,
    close: async () => {
      await door.settled();
      librarian.close();
      await tidied;
      store.close();
    },
  };
}

/** The same machine, which has the disk remember that an entry found no room on it. */
function hearingOfRefusals(machine: Machine, disk: Pick<Disk, 'refuse'>): Machine {
  const append: Machine['journal']['append'] = async (payload) => {
    const answer = await machine.journal.append(payload);
    if (answer.kind === 'failed' && answer.why === 'disk full') disk.refuse('entry');
    return answer;
  };
  return { ...machine, journal: { ...machine.journal, append } };
}
