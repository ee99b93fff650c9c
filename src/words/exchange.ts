// The words of carrying things in and out: the import dialog, its progress and report, and the export.
import { count, listed, timeLeft, wholeNumber } from './format.ts';
import type { Words } from './words.ts';

const files = (many: number): string => count(many, 'file', 'files');

export const exchangeWords = {
  group: 'Import and export',
  commands: {
    exportAll: 'Export everything',
    copyMarkdown: 'Copy as Markdown',
    saveMarkdown: 'Save as Markdown',
    keywords: { export: 'export', backup: 'folder', clipboard: 'clipboard', file: 'file' },
  },

  choose: {
    title: 'Import',
    lead: 'Markdown, plain text and HTML. The files themselves stay where they are, unchanged.',
    files: 'Choose files',
    filesText: 'One or several.',
    folder: 'Choose a folder',
    folderText: 'With everything below it.',
    drop: 'Or drop files and folders anywhere in this window',
    looking: 'Looking through what you chose',
    failed: (why: string) => `The files could not be looked through: ${why}`,
    running: 'An import is still going on. Let it finish, or cancel it, before you start another.',
    show: 'Show the import',
  },

  offer: {
    title: (root: string) => `Import from ${root}`,
    found: (many: number) => `${files(many)} found`,
    /** Kinds of files with how many there are of each. */
    kinds: {
      markdown: (many: number) => `${wholeNumber(many)} Markdown`,
      text: (many: number) => `${wholeNumber(many)} plain text`,
      html: (many: number) => `${wholeNumber(many)} HTML`,
      other: (many: number) => `${wholeNumber(many)} of other kinds, which the report will name`,
    },
    nothing: 'There is no Markdown, plain text or HTML here.',
    notOffered: (many: number) => `${files(many)} left out`,
    more: (many: number) => `and ${wholeNumber(many)} more`,
    question: 'What are they?',
    as: {
      'by kind': 'Some of each',
      notes: 'My notes',
      sources: 'Other people’s documents',
    },
    asLong: {
      'by kind': '.md and .txt become notes, .html become sources.',
      notes: 'Everything becomes a note that you can go on writing.',
      sources: 'Everything becomes a source to read and quote from, described as far as the file says.',
    },
    other: 'Choose something else',
    start: (many: number) => `Import ${files(many)}`,
  },

  drop: {
    title: 'Drop to import',
    text: 'Markdown, plain text and HTML, or folders of them',
    looking: 'Looking through what you dropped',
    root: 'Dropped files',
    nothing: 'What was dropped holds no file.',
    failed: (why: string) => `What was dropped could not be read: ${why}`,
  },

  progress: {
    path: 'Import',
    title: (root: string) => `Importing from ${root}`,
    reading: 'Reading',
    paused: 'Paused',
    waiting: 'Waiting for the import before this one',
    imported: (many: number) => `${wholeNumber(many)} imported so far`,
    rate: (filesPerSecond: number) =>
      filesPerSecond >= 1
        ? `${wholeNumber(filesPerSecond)} a second`
        : `one in ${wholeNumber(1 / filesPerSecond)} s`,
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel the rest',
    hint: 'You can leave this page; the import goes on. What is imported stays, also when you cancel.',
  },

  empty: {
    title: 'Bring in what you have',
    text: 'Choose a folder of Markdown, plain text or HTML, or drop it on this window. The report of the import will be here.',
    action: 'Choose files or a folder',
  },

  report: {
    title: {
      imported: (many: number, root: string) => `${files(many)} imported from ${root}`,
      changed: (many: number, root: string) => `${files(many)} changed in ${root}`,
      unchanged: (root: string) => `Nothing new in ${root}`,
      nothing: (root: string) => `Nothing was imported from ${root}`,
      cancelled: (many: number, root: string) => `Cancelled: ${files(many)} imported from ${root}`,
      stopped: (many: number, root: string) => `Stopped: ${files(many)} imported from ${root}`,
    },
    notReached: (many: number) =>
      many === 1 ? 'One file was not come to.' : `${wholeNumber(many)} files were not come to.`,
    stopped: (why: string) => `${why} Every file below that is called imported is whole and safe.`,
    notTakenOver: (why: string) => `Not everything could be taken over. ${why}`,
    totals: {
      imported: 'imported',
      'not whole': 'not whole',
      unchanged: 'unchanged',
      changed: 'changed on disk',
      updated: 'taken over',
      'edited here': 'edited here',
      'in trash': 'in the trash',
      refused: 'refused',
      failed: 'failed',
      copies: 'the same as another',
    },
    outcome: {
      'not whole': 'not whole',
      copy: 'the same as another',
      imported: 'imported',
      unchanged: 'unchanged',
      changed: 'changed on disk',
      updated: 'taken over',
      'edited here': 'edited here',
      'in trash': 'in the trash',
      refused: 'refused',
      failed: 'failed',
    },
    /** What an outcome means for the person, where it is not plain. */
    about: {
      unchanged: 'Was imported before, with the same contents.',
      changed: 'Was imported before and is different now. You can take over the new version.',
      updated: 'The new version was taken over. What a note said before is in its history.',
      'edited here':
        'Is different on disk, but you edited it here since it was imported. It was left as you wrote it.',
      'in trash': 'Was imported before and lies in the trash. It was left there.',
    },
    copy: (path: string | null) =>
      path === null
        ? 'Has the same contents as a record that you have already.'
        : `Has the same contents as ${path}.`,
    filters: {
      look: 'To look at',
      refused: 'Not imported',
      losses: 'Not whole',
      changed: 'Changed',
      copies: 'The same as another',
      all: 'All',
    },
    filter: 'Which files to show',
    search: 'Find a file',
    list: 'Files of the import',
    nothingToLook: 'Everything was imported whole. There is nothing to look at.',
    noneLikeThat: 'No file like that.',
    choose: 'Choose a file to see all that is known of it.',
    chosen: (many: number) => `${files(many)} chosen`,
    open: 'Open',
    openCopy: 'Open the other one',
    takeOver: (many: number) =>
      many === 1 ? 'Take over the new version' : `Take over ${wholeNumber(many)} new versions`,
    leftAlone: (many: number) =>
      many === 1
        ? 'One was left as it is: you edited or deleted it meanwhile.'
        : `${wholeNumber(many)} were left as they are: you edited or deleted them meanwhile.`,
    another: 'Import something else',
    copyReport: 'Copy the report',
    copied: 'Copied',
    notCopied: 'The report could not be copied.',
    gone: 'This record is no longer there.',
    top: 'the folder itself',
  },

  /** Why a file or folder was not taken. Each is a sentence of its own. */
  reasons: {
    empty: 'The file is empty.',
    binary: 'This is not text, whatever its name says.',
    'too large': 'It is larger than 20 MB. Divide it, and import the parts.',
    'unknown type': 'Only Markdown, plain text and HTML can be imported.',
    damaged: 'The file is damaged in a way that its reader cannot get past.',
    unreadable: 'It could not be opened. Perhaps you may not read it, or a link leads nowhere.',
    'symlink loop': 'This link leads back into a folder that was read already.',
    'not a file': 'This is neither a file nor a folder.',
    'too many files': 'There are more than 200,000 files. This one and those after it were left out.',
    'took too long': 'It took longer than a minute to read and was given up.',
    aborted: 'It was being read when the import ended.',
    invalid: 'What was read could not be made into a record.',
    'disk full': 'The disk is full.',
    'no room': 'The disk is nearly full. Make room, then import again.',
    'disk error': 'The disk reported an error.',
    gone: 'It is no longer there, or could not be read: moved, deleted, or offered too long ago.',
    other: (why: string) => `The program reported: ${why}`,
  },

  /** What an import could not take over as it was, and what became of it. */
  losses: {
    'original too large': () => 'The file itself is larger than 200 MB and was not kept beside its text.',
    'original not kept': () => 'The file itself could not be kept beside its text.',
    table: (many: number) => `${count(many, 'table', 'tables')} kept as lines of text, cells parted by bars.`,
    image: (many: number) => `${count(many, 'image', 'images')} left out; the words that describe them stay.`,
    footnote: (many: number) => `${count(many, 'footnote', 'footnotes')} moved to the end of the text.`,
    'link definition': (many: number) =>
      `${count(many, 'address', 'addresses')} that no link used moved to the end of the text.`,
    'link title': (many: number) => `${count(many, 'title of a link', 'titles of links')} left out.`,
    html: (many: number) => `${count(many, 'piece of HTML', 'pieces of HTML')} reduced to the text inside.`,
    comment: (many: number) => `${count(many, 'hidden comment', 'hidden comments')} left out.`,
    script: (many: number) => `${count(many, 'script', 'scripts')} left out.`,
    frame: (many: number) => `${count(many, 'embedded page', 'embedded pages')} left out.`,
    media: (many: number) =>
      `${count(many, 'sound, film or drawing', 'sounds, films or drawings')} left out.`,
    form: (many: number) =>
      `${count(many, 'form or field', 'forms or fields')} left out; the text inside stays.`,
    'page furniture': (many: number) =>
      `${count(many, 'part', 'parts')} around the text left out: menus, banners, footers.`,
    'hidden part': (many: number) => `${count(many, 'part', 'parts')} that the page hides left out.`,
    'unsafe link': (many: number) =>
      `${count(many, 'link', 'links')} of a kind that is not opened from here kept as words alone.`,
    'local link': (many: number) =>
      `${count(many, 'link', 'links')} to other files or places kept as words alone.`,
    'front matter': (many: number) =>
      `${count(many, 'field', 'fields')} of the front matter kept at the end of the text.`,
    'code details': (many: number) =>
      `${count(many, 'remark', 'remarks')} beside the language of a code block left out.`,
    'numbered task': (many: number) =>
      `${count(many, 'tick box', 'tick boxes')} in numbered lists kept as text.`,
    'nested too deep': (many: number) =>
      `${count(many, 'part', 'parts')} nested more deeply than can be shown, made flat.`,
    'too intricate': () => 'The markup was too intricate to follow; all of it was kept as plain text.',
    'invalid encoding': (many: number) =>
      `${count(many, 'character', 'characters')} could not be read and had to be guessed.`,
    /** After any of these, where they have names. */
    named: (sentence: string, names: readonly string[]) =>
      `${sentence.replace(/\.$/, '')}: ${listed(names)}.`,
  },

  export: {
    title: (folder: string) => `Exporting to ${folder}`,
    preparing: 'Preparing',
    writing: 'Writing',
    hint: 'Notes, sources and scorecards as Markdown, and every record as JSON.',
    cancel: 'Cancel',
    close: 'Close',
    done: (many: number) => `${files(many)} written.`,
    doneLong: (folder: string) =>
      `Everything is in ${folder}: notes, sources and scorecards as Markdown, and beside them every record whole, as JSON.`,
    doneTitle: 'Exported',
    cancelledTitle: 'Export cancelled',
    cancelled: (many: number, folder: string) =>
      `${files(many)} had been written to ${folder}. They stay there.`,
    failedTitle: 'The export stopped',
    failed: (done: number, total: number, why: string) =>
      `${why} ${wholeNumber(done)} of ${files(total)} had been written. Make room or choose another folder, and export again.`,
  },

  gone: 'It is no longer there, so there is nothing to copy or save.',
  notCopied: (why: string) => `It could not be copied. ${why}`,
  notSaved: (why: string) => `It could not be saved. ${why}`,
  timeLeft: (seconds: number) => timeLeft(seconds),
} satisfies Words;
