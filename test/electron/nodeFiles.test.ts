// The vault's files on a real disk.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHands } from '../../electron/main/hands.ts';
import { openJournalFile } from '../../electron/main/journalFile.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { decodeFrames } from '../../src/vault/frame.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'files-'));
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = (given: Uint8Array): string => new TextDecoder().decode(given);

describe("the vault's files", () => {
  it('[F1] list only files, in ascending order, and nothing of a folder that is not there', async () => {
    const files = nodeFiles(root);
    await files.makeFolder('a/b/c');
    await files.makeFolder('a/b/c');
    for (const name of ['a/10', 'a/2', 'a/1']) await files.writeAtomic(name, bytes('x'));
    expect(await files.list('a')).toEqual(['1', '10', '2']);
    expect(await files.list('nowhere')).toEqual([]);
  });

  it('[F2] are read from any place, and shorter only at the end', async () => {
    const files = nodeFiles(root);
    await files.writeAtomic('x', bytes('0123456789'));
    expect(words(await files.read('x', 3, 4))).toBe('3456');
    expect(words(await files.read('x', 8, 100))).toBe('89');
    expect(words(await files.read('x', 20, 5))).toBe('');
    await expect(files.read('absent', 0, 1)).rejects.toThrow('ENOENT');
    expect(await files.sizeOf('x')).toBe(10);
    expect(await files.sizeOf('absent')).toBeNull();
  });

  it('[F3] grow at the end, can be cut, and go on where they were cut', async () => {
    const files = nodeFiles(root);
    const first = await files.openAppend('log');
    await first.write(bytes('one two'));
    await first.datasync();
    await first.truncate(4);
    await first.write(bytes('three'));
    expect(await first.size()).toBe(9);
    await first.close();
    const again = await files.openAppend('log');
    await again.write(bytes(' four'));
    await again.close();
    expect(readFileSync(join(root, 'log'), 'utf8')).toBe('one three four');
  });

  it('[F4] are replaced whole, and an absent one is removed without complaint', async () => {
    const files = nodeFiles(root);
    writeFileSync(join(root, 'x'), 'old and longer');
    await files.writeAtomic('x', bytes('new'));
    expect(readFileSync(join(root, 'x'), 'utf8')).toBe('new');
    expect(readdirSync(root)).toEqual(['x']);
    await files.remove('x');
    await files.remove('x');
    expect(readdirSync(root)).toEqual([]);
    await expect(files.writeAtomic('no/folder', bytes('x'))).rejects.toThrow('ENOENT');
  });
});

describe("the notebook's journal", () => {
  it('[F5] keeps entries over a restart, and gives them back by address as whole frames', async () => {
    const hands = createHands();
    const first = await openJournalFile(join(root, 'vault'), hands);
    const { notebookId, everHadData } = first.identity();
    expect(everHadData).toBe(false);
    const kept = await Promise.all(['a', 'b', 'c'].map(async (entry) => first.handlers.appendJournal(entry)));
    expect(kept).toEqual([1, 2, 3].map((seq) => ({ kind: 'kept', seq })));
    expect(first.identity().everHadData).toBe(true);
    await first.handlers.setDatabase('another');
    await first.close();

    const second = await openJournalFile(join(root, 'vault'), hands);
    expect(second.identity()).toEqual({
      notebookId,
      database: 'another',
      lastSeq: 3,
      everHadData: true,
      base: null,
    });
    const { address } = await second.handlers.openJournal(1);
    const response = await hands.answer(new Request(`app://notebook${address}`));
    const found = decodeFrames(new Uint8Array(await response.arrayBuffer()));
    expect(found.map((each) => (each.kind === 'frame' ? words(each.frame.payload) : each.kind))).toEqual([
      'b',
      'c',
    ]);
    await second.close();
  });
});
