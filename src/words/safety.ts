// The words of safety: backups, what became of them, checking and restoring.
import { count, wholeNumber } from './format.ts';
import type { Words } from './words.ts';

const why = {
  'disk full': 'the disk is full',
  'disk error': 'the disk reported an error',
  'folder missing': 'the folder is not there',
};

export const safetyWords = {
  why,
  notReadBack: (entry: string | null) =>
    entry === null
      ? 'what was written was not what was read back'
      : `what was written was not what was read back (${entry})`,
  unreadable: (reason: string) => `the working copy could not be read: ${reason}`,
  ahead: 'the working copy holds more than the journal',
  status: {
    running: 'Backing up',
    failed: (reason: string) => `Last backup failed: ${reason}`,
    look: 'Open Settings, Safety',
  },
  banner: {
    none: (date: string) =>
      `No backup has succeeded since ${date}. What you save is in the journal on this disk, and nowhere else.`,
    noneEver: (date: string) =>
      `Backups have failed since ${date}. What you save is in the journal on this disk, and nowhere else.`,
    shrunk: (from: number, to: number) =>
      `The newest backup holds ${count(to, 'record', 'records')}, the one before it held ${wholeNumber(from)}. If you did not delete that much yourself, restore the older one: it is kept until you let go of it.`,
    letGo: 'Let go of it',
    safety: 'Safety',
    letGoFailed: (reason: string) => `It could not be let go of: ${reason}`,
  },
  leaving: {
    title: 'Backing up',
    text: 'Everything is saved. A last backup is being taken, for a few seconds at most.',
    now: 'Close now',
  },
} satisfies Words;
