// Walking what was chosen for import.
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Offer } from '../../src/desktop/contract.ts';
import { commonFolder, maxFileBytes, onDisk, walkOffer } from '../../electron/main/offer.ts';

let root: string;

beforeEach(() => {
  root = join(realpathSync(mkdtempSync(join(tmpdir(), 'offer-'))), 'chosen');
  mkdirSync(root);
});

function write(path: string, text = 'x'): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function walk(...paths: readonly string[]): Promise<Offer> {
  return walkOffer(paths.length > 0 ? paths : [root], { address: (path) => `at ${path}` });
}

const pathsOf = (offer: Offer): string[] => offer.files.map((file) => file.path);
const refusedIn = (offer: Offer): string[] => offer.refused.map(({ path, reason }) => `${path}: ${reason}`);

describe('an offer', () => {
  it('[O1] names every file below the folder, relative and in order, with its own address', async () => {
    for (const path of ['b.md', 'a/z.md', 'a/deep/er.txt', 'a.html']) write(path, path);
    const offer = await walk();
    expect(offer.root).toBe(root);
    expect(pathsOf(offer)).toEqual(['a.html', 'a/deep/er.txt', 'a/z.md', 'b.md']);
    for (const file of offer.files) {
      expect(file.address).toBe(`at ${join(root, file.path)}`);
      expect(file.sizeBytes).toBe(file.path.length);
      expect(new Date(file.modifiedAt).toISOString()).toBe(file.modifiedAt);
    }
    expect(offer.refused).toEqual([]);
  });

  it('[O2] keeps names with emoji, line breaks, quotes and spaces as they are', async () => {
    const names = ['☕ coffee.md', 'two\nlines.md', `it's "so".txt`, ' leading.md', 'ümläut/ñ.md'];
    for (const name of names) write(name);
    expect(pathsOf(await walk())).toEqual([...names].sort());
  });

  it('[O3] leaves out hidden folders and files, and node_modules, without a word', async () => {
    for (const path of ['.git/config', 'node_modules/a/readme.md', '.obsidian/x.md', '.DS_Store', 'kept.md'])
      write(path);
    const offer = await walk();
    expect(pathsOf(offer)).toEqual(['kept.md']);
    expect(offer.refused).toEqual([]);
  });

  it('[O4] takes a folder that was chosen itself, whatever its name', async () => {
    write('.hidden/a.md');
    expect(pathsOf(await walk(join(root, '.hidden')))).toEqual(['a.md']);
  });

  it('[O5] refuses links that lead back: to themselves, to a folder already read, to one above the root', async () => {
    write('a/one.md');
    symlinkSync('.', join(root, 'a', 'self'));
    symlinkSync(root, join(root, 'a', 'top'));
    symlinkSync(join(root, '..'), join(root, 'a', 'above'));
    symlinkSync('ring2', join(root, 'ring1'));
    symlinkSync('ring1', join(root, 'ring2'));
    const offer = await walk();
    expect(pathsOf(offer)).toEqual(['a/one.md']);
    expect(refusedIn(offer)).toEqual(
      ['a/above', 'a/self', 'a/top', 'ring1', 'ring2'].map((path) => `${path}: symlink loop`),
    );
  });

  it('[O6] follows links elsewhere once, and a braid of links does not multiply', async () => {
    const elsewhere = join(root, '..', 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'far.md'), 'x');
    for (const name of ['l1', 'l2', 'l3']) symlinkSync(elsewhere, join(root, name));
    for (const name of ['m1', 'm2', 'm3']) symlinkSync(root, join(elsewhere, name));
    const offer = await walk();
    expect(pathsOf(offer)).toEqual(['l1/far.md']);
    expect(offer.refused).toHaveLength(5);
  });

  it('[O7] prefers the place where a folder really lies to a link that comes first', async () => {
    write('z/real.md');
    symlinkSync(join(root, 'z'), join(root, 'a-link'));
    const offer = await walk();
    expect(pathsOf(offer)).toEqual(['z/real.md']);
    expect(refusedIn(offer)).toEqual(['a-link: symlink loop']);
  });

  it('[O8] refuses what cannot be read, broken links included, and takes the rest', async () => {
    write('shut/in.md');
    write('locked.md');
    write('open.md');
    symlinkSync('nowhere', join(root, 'broken'));
    const denied = new Error('permission denied');
    const offer = await walkOffer([root], {
      address: (path) => path,
      look: {
        ...onDisk,
        list: (folder) => (folder.endsWith('shut') ? Promise.reject(denied) : onDisk.list(folder)),
        tryReading: (path) => (path.endsWith('locked.md') ? Promise.reject(denied) : onDisk.tryReading(path)),
      },
    });
    expect(pathsOf(offer)).toEqual(['open.md']);
    expect(refusedIn(offer)).toEqual(['broken', 'locked.md', 'shut'].map((path) => `${path}: unreadable`));
  });

  it('[O9] refuses a file over 20 MB, and takes one of exactly that size', async () => {
    write('most.txt');
    write('over.txt');
    truncateSync(join(root, 'most.txt'), maxFileBytes);
    truncateSync(join(root, 'over.txt'), maxFileBytes + 1);
    const offer = await walk();
    expect(pathsOf(offer)).toEqual(['most.txt']);
    expect(refusedIn(offer)).toEqual(['over.txt: too large']);
  });

  it('[O10] stops at the most files there may be, and says so once', async () => {
    for (let at = 0; at < 100; at += 1) write(`${at % 7}/${at}.md`);
    const offer = await walkOffer([root], { address: (path) => path, mostFiles: 40 });
    expect(offer.files).toHaveLength(40);
    expect(offer.refused.map((each) => each.reason)).toEqual(['too many files']);
  });

  it('[O11] several files and folders have the deepest folder that holds them all as their root', async () => {
    for (const path of ['a/1.md', 'a/b/2.md', 'c/3.md']) write(path);
    const offer = await walk(
      join(root, 'a'),
      join(root, 'c', '3.md'),
      join(root, 'a', '1.md'),
      join(root, 'a', 'b'),
    );
    expect(offer.root).toBe(root);
    expect(pathsOf(offer)).toEqual(['a/1.md', 'a/b/2.md', 'c/3.md']);
    expect(commonFolder(['/x/ab', '/x/a'])).toBe('/x');
    expect(commonFolder(['/x', '/'])).toBe('/');
  });

  it('[O12] a chosen file that is not there is refused, never dropped', async () => {
    write('a.md');
    const offer = await walk(join(root, 'a.md'), join(root, 'gone.md'));
    expect(pathsOf(offer)).toEqual(['a.md']);
    expect(refusedIn(offer)).toEqual(['gone.md: unreadable']);
  });
});
