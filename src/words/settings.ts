// The words of the settings: the look, the notebook's files, the search, privacy, the sample and the licences.
import { count, percent, wholeNumber } from './format.ts';
import type { Words } from './words.ts';

export const settingsWords = {
  title: 'Settings',
  group: 'Help',
  commands: {
    privacy: 'What leaves this machine',
    keywords: { privacy: 'privacy', network: 'network', offline: 'offline' },
  },
  look: {
    title: 'Look',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    size: 'Text size',
    sizes: (share: number) => percent(share),
    sizeHint: (larger: string, smaller: string, usual: string) =>
      `${larger} makes it larger, ${smaller} smaller, ${usual} as it was, from anywhere.`,
    preview:
      'Long pages should be read without a thought for their letters. Set the size at which that is so.',
    previewNote: 'Small print, such as dates and hints, grows and shrinks with it.',
  },
  notebook: {
    title: 'Notebook',
    text: 'Everything you save is written to a journal of plain files in a folder of your own, and flushed to the disk before the program says “Saved”. What you see is built from it.',
    where: 'Its folder',
    folder: 'Show the folder',
    copyPath: 'Copy the path',
    pathCopied: 'Copied',
    pathNotCopied: 'The path could not be copied.',
    folderFailed: (why: string) => `The folder could not be shown: ${why}`,
    holds: 'It holds',
    counts: {
      note: (records: number) => count(records, 'note', 'notes'),
      source: (records: number) => count(records, 'source', 'sources'),
      excerpt: (records: number) => count(records, 'excerpt', 'excerpts'),
      scorecard: (records: number) => count(records, 'scorecard', 'scorecards'),
      judgement: (records: number) => count(records, 'judgement', 'judgements'),
    },
    trash: (records: number) => `${wholeNumber(records)} in the trash`,
    notEncrypted:
      'The files are not encrypted by the program. If the laptop may be lost, turn on the encryption of its disk.',
  },
  search: {
    title: 'Search',
    model: 'Model',
    modelName: 'all-MiniLM-L6-v2',
    modelText:
      'A small language model that came with the program and runs on this machine. It turns each passage into 384 numbers, so that a question finds what means the same in other words.',
    english: 'It knows English only. Text in other languages is found by its words.',
    state: 'State',
    states: {
      opening: 'The index is being read',
      failed: 'The index could not be opened; nothing can be searched until the program is opened anew',
      asleep: 'Ready; it is loaded with the first question',
      loading: 'Loading',
      ready: 'Ready',
    },
    unavailable: (why: string) => `Not available (${why}). Everything is still found by its words.`,
    index: 'Index',
    passages: (passages: number) => `${count(passages, 'passage', 'passages')} can be found`,
    upToDate: 'up to date',
    indexing: 'Indexing',
    paused: 'Indexing is paused',
    rate: (perSecond: number) => `${wholeNumber(perSecond)} passages a second`,
    pause: 'Pause',
    resume: 'Resume',
    slowed: {
      battery: 'Slower while the machine runs on its battery',
      'other work': 'Slower while the machine has other work',
    },
    rebuilt:
      'The index is derived from your text. It can be lost without losing anything: it is built again.',
  },
  privacy: {
    title: 'What leaves this machine',
    nothing: 'Nothing.',
    text: 'No account, no telemetry, no updates fetched behind your back, no spelling dictionaries, no model in a cloud. The status bar counts every attempt to reach another machine that was refused.',
    how: 'How it is enforced',
    walls: {
      requests:
        'Every request that is not for the program’s own files is cancelled before it starts, and counted.',
      names: 'The window cannot look up the address of any other machine.',
      policy:
        'A content policy allows the page nothing but the program’s own scripts, styles, fonts and images. What you import or paste is shown as text and never runs.',
      devices: 'Camera, microphone, location, USB and screen sharing are refused without asking.',
      windows: 'The page cannot open windows, download files or lead anywhere else.',
    },
    you: 'What you can send yourself',
    youText:
      'A link you click is shown with its full address and handed to your browser only if you agree. Copying and exporting write where you say, and nowhere else.',
  },
  sample: {
    title: 'Sample notebook',
    there: (records: number) =>
      `A worked example of ${count(records, 'record', 'records')} is in this notebook. Deleting it leaves everything of your own.`,
    absent: 'The sample notebook shows every part of the program at work. It is not in this notebook now.',
    remove: 'Delete the sample',
    open: 'Open the sample notebook',
  },
  about: {
    title: 'About',
    version: (version: string) => `Commonplace ${version}`,
    text: 'Commonplace is free software under the MIT licence. The model all-MiniLM-L6-v2 is under the Apache 2.0 licence; the typefaces Literata, Inter and IBM Plex Mono are under the SIL Open Font Licence; the icons are Lucide’s, under the ISC licence.',
  },
} satisfies Words;
