// The vault: a notebook knows who it is, and that it ever held anything, whatever happens to one of its files.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeIdentity, identityNames, parseIdentity } from '#vault/identity.ts';
import { openVault, type Vault } from '#vault/vault.ts';
import { MemoryFiles } from './memoryFiles.ts';

let nowMs = 1_790_000_000_000;
const [copyA, copyB] = identityNames;

function open(files: MemoryFiles, newNotebookId = 'first'): Promise<Vault> {
  return openVault(files, { newNotebookId, clock: () => (nowMs += 1) });
}

function damage(files: MemoryFiles, name: string, at: number): void {
  const bytes = files.bytes(name).slice();
  bytes[at] = (bytes[at] ?? 0) ^ 0x04;
  files.put(name, bytes);
}

describe('the identity', () => {
  it('[I1] of a new notebook is made once and found again', async () => {
    const files = new MemoryFiles();
    const made = (await open(files)).identity();
    expect(made).toEqual({
      notebookId: 'first',
      database: 'notebook-first',
      lastSeq: 0,
      everHadData: false,
      base: null,
    });
    expect((await open(files, 'second')).identity()).toEqual(made);
  });

  it('[I2] comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.string(),
        fc.string(),
        fc.boolean(),
        fc.option(fc.record({ snapshot: fc.string(), seq: fc.nat() })),
        (generation, notebookId, database, everHadData, base) => {
          const identity = { generation, notebookId, database, everHadData, base };
          expect(parseIdentity(encodeIdentity(identity))).toEqual({ kind: 'valid', identity });
        },
      ),
    );
  });

  it('[I3] survives any damage to one copy, which is kept aside and written anew', async () => {
    const files = new MemoryFiles();
    const vault = await open(files);
    await vault.setDatabase('other');
    const good = files.bytes(copyA);
    for (const name of [copyA, copyB])
      for (let at = 0; at < good.length; at += 1) {
        const other = files.copy();
        damage(other, name, at);
        const bytes = other.bytes(name);
        expect((await open(other, 'second')).identity()).toEqual(vault.identity());
        expect(other.bytes(name)).toEqual(good);
        const aside = other.names().find((found) => found.startsWith('quarantine/')) ?? '';
        expect(other.bytes(aside)).toEqual(bytes);
      }
  });

  it('[I4] is made anew when both copies are damaged, and still knows that there was data', async () => {
    const files = new MemoryFiles();
    const vault = await open(files);
    await vault.journal.append('something');
    damage(files, copyA, 3);
    damage(files, copyB, 3);
    expect((await open(files, 'second')).identity()).toEqual({
      notebookId: 'second',
      database: 'notebook-second',
      lastSeq: 1,
      everHadData: true,
      base: null,
    });
  });

  it('[I5] knows that there was data even when the journal is gone', async () => {
    const files = new MemoryFiles();
    const vault = await open(files);
    expect(vault.identity().everHadData).toBe(false);
    await vault.journal.append('something');
    const disk = files.crash();
    for (const name of disk.names()) if (name.startsWith('journal/')) disk.drop(name);
    expect((await open(disk)).identity()).toMatchObject({ lastSeq: 0, everHadData: true });
  });

  it('[I6] points to one database or the other, whichever operation fails while it is turned', async () => {
    for (let failing = 0; ; failing += 1) {
      const files = new MemoryFiles();
      const vault = await open(files);
      const from = files.operations.length;
      files.failAt(from + failing, 'EIO');
      const isTurned = await vault.setDatabase('other').then(
        () => true,
        () => false,
      );
      if (files.operations.length <= from + failing) break;
      files.heal();
      const expected = isTurned ? 'other' : 'notebook-first';
      expect(vault.identity().database).toBe(expected);
      expect((await open(files)).identity().database).toBe(expected);
      await vault.setDatabase('third');
      expect((await open(files)).identity().database).toBe('third');
    }
  });

  it('[I11] says where the notebook begins, together with the database that begins there', async () => {
    const files = new MemoryFiles();
    files.put('base/one.zip', new Uint8Array(1));
    const vault = await open(files);
    const base = { snapshot: 'one.zip', seq: 0 };
    await vault.setBase(base, 'restored');
    expect(vault.identity()).toMatchObject({ base, database: 'restored' });
    expect((await open(files)).identity()).toEqual(vault.identity());
  });

  it('[I7] keeps all of several changes made at once', async () => {
    const files = new MemoryFiles();
    const vault = await open(files);
    await Promise.all([vault.setDatabase('x'), vault.journal.append('something'), vault.setDatabase('y')]);
    const expected = { notebookId: 'first', database: 'y', lastSeq: 1, everHadData: true, base: null };
    expect(vault.identity()).toEqual(expected);
    expect((await open(files)).identity()).toEqual(expected);
  });

  it('[I8] of a later format is refused, not written over', async () => {
    const files = new MemoryFiles();
    await open(files);
    const body = '{"format":3}';
    const { sha256Hex } = await import('#vault/sha256.ts');
    const bytes = new TextEncoder().encode(`${body}\n${sha256Hex(body)}\n`);
    files.put(copyA, bytes);
    await expect(open(files)).rejects.toMatchObject({ trouble: { kind: 'newer', version: 3 } });
    expect(files.bytes(copyA)).toEqual(bytes);
  });

  it('[I9] does not keep a known notebook shut when nothing can be written', async () => {
    const files = new MemoryFiles();
    const vault = await open(files);
    await vault.journal.append('something');
    damage(files, copyB, 3);
    const operations = ['write', 'writeAtomic', 'makeFolder', 'openAppend', 'truncate', 'datasync'];
    const reading = files.copy();
    await open(reading);
    const firstWrite = reading.operations.findIndex((what) => operations.includes(what));
    files.failAt(files.operations.length + firstWrite, 'ENOSPC', 1000);
    expect((await open(files)).identity()).toEqual(vault.identity());
  });

  it('[I10] acknowledges an entry even when the note that there is data cannot be written', async () => {
    const files = new MemoryFiles();
    const vault = await open(files);
    const from = files.operations.length;
    await vault.journal.append('something');
    const noteAt = files.operations.lastIndexOf('writeAtomic') - 1;
    expect(noteAt).toBeGreaterThan(from);
    const other = new MemoryFiles();
    const second = await open(other);
    other.failAt(noteAt, 'ENOSPC', 2);
    expect(await second.journal.append('something')).toEqual({ kind: 'kept', seq: 1 });
    other.heal();
    expect((await open(other)).identity().everHadData).toBe(true);
  });

  it('[I12] gives up its ballast when the disk is full, so that the entry is kept all the same', async () => {
    const files = new MemoryFiles();
    const vault = await openVault(files, { newNotebookId: 'first', clock: () => 1, ballastBytes: 1000 });
    expect(await vault.ballast.takeUp()).toBe(true);
    await vault.journal.append('one');
    const isFull = (): boolean => files.names().includes('ballast.bin');
    const opening = files.openAppend.bind(files);
    files.openAppend = async (name) => {
      const handle = await opening(name);
      const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
      return { ...handle, write: (bytes) => (isFull() ? Promise.reject(full) : handle.write(bytes)) };
    };
    await vault.journal.close();
    const again = await openVault(files, { newNotebookId: 'first', clock: () => 1, ballastBytes: 1000 });
    expect(await again.journal.append('two')).toEqual({ kind: 'kept', seq: 2 });
    expect(files.names()).not.toContain('ballast.bin');
    await again.journal.close();
    expect((await open(files)).identity().lastSeq).toBe(2);
  });
});
