// The words of the frame around the screens: the library, the status bar, trouble, and runs without a window.
import { count, timeLeft, wholeNumber } from './format.ts';
import type { Words } from './words.ts';

export const appWords = {
  name: 'Commonplace',
  find: 'Find or ask',
  views: {
    notes: 'Notes',
    sources: 'Sources',
    excerpts: 'Excerpts',
    scorecards: 'Scorecards',
    search: 'Search',
    trash: 'Trash',
    settings: 'Settings',
    import: 'Import',
  },
  tags: 'Tags',
  library: 'Library',
  status: {
    saved: (time: string) => `Saved ${time}`,
    waiting: 'Saving',
    notSaved: 'Not saved',
    nothingToSave: 'Nothing to save',
    indexing: (done: number, total: number, secondsLeft: number | null) =>
      `Indexing ${wholeNumber(done)} of ${wholeNumber(total)}${secondsLeft === null ? '' : `, ${timeLeft(secondsLeft)}`}`,
    paused: (done: number, total: number) =>
      `Indexing paused at ${wholeNumber(done)} of ${wholeNumber(total)}`,
    importing: (done: number, total: number) => `Importing ${wholeNumber(done)} of ${wholeNumber(total)}`,
    pauseIndexing: 'Pause indexing',
    resumeIndexing: 'Resume indexing',
    modelReady: 'Found by words and by meaning',
    modelAsleep: 'Found by words and by meaning',
    modelLoading: 'Model loading',
    wordsOnly: 'Found by words only',
    wordsOnlyLong:
      'The model that finds by meaning is missing or damaged. Everything is still found by its words.',
    nothingLeft: (refused: number) =>
      `Nothing has left this machine (${count(refused, 'request', 'requests')} refused)`,
    nothingLeftLong: (address: string | null) =>
      address === null
        ? 'No part of the program has tried to reach another machine.'
        : `The last attempt that was refused: ${address}`,
    trial: 'Trial window: do not keep confidential material here',
    trialLong:
      'This window is a browser that stands in for Electron. It lacks some of the walls that the installed program has.',
  },
  trouble: {
    title: 'This notebook could not be opened',
    newer: 'It was written by a newer version of Commonplace. Install that version to open it.',
    notOpened: (why: string) => `The working copy could not be opened: ${why}.`,
    lost: (folder: string) =>
      `Its texts are not where they should be, and cannot be built again from the journal. Its backups are in ${folder}.`,
    safe: 'Nothing was deleted. Everything that was saved is in the journal, in the folder of the notebook.',
    again: 'Try again',
    folder: 'Show the folder',
    screen: 'This screen met an error and was closed. What was saved is safe.',
    screenAgain: 'Open it again',
    diskFull:
      'The disk is full. New text is kept in the journal as long as there is room; make room, then try again.',
    closed:
      'The working copy was closed by the browser. It is built again from the journal when the window is opened anew.',
    broken: (why: string) =>
      `The working copy takes no changes (${why}). What is saved stays in the journal.`,
    reopen: 'Open anew',
    retry: 'Try again',
    notSaved: {
      'disk full': 'Not saved: the disk is full.',
      'disk error': 'Not saved: the disk reported an error.',
      invalid: 'Not saved: the program made a change that it cannot read back.',
      'read only': 'Not saved: the notebook is open to read only.',
    },
  },
  disk: {
    low: (free: string) => `The disk is filling up: ${free} are left.`,
    'no imports': (free: string) =>
      `The disk is nearly full: ${free} are left. Imports and indexing by meaning wait until there is more room.`,
    'journal only': (free: string) =>
      `The disk is full but for ${free}. What you write is still saved in the journal; lists, search and everything else wait until there is more room.`,
  },
  fullDisk: {
    title: 'The disk is full',
    unsaved:
      'What you wrote last could not be saved. It stays in this window and is saved as soon as there is room: do not close the window before the bar at the foot says “Saved”.',
    journalOnly:
      'What you write is still saved, in the journal. Lists and search show it when there is room again.',
    nothingLost: 'Nothing that was saved before is lost.',
    what: (free: string) =>
      `${free} are left. Empty the bin, or move large files to another disk. The program goes on by itself as soon as it finds room.`,
    understood: 'I will make room',
  },
  rebuilt: (entries: number) => `${count(entries, 'entry', 'entries')} of the journal applied at the start`,
  unread: (operations: number) =>
    `${count(operations, 'change', 'changes')} in the journal could not be read by this version. They are kept there.`,
  welcome: {
    title: 'A place for what you read, quote and judge',
    text: 'Notes, sources with their exact quotations, and dated judgements, found by words and by meaning. All of it stays on this machine.',
    note: 'Write a note',
    import: 'Import a folder',
    sample: 'Open the sample notebook',
    sampleText: 'A worked example that you can delete in one click.',
    earlier: (backups: number, newest: string, records: number) =>
      `This notebook is empty, but there ${backups === 1 ? 'is a backup' : `are ${wholeNumber(backups)} backups`}: the newest is of ${newest}, with ${count(records, 'record', 'records')}.`,
    restoreEarlier: 'Restore the newest backup...',
    sampleThere: 'The sample notebook is open.',
    deleteSample: 'Delete the sample',
    sampleFailed: 'The sample notebook could not be opened.',
  },
  deleted: (items: number, title: string) =>
    items === 1 && title !== ''
      ? `“${title}” is in the trash`
      : `${count(items, 'item is', 'items are')} in the trash`,
  notDeleted: 'It could not be moved to the trash: the disk did not take it.',
  notBroughtBack: 'It could not be brought back: the disk did not take it. It is in the trash.',
  undo: 'Undo',
  shortcuts: { title: 'Keyboard shortcuts' },
  commands: {
    go: 'Go',
    edit: 'Edit',
    view: 'View',
    file: 'File',
    help: 'Help',
    palette: 'Find or ask',
    back: 'Back',
    forward: 'Forward',
    library: 'Show or hide the library',
    panel: 'Show or hide the panel',
    list: 'Show or hide the list',
    save: 'Save now',
    larger: 'Larger text',
    smaller: 'Smaller text',
    usual: 'Usual text size',
    light: 'Light theme',
    dark: 'Dark theme',
    system: 'Theme of the system',
    shortcuts: 'Keyboard shortcuts',
    import: 'Import files or a folder',
    quit: 'Quit',
    deleteSample: 'Delete the sample notebook',
    openSample: 'Open the sample notebook',
    pauseIndexing: 'Pause or resume indexing',
    folder: 'Show the notebook’s files',
  },
  headless: {
    importing: (done: number, total: number) => `Importing ${wholeNumber(done)} of ${wholeNumber(total)}`,
    imported: (imported: number, total: number) =>
      `Imported ${wholeNumber(imported)} of ${count(total, 'file', 'files')}`,
    row: (
      path: string,
      outcome: string,
      reason: string,
      losses: readonly { readonly kind: string; readonly count: number }[],
    ) =>
      [
        `${path}: ${outcome}${reason === '' ? '' : `, ${reason}`}`,
        losses.length === 0
          ? ''
          : `not taken over whole (${losses.map(({ kind, count: times }) => `${kind} ${wholeNumber(times)}`).join(', ')})`,
      ]
        .filter((part) => part !== '')
        .join('; '),
    stopped: 'The import stopped.',
    noRoom: 'The disk is nearly full. Make room, then import again.',
    indexing: (done: number, total: number, secondsLeft: number | null) =>
      `Indexing ${wholeNumber(done)} of ${wholeNumber(total)}${secondsLeft === null ? '' : `, ${timeLeft(secondsLeft)}`}`,
    byWordsOnly: 'The model is not available: found by words only.',
    unfinished: (records: number) =>
      `${count(records, 'record was', 'records were')} not indexed yet and could not all be found.`,
    noAnswer: 'The search gave no answer.',
    nothing: 'Nothing relevant found',
    untitled: 'Untitled',
    failed: (why: string) => `It did not work: ${why}`,
    heading: (question: string, mode: string) =>
      `${question} (${mode === 'words' ? 'by words only' : 'by words and by meaning'})`,
    hit: (
      rank: number,
      kind: string,
      title: string,
      score: number,
      why: string,
      matched: readonly string[],
    ) =>
      `${wholeNumber(rank)}. [${kind}] ${title}  (${score.toFixed(3)}, ${why}${matched.length === 0 ? '' : `: ${matched.join(', ')}`})`,
  },
} satisfies Words;
