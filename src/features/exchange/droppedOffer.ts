// Files and folders that were dropped on the window, as an offer for import.
import type { Candidate, ImportOffer } from '#notebook/importing.ts';
import { exchangeWords } from '#words/exchange.ts';

/** As the desktop's own dialog has it. */
const mostBytes = 20_000_000;
const mostFiles = 200_000;
const atOnce = 32;

/** What is dragged is known only while the event lasts: to be called before anything is awaited. */
export function entriesOf({ items }: DataTransfer): readonly FileSystemEntry[] {
  return [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
}

/** Names that people do not mean when they say "this folder". */
function isHidden({ name }: FileSystemEntry): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A folder hands its entries out in parts; the last part is empty. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return entries;
    entries.push(...part);
  }
}

interface Found {
  readonly path: string;
  readonly entry: FileSystemEntry;
}

/** Names beside each other, told apart: two folders of one name may come from different places. */
function named(entries: readonly FileSystemEntry[]): readonly Found[] {
  const times = new Map<string, number>();
  return entries.map((entry) => {
    const time = (times.get(entry.name) ?? 0) + 1;
    times.set(entry.name, time);
    return { path: time === 1 ? entry.name : `${entry.name} (${time})`, entry };
  });
}

/**
 * Walks what was dropped. One folder alone is the root; anything else lies in a root of its own name. Hidden files are
 * passed over in folders, and taken when they were dropped by themselves.
 */
export async function offerOf(dropped: readonly FileSystemEntry[]): Promise<ImportOffer> {
  const files: Candidate[] = [];
  const refused: { path: string; reason: string }[] = [];
  const [only] = dropped;
  const isOne = dropped.length === 1 && only !== undefined && isFolder(only);
  const root = isOne ? only.name : exchangeWords.drop.root;
  const folders: { path: string; folder: FileSystemDirectoryEntry }[] = [];

  const take = async ({ path, entry }: Found): Promise<void> => {
    if (!isFile(entry)) return;
    try {
      const file = await fileOf(entry);
      if (file.size > mostBytes) refused.push({ path, reason: 'too large' });
      else if (files.length >= mostFiles) refused.push({ path, reason: 'too many files' });
      else
        files.push({
          path,
          sizeBytes: file.size,
          modifiedAt: new Date(file.lastModified).toISOString(),
          from: { kind: 'file', file },
        });
    } catch {
      refused.push({ path, reason: 'unreadable' });
    }
  };
  const takeAll = async (found: readonly Found[]): Promise<void> => {
    for (const { path, entry } of found) if (isFolder(entry)) folders.push({ path, folder: entry });
    for (let at = 0; at < found.length; at += atOnce)
      await Promise.all(found.slice(at, at + atOnce).map(take));
  };

  if (isOne) folders.push({ path: '', folder: only });
  else await takeAll(named(dropped));
  for (let next = folders.pop(); next !== undefined && files.length < mostFiles; next = folders.pop()) {
    const { path, folder } = next;
    try {
      const seen = (await entriesIn(folder)).filter((entry) => !isHidden(entry));
      await takeAll(
        seen.map((entry) => ({ path: path === '' ? entry.name : `${path}/${entry.name}`, entry })),
      );
    } catch {
      refused.push({ path, reason: 'unreadable' });
    }
  }
  const byPath = (one: { readonly path: string }, other: { readonly path: string }): number =>
    one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
  return { root, files: files.sort(byPath), refused: refused.sort(byPath) };
}
