import { describe, expect, it } from 'vitest';
import { offerOf } from '#features/exchange/droppedOffer.ts';

/** A tree as the browser hands it over: a folder gives its entries in parts of at most two. */
type Tree = { readonly [name: string]: Tree | string | Error | number };

function entry(name: string, content: Tree[string]): FileSystemEntry {
  const isFile = typeof content !== 'object' || content instanceof Error;
  const base = { name, isFile, isDirectory: !isFile, fullPath: `/${name}` };
  if (isFile)
    return {
      ...base,
      file: (done: (file: File) => void, failed: (error: Error) => void) => {
        if (content instanceof Error) failed(content);
        else if (typeof content === 'number') {
          const file = new File([], name, { lastModified: 1000 });
          Object.defineProperty(file, 'size', { value: content });
          done(file);
        } else done(new File([content], name, { lastModified: 1000 }));
      },
    } as unknown as FileSystemFileEntry;
  return {
    ...base,
    createReader: () => {
      const left = Object.entries(content).map(([each, inside]) => entry(each, inside));
      return {
        readEntries: (done: (part: FileSystemEntry[]) => void, failed: (error: Error) => void) => {
          if ('!' in content) failed(new Error('refused'));
          else done(left.splice(0, 2));
        },
      };
    },
  } as unknown as FileSystemDirectoryEntry;
}

const drop = (tree: Tree): ReturnType<typeof offerOf> =>
  offerOf(Object.entries(tree).map(([name, content]) => entry(name, content)));

describe('what is dropped on the window', () => {
  it('[D1] as one folder has that folder as its root, with everything below it by relative path', async () => {
    const offer = await drop({
      Notes: { 'a.md': 'A', 'b.md': 'B', deep: { 'c.md': 'C', er: { 'd.md': 'D' } }, 'e.md': 'E' },
    });
    expect(offer.root).toBe('Notes');
    expect(offer.files.map(({ path }) => path)).toEqual([
      'a.md',
      'b.md',
      'deep/c.md',
      'deep/er/d.md',
      'e.md',
    ]);
    const [first] = offer.files;
    expect(first).toMatchObject({ sizeBytes: 1, modifiedAt: '1970-01-01T00:00:01.000Z' });
    expect(first?.from.kind === 'file' && (await first.from.file.text())).toBe('A');
  });

  it('[D2] as files, or files and folders, lies in a root of its own name', async () => {
    const offer = await drop({ 'a.md': 'A', Notes: { 'b.md': 'B' } });
    expect(offer.root).toBe('Dropped files');
    expect(offer.files.map(({ path }) => path)).toEqual(['Notes/b.md', 'a.md']);
  });

  it('[D3] is told apart where two things of one name come from different places', async () => {
    const offer = await offerOf([entry('Notes', { 'a.md': 'A' }), entry('Notes', { 'a.md': 'B' })]);
    expect(offer.files.map(({ path }) => path)).toEqual(['Notes (2)/a.md', 'Notes/a.md']);
  });

  it('[D4] leaves hidden files and folders out, but takes a hidden file that was dropped by itself', async () => {
    const inside = await drop({
      N: { '.git': { 'x.md': 'X' }, node_modules: { 'y.md': 'Y' }, '.z.md': 'Z' },
    });
    expect(inside).toEqual({ root: 'N', files: [], refused: [] });
    expect((await drop({ '.z.md': 'Z' })).files.map(({ path }) => path)).toEqual(['.z.md']);
  });

  it('[D5] names what is too large or cannot be read, and goes on', async () => {
    const offer = await drop({
      N: { 'big.txt': 20_000_001, 'most.txt': 20_000_000, 'gone.md': new Error('gone'), shut: { '!': '' } },
    });
    expect(offer.files.map(({ path }) => path)).toEqual(['most.txt']);
    expect(offer.refused).toEqual([
      { path: 'big.txt', reason: 'too large' },
      { path: 'gone.md', reason: 'unreadable' },
      { path: 'shut', reason: 'unreadable' },
    ]);
  });
});
