// What main remembers of its backups from one run to the next: the last that was good, since when none is, and which
// pinned ones the person let go of. Kept in the profile, so that it is known while the backups' folder is not there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RememberedBackups } from '#desktop/snapshots.ts';
import { writeWhole } from './wholeFile.ts';

interface Remembered extends RememberedBackups {
  /** Names of snapshots that stay no longer for being larger than the one after them. */
  readonly letGo: readonly string[];
}

export interface BackupMemory {
  current(): Remembered;
  /** Each takes effect at once; what the disk does not take is remembered until the program ends. */
  kept(backup: { readonly createdAt: string; readonly lastSeq: number }): Promise<void>;
  failed(at: string): Promise<void>;
  letGo(name: string): Promise<void>;
}

/** So many names are remembered: more pinned snapshots than a folder ever keeps. */
const mostNames = 100;

export function openBackupMemory(profile: string): BackupMemory {
  const file = join(profile, 'backups.json');
  let current = readRemembered(file);
  let writing = Promise.resolve();

  function become(next: Remembered): Promise<void> {
    current = next;
    const bytes = new TextEncoder().encode(`${JSON.stringify(next)}\n`);
    writing = writing.then(() => writeWhole(file, bytes)).catch(() => undefined); // said above
    return writing;
  }

  return {
    current: () => current,
    kept: ({ createdAt, lastSeq }) =>
      become({ ...current, last: { createdAt, lastSeq }, failingSince: null }),
    failed: (at) => become({ ...current, failingSince: current.failingSince ?? at }),
    letGo: (name) => become({ ...current, letGo: [name, ...current.letGo].slice(0, mostNames) }),
  };
}

function readRemembered(file: string): Remembered {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    value = null; // nothing is remembered yet, or not legibly: nothing depends on it but what is told
  }
  const given = typeof value === 'object' && value !== null ? value : {};
  const last = 'last' in given && typeof given.last === 'object' ? given.last : null;
  const createdAt = last !== null && 'createdAt' in last ? instantOf(last.createdAt) : null;
  const lastSeq =
    last !== null && 'lastSeq' in last && typeof last.lastSeq === 'number' ? last.lastSeq : null;
  const names = 'letGo' in given && Array.isArray(given.letGo) ? given.letGo : [];
  return {
    last: createdAt === null || lastSeq === null ? null : { createdAt, lastSeq },
    failingSince: 'failingSince' in given ? instantOf(given.failingSince) : null,
    letGo: names.filter((name): name is string => typeof name === 'string'),
  };
}

function instantOf(value: unknown): string | null {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;
}
