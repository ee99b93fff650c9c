// The frozen notebooks in the repository, one for each schema that was ever released.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MemoryFiles } from '../vault/memoryFiles.ts';

const root = fileURLToPath(new URL('../fixtures/schema', import.meta.url));

/** Numbers of the schemas, oldest first. */
export function frozenNumbers(): readonly number[] {
  const names = existsSync(root) ? readdirSync(root) : [];
  return names
    .filter((name) => !name.startsWith('.'))
    .map(Number)
    .toSorted((one, other) => one - other);
}

const fileOf = (number: number, name: string): string => join(root, String(number), name);

export function readFrozen(number: number, name: string): string {
  return readFileSync(fileOf(number, name), 'utf8');
}

export function writeFrozen(number: number, name: string, content: string | Uint8Array): void {
  const file = fileOf(number, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** The files below a folder of a frozen notebook, in memory. */
export function filesOf(number: number, folder: string): MemoryFiles {
  const files = new MemoryFiles();
  const start = fileOf(number, folder);
  for (const entry of readdirSync(start, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      files.put(relative(start, path).replaceAll('\\', '/'), readFileSync(path));
    }
  return files;
}
