// A profile of the program with so many passages: filled once and kept, since filling takes minutes, and copied for
// every measurement, which may then change what it likes.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { at, tell } from '../../scripts/places.mjs';
import { endProgram, openProgram, withFolder, type Shell } from '../program.ts';
import { fillProgram } from './fillProgram.ts';
import type { Source } from './source.ts';

/** Where it is kept; another place for other texts or vectors. */
function filledFolder(source: Source, size: number): string {
  const name = createHash('sha256').update(source.sentence).digest('hex').slice(0, 8);
  return at(`.cache/program/${size}-${name}`);
}

export async function withFilled<T>(
  shell: Shell,
  source: Source,
  size: number,
  work: (profile: string) => Promise<T>,
): Promise<T> {
  const kept = filledFolder(source, size);
  if (!existsSync(kept)) await fill(shell, source, size, kept);
  return withFolder(async (folder) => {
    // Backups go beside a profile.
    const profile = join(folder, 'profile');
    await cp(kept, profile, { recursive: true });
    return work(profile);
  });
}

async function fill(shell: Shell, source: Source, size: number, kept: string): Promise<void> {
  tell(`  filling the program, kept in ${kept}`);
  const begunMs = performance.now();
  // Named only when it is whole. Backups go beside a profile: they have a folder with it.
  const making = `${kept}.part`;
  await rm(making, { recursive: true, force: true });
  const profile = join(making, 'profile');
  await mkdir(profile, { recursive: true });
  const opened = await openProgram(shell, profile);
  try {
    await fillProgram(opened, source, size);
    await opened.program.close();
  } catch (error) {
    await endProgram(opened);
    throw error;
  }
  await rename(profile, kept);
  await rm(making, { recursive: true, force: true });
  tell(`  filled in ${((performance.now() - begunMs) / 1000).toFixed(0)} s`);
}
