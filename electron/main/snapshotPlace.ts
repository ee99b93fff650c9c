// Which folder the snapshots go to: the usual one, or the one that the person chose, remembered in the profile.
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { makeFolder } from './nodeFiles.ts';
import { writeWhole } from './wholeFile.ts';

export interface SnapshotPlace {
  folder(): string;
  /** Remembers another folder. Rejects when that could not be written down. */
  move(folder: string): Promise<void>;
  /** Makes the usual folder where it is absent. A chosen one must be there; see `isMissing`. */
  prepare(): Promise<void>;
  /**
   * True when the chosen folder is not there: it may lie on a disk that is not connected. It is never made anew, for
   * snapshots would go to an empty folder in its stead.
   */
  isMissing(): boolean;
}

export function openSnapshotPlace(profile: string, usual: string): SnapshotPlace {
  const file = join(profile, 'snapshots.json');
  let chosen = readChosen(file);
  return {
    folder: () => chosen ?? usual,
    async move(folder) {
      await writeWhole(file, new TextEncoder().encode(`${JSON.stringify({ folder })}\n`));
      chosen = folder;
    },
    prepare: () => (chosen === null ? makeFolder(usual) : Promise.resolve()),
    isMissing: () => chosen !== null && !existsSync(chosen),
  };
}

/** What an earlier run wrote; null where there is nothing that can be understood. */
function readChosen(file: string): string | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('folder' in value)) return null;
    return typeof value.folder === 'string' && isAbsolute(value.folder) ? value.folder : null;
  } catch {
    return null;
  }
}
