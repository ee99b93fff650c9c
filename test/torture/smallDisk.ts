// A small disk of its own, to be filled to its last byte: a mounted file system where that is allowed, else the shim.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Half a second apart. */
const mostTries = 40;

export interface SmallDisk {
  /** What it is: said with the figures. */
  readonly kind: 'ext4 in a file' | 'tmpfs';
  readonly folder: string;
  readonly unmount: () => Promise<void>;
}

/** Null where nothing may be mounted. Never below /dev/shm: that is the memory of other programs. */
export async function mountSmallDisk(sizeBytes: number): Promise<SmallDisk | null> {
  if (process.platform !== 'linux') return null;
  const root = await mkdtemp(join(tmpdir(), 'small-disk-'));
  const folder = join(root, 'disk');
  await mkdir(folder);
  const unmount = async (): Promise<void> => {
    await left(folder);
    await rm(root, { recursive: true });
  };
  const image = join(root, 'image');
  try {
    await writeFile(image, new Uint8Array(sizeBytes));
    await run('mke2fs', ['-q', '-F', '-t', 'ext4', '-m', '0', '-O', '^has_journal', image]);
    await run('mount', ['-o', 'loop', image, folder]);
    if (await isSmall(folder, sizeBytes)) return { kind: 'ext4 in a file', folder, unmount };
    await run('umount', [folder]);
  } catch {
    // The next kind, then.
  }
  try {
    await rm(image, { force: true });
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', folder]);
    if (await isSmall(folder, sizeBytes)) return { kind: 'tmpfs', folder, unmount };
    await run('umount', [folder]);
  } catch {
    // Nothing may be mounted here.
  }
  await rm(root, { recursive: true });
  return null;
}

/** Unmounts it when the last process of a program that was ended has left it. */
async function left(folder: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await run('umount', [folder]);
      return;
    } catch (error) {
      if (tries === mostTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Makes sure that it is the mounted disk that will be filled, and no other. */
async function isSmall(folder: string, sizeBytes: number): Promise<boolean> {
  const { blocks, bsize } = await statfs(folder);
  return blocks * bsize <= sizeBytes;
}
