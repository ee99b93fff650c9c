// What the main process says: menus and dialogs of the desktop, and the sentences of a run without a window.
import type { Words } from './words.ts';

export const desktopWords = {
  editMenu: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  copyLink: 'Copy link address',

  openLinkQuestion: 'Open this address outside Commonplace?',
  openLinkDetail: (address: string) =>
    `${address}\n\nIt will be handed to your browser or mail program. Commonplace itself never fetches it.`,
  openLinkYes: 'Open',
  cancel: 'Cancel',

  importFiles: 'Choose files to import',
  importFolder: 'Choose a folder to import',
  saveAs: 'Save as',
  exportFolder: 'Choose a folder to export to',
  snapshotFolder: 'Choose a folder for backups',
  backupFile: 'Choose a backup',
  backups: 'Backups',
  noColdCopy: (why: 'disk full' | 'disk error') =>
    `The databases were not copied before this version opens them: ${why === 'disk full' ? 'the disk is full' : 'the disk failed'}.`,

  closeQuestion: 'The notebook is still saving.',
  closeDetail: 'Words that were not saved yet are lost if you close it now.',
  closeAnyway: 'Close anyway',
  wait: 'Wait',

  stoppedQuestion: 'The window stopped working.',
  stoppedDetail: 'Everything that was saved is kept.',
  reopen: 'Reopen',
  quit: 'Quit',

  temporaryNotebook: (folder: string) => `Temporary notebook: ${folder}`,
  alreadyOpen: (folder: string) => `The notebook in ${folder} is already open.`,
  unknownOption: (option: string) => `Unknown option: ${option}.`,
  missingValue: (option: string) => `The option ${option} needs a value.`,
  noValueExpected: (option: string) => `The option ${option} takes no value.`,
  givenTwice: (option: string) => `The option ${option} was given twice.`,
  oneOf: (option: string, choices: readonly string[]) =>
    `The option ${option} takes one of: ${choices.join(', ')}.`,
  needsHeadless: (option: string) => `The option ${option} works only with --headless.`,
  nothingThere: (path: string) => `There is nothing to import at ${path}.`,
  noProfile: (folder: string, why: string) => `The notebook folder ${folder} cannot be used: ${why}.`,
  noScreenshot: (file: string, why: string) => `The screenshot ${file} could not be written: ${why}.`,
  windowFailed: (why: string) => `The notebook's window failed: ${why}.`,
  failed: (why: string) => `Commonplace failed: ${why}.`,
} satisfies Words;
