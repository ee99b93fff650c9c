// Where the notebook lives, and that it is open only once.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { app } from 'electron';
import { profileFolder, programName, snapshotFolder } from '#desktop/contract.ts';
import { desktopWords } from '#words/desktop.ts';
import type { Launch } from './argv.ts';
import { reasonOf } from './failure.ts';
import { takeLock } from './lock.ts';

export interface Profile {
  readonly folder: string;
  /** The notebook itself: journal and identity. The rest of the profile can be made again from it. */
  readonly vault: string;
  /** Where snapshots go until the person chooses otherwise: outside the profile, in sight. */
  readonly snapshots: string;
  readonly isTemporary: boolean;
  release(): void;
}

export type ProfileOpening =
  | { readonly kind: 'opened'; readonly profile: Profile }
  /** The first start was brought to the front; this one has nothing left to do. */
  | { readonly kind: 'handed over' }
  | { readonly kind: 'refused'; readonly sentence: string };

interface Place {
  readonly folder: string;
  readonly snapshots: string;
  readonly isTemporary: boolean;
}

/** The person's documents are asked for only with the usual profile: any other has its snapshots beside it. */
function placeFor(launch: Launch): Place {
  const beside = (folder: string): string => join(dirname(folder), `${basename(folder)}-backups`);
  const given = launch.profile ?? process.env['COMMONPLACE_PROFILE'];
  if (given !== undefined && given !== '') {
    const folder = resolve(given);
    return { folder, snapshots: beside(folder), isTemporary: false };
  }
  if (launch.headless) {
    const folder = mkdtempSync(join(tmpdir(), 'commonplace-'));
    return { folder, snapshots: beside(folder), isTemporary: true };
  }
  const snapshots = join(app.getPath('documents'), snapshotFolder);
  return { folder: join(app.getPath('appData'), profileFolder), snapshots, isTemporary: false };
}

/** Before the program is ready, and before anything asks for a path. */
export function setupProfile(launch: Launch): ProfileOpening {
  app.setName(programName);
  const { folder, snapshots, isTemporary } = placeFor(launch);
  try {
    mkdirSync(folder, { recursive: true });
    app.setPath('userData', folder);
    // The first start learns of a second one from Electron; a run without a window must not disturb it.
    if (!launch.headless && !app.requestSingleInstanceLock()) return { kind: 'handed over' };
    const lock = takeLock(folder);
    if (lock.kind === 'taken') return { kind: 'refused', sentence: desktopWords.alreadyOpen(folder) };
    if (launch.headless && !app.requestSingleInstanceLock()) {
      lock.release();
      return { kind: 'refused', sentence: desktopWords.alreadyOpen(folder) };
    }
    process.once('exit', lock.release);
    return {
      kind: 'opened',
      profile: {
        folder,
        vault: join(folder, 'vault'),
        snapshots,
        isTemporary,
        release: lock.release,
      },
    };
  } catch (error) {
    return { kind: 'refused', sentence: desktopWords.noProfile(folder, reasonOf(error)) };
  }
}
