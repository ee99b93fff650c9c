// What a chosen folder or list of files holds for import: every file with its address, and what was refused and why.
import { constants } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Offer, OfferedFile, RefusedFile } from '#desktop/contract.ts';

export const maxFileBytes = 20_000_000;
const maxFiles = 200_000;
const atOnce = 32;

export type Kind = 'file' | 'folder' | 'link' | 'other';

/** How the walk looks at the disk. Each rejects where the machine refuses. */
export interface Look {
  /** The names in a folder, links not followed. */
  list(folder: string): Promise<readonly { readonly name: string; readonly kind: Kind }[]>;
  /** What a path leads to, links followed. */
  follow(
    path: string,
  ): Promise<{ readonly kind: Kind; readonly sizeBytes: number; readonly modifiedAt: string }>;
  /** The one path without links that leads to the same place. */
  real(path: string): Promise<string>;
  /** Rejects when the file may not be read. */
  tryReading(path: string): Promise<void>;
}

interface Typed {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function kindOf(entry: Typed): Kind {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

export const onDisk: Look = {
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  },
  async follow(path) {
    const found = await stat(path);
    return { kind: kindOf(found), sizeBytes: found.size, modifiedAt: found.mtime.toISOString() };
  },
  real: (path) => realpath(path),
  tryReading: (path) => access(path, constants.R_OK),
};

/** Names that people do not mean when they say "this folder". */
function isHidden(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** True when `path` is `folder` or lies in it. */
function liesIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The deepest folder that holds all of these folders. */
export function commonFolder(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  return others.reduce((common, folder) => {
    let held = common;
    while (!liesIn(folder, held)) held = dirname(held);
    return held;
  }, first);
}

/** Runs `work` over items, some at a time, in order of their beginning. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += atOnce) await Promise.all(items.slice(at, at + atOnce).map(work));
}

export interface WalkParts {
  /** Makes the address under which a file's bytes can be fetched. */
  readonly address: (path: string) => string;
  readonly look?: Look;
  readonly mostFiles?: number;
}

/**
 * Walks chosen paths. Links are followed after everything else was seen, and each folder is read once, whatever the
 * number of links to it: a link to a folder already read, or to one that holds the chosen folder, is a loop.
 */
export async function walkOffer(paths: readonly string[], parts: WalkParts): Promise<Offer> {
  const { address, look = onDisk, mostFiles = maxFiles } = parts;
  const files: OfferedFile[] = [];
  const refused: RefusedFile[] = [];
  const read = new Set<string>();
  const taken = new Set<string>();
  const folders: string[] = [];
  const links: string[] = [];
  let tooMany = false;
  const isFull = (): boolean => tooMany;

  const chosen = await Promise.all(
    [...new Set(paths)].map(async (path) => {
      const kind = await look.follow(path).then(
        (found) => found.kind,
        () => 'other' as const,
      );
      return { path, kind };
    }),
  );
  const root = commonFolder(chosen.map(({ path, kind }) => (kind === 'folder' ? path : dirname(path))));
  const realRoot = await look.real(root).catch(() => root);
  const named = (path: string): string => relative(root, path).split(sep).join('/');

  function refuse(path: string, reason: RefusedFile['reason']): void {
    refused.push({ path: named(path), reason });
  }

  async function take(path: string): Promise<void> {
    if (isFull() || taken.has(path)) return;
    taken.add(path);
    try {
      const found = await look.follow(path);
      const reason =
        found.kind !== 'file' ? 'not a file' : found.sizeBytes > maxFileBytes ? 'too large' : null;
      if (reason !== null) {
        refuse(path, reason);
        return;
      }
      await look.tryReading(path);
      if (files.length < mostFiles) {
        const { sizeBytes, modifiedAt } = found;
        files.push({ path: named(path), sizeBytes, modifiedAt, address: address(path) });
      } else if (!isFull()) {
        tooMany = true;
        refuse(path, 'too many files');
      }
    } catch {
      refuse(path, 'unreadable');
    }
  }

  async function readFolder(folder: string): Promise<void> {
    let entries: Awaited<ReturnType<Look['list']>>;
    try {
      const real = await look.real(folder);
      if (read.has(real)) return;
      read.add(real);
      entries = await look.list(folder);
    } catch {
      refuse(folder, 'unreadable');
      return;
    }
    const seen = entries.filter(({ name }) => !isHidden(name));
    const of = (kind: Kind): string[] =>
      seen.flatMap((entry) => (entry.kind === kind ? [join(folder, entry.name)] : []));
    folders.push(...of('folder'));
    links.push(...of('link').sort());
    for (const path of of('other')) refuse(path, 'not a file');
    await each(of('file').sort(), take);
  }

  async function followLink(path: string): Promise<void> {
    try {
      const { kind } = await look.follow(path);
      const real = await look.real(path);
      if (kind !== 'folder') await take(path);
      else if (read.has(real) || liesIn(realRoot, real)) refuse(path, 'symlink loop');
      else folders.push(path);
    } catch (error) {
      const isLoop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
      refuse(path, isLoop ? 'symlink loop' : 'unreadable');
    }
  }

  folders.push(...chosen.flatMap(({ path, kind }) => (kind === 'folder' ? [path] : [])));
  await each(
    chosen.flatMap(({ path, kind }) => (kind === 'folder' ? [] : [path])),
    take,
  );
  while (!isFull() && folders.length + links.length > 0) {
    const folder = folders.pop();
    const link = folder === undefined ? links.shift() : undefined;
    if (folder !== undefined) await readFolder(folder);
    if (link !== undefined) await followLink(link);
  }
  const byPath = (one: { readonly path: string }, other: { readonly path: string }): number =>
    one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
  return { root, files: files.sort(byPath), refused: refused.sort(byPath) };
}
