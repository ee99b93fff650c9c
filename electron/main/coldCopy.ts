// A copy of the browser's databases, set aside before a new version of the engine first opens them: an engine may throw
// away what it does not understand. The journal would bring the notebook back; the copy shows what there was.
import { cp, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { whyFailed } from '#vault/files.ts';
import { writeWhole } from './wholeFile.ts';

export interface ColdCopyParts {
  /** The profile, in which the engine keeps its databases. */
  readonly profile: string;
  /** Version of the engine, as `45.3.4`; null where it is not Electron's, whose databases lie elsewhere. */
  readonly engine: string | null;
  readonly freeBytes?: () => Promise<number>;
}

export type ColdCopy =
  | { readonly kind: 'not needed' }
  | { readonly kind: 'copied'; readonly folder: string }
  | { readonly kind: 'skipped'; readonly why: 'disk full' | 'disk error' };

const databases = 'IndexedDB';
const memoryName = 'engine.json';
/** Left free for the journal. */
const reserveBytes = 500 * 2 ** 20;

/** Before the first window. Never rejects: a copy that cannot be made keeps nobody from their notebook. */
export async function copyBeforeNewEngine(parts: ColdCopyParts): Promise<ColdCopy> {
  const { profile, engine } = parts;
  if (engine === null) return { kind: 'not needed' };
  const [major = ''] = engine.split('.');
  try {
    const former = await formerMajor(profile);
    const isNeeded = former !== major && (await isThere(join(profile, databases)));
    const made: ColdCopy = isNeeded ? await copy(parts, former ?? 'unknown') : { kind: 'not needed' };
    // Without the copy it is asked again at the next start, when there may be room.
    if (made.kind !== 'skipped' && former !== major)
      await writeWhole(join(profile, memoryName), new TextEncoder().encode(`${JSON.stringify({ major })}\n`));
    return made;
  } catch (error) {
    return { kind: 'skipped', why: whyFailed(error) };
  }
}

async function copy({ profile, freeBytes }: ColdCopyParts, former: string): Promise<ColdCopy> {
  const from = join(profile, databases);
  const name = `${databases} of engine ${former}`;
  const folder = join(profile, name);
  const temporary = `${folder}.part`;
  const free = freeBytes ?? (() => freeBytesAt(profile));
  if ((await free()) < (await bytesIn(from)) + reserveBytes) return { kind: 'skipped', why: 'disk full' };
  try {
    await rm(temporary, { recursive: true, force: true });
    await cp(from, temporary, { recursive: true, errorOnExist: true, force: false });
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    for (const earlier of await readdir(profile))
      if (earlier.startsWith(`${databases} of engine `) && earlier !== name)
        await rm(join(profile, earlier), { recursive: true, force: true });
    return { kind: 'copied', folder };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** The engine's version at the last start; null when none was written down. */
async function formerMajor(profile: string): Promise<string | null> {
  try {
    const value: unknown = JSON.parse(await readFile(join(profile, memoryName), 'utf8'));
    if (typeof value !== 'object' || value === null || !('major' in value)) return null;
    return typeof value.major === 'string' && /^\d+$/.test(value.major) ? value.major : null;
  } catch {
    return null;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}

async function freeBytesAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
