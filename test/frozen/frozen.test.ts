// Every schema that was ever released is frozen in the repository, and the present program opens each.
import { describe, expect, it } from 'vitest';
import type { Id, NounKind } from '#domain/id.ts';
import { nounKinds } from '#domain/id.ts';
import { parseRecord } from '#domain/operation.ts';
import { newWorld, openTestNotebook } from '../notebook/openTestNotebook.ts';
import { readBack, nodeDigest } from '../vault/snapshotOf.ts';
import { isMigrationDue } from '#store/dueMigration.ts';
import { openNewerStore } from '#store/openNewerStore.ts';
import { openStore } from '#store/openStore.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { verifySnapshot } from '#vault/verifySnapshot.ts';
import { MemoryFiles } from '../vault/memoryFiles.ts';
import { declaredSchema } from './declared.ts';
import { filesOf, frozenNumbers, readFrozen } from './fixtures.ts';
import type { ReadNotebook } from './reading.ts';
import { readNotebook } from './reading.ts';

interface Declared {
  readonly database: {
    readonly version: number;
    readonly tables: Readonly<
      Record<string, { readonly key: string | string[]; readonly indexes: readonly string[] }>
    >;
  };
}

const expectedOf = (number: number): ReadNotebook =>
  JSON.parse(readFrozen(number, 'expected.json')) as ReadNotebook;

describe('the frozen schemas', () => {
  it('[F1] are numbered without a gap, and there is one', () => {
    const numbers = frozenNumbers();
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  });

  it('[F2] end with the one that is declared now; if not: node scripts/freezeSchema.mjs', async () => {
    expect(await declaredSchema()).toBe(readFrozen(frozenNumbers().at(-1) ?? 0, 'declared.json'));
  });

  it('[F3] hold a record of every kind', () => {
    for (const number of frozenNumbers())
      expect(Object.keys(expectedOf(number).records)).toEqual(expect.arrayContaining([...nounKinds]));
  });
});

describe.each(frozenNumbers())('a notebook in schema %i', (number) => {
  it('[F4] is opened from its journal and holds what it held', async () => {
    const world = { ...newWorld(), files: filesOf(number, 'vault') };
    const { notebook, vault } = await openTestNotebook(world);
    expect(notebook.rebuilt.unread).toEqual([]);
    expect(vault.journal.lastSeq).toBeGreaterThan(5);
    expect(JSON.parse(JSON.stringify(await readNotebook(notebook)))).toEqual(expectedOf(number));
    await notebook.close();
  });

  it('[F5] is in its snapshot whole, and every record of it can be read', async () => {
    const files = new MemoryFiles();
    files.put('snapshot.zip', filesOf(number, '.').bytes('snapshot.zip'));
    expect(await verifySnapshot(files, 'snapshot.zip', { newDigest: nodeDigest })).toMatchObject({
      kind: 'verified',
    });
    const expected = expectedOf(number).records;
    const found: Record<string, unknown[]> = {};
    for (const [kind, lines] of await readBack(files, 'snapshot.zip')) {
      const noun = nounKinds.find((each): each is NounKind => each === kind);
      for (const line of lines as readonly string[]) {
        const value: unknown = JSON.parse(line);
        const parsed = noun === undefined ? { kind: 'ok', value } : parseRecord(noun, value);
        expect(parsed.kind, line).toBe('ok');
        if ('value' in parsed) (found[kind] ??= []).push(parsed.value);
      }
    }
    expect(JSON.parse(JSON.stringify(found))).toEqual(expected);
  });

  it('[F6] has a working copy that the present program opens, and that keeps what is in it', async () => {
    const { name, note } = await workingCopyIn(number, 'opened');
    const opened = await openStore(name, 'another');
    if (opened.kind !== 'open') throw new Error(opened.kind);
    const { store, soundness, notebookId, isNew } = opened;
    expect({ notebookId, isNew, dataLoss: soundness.dataLoss }).toEqual({
      notebookId: 'somebody',
      isNew: false,
      dataLoss: null,
    });
    expect(soundness.found).toMatchObject(soundness.expected);
    expect(JSON.parse(JSON.stringify(await store.get('note', note.id as Id<'note'>)))).toEqual(note);
    expect(JSON.stringify(await store.body(note.id))).toContain('kept');
    store.close();
  });

  it('[F7] has a working copy that is read before it is changed, so that it can be backed up', async () => {
    const { name, note } = await workingCopyIn(number, 'read');
    expect(await isMigrationDue(name, [])).toBe(number < (frozenNumbers().at(-1) ?? 0));
    const opened = await openNewerStore(name);
    if (opened.kind !== 'open') throw new Error(opened.kind);
    const { store } = opened;
    const read: Record<string, readonly object[]> = {};
    for await (const { kind, records } of store.everyRecord()) read[kind] = records;
    expect(Object.keys(read)).toEqual(['note', 'body', 'piece']);
    expect(JSON.parse(JSON.stringify(read['note']))).toEqual([note]);
    expect(await store.lastUpdatedAt()).toBe(note.updatedAt);
    expect(await store.stock()).toMatchObject({ note: 1, bodies: 1, pieces: 1 });
    store.close();
  });
});

/** A working copy as the program of that schema left it: one note with its text. */
async function workingCopyIn(
  number: number,
  why: string,
): Promise<{
  readonly name: string;
  readonly note: { readonly id: string; readonly updatedAt: string };
}> {
  const { database } = JSON.parse(readFrozen(number, 'declared.json')) as Declared;
  const name = `working copy in schema ${number}, ${why}`;
  const [note] = expectedOf(number).records['note'] as {
    readonly id: string;
    readonly updatedAt: string;
  }[];
  if (note === undefined) throw new Error('no note');
  const content = '{"type":"paragraph","content":[{"type":"text","text":"kept"}]}\n';
  const hash = sha256Hex(content);
  const rows: Record<string, object> = {
    note: { id: note.id, kept: 1, updatedAt: note.updatedAt, revision: 1, value: note, parts: 0 },
    bodies: { owner: note.id, revision: 1, value: [hash], parts: 0 },
    pieces: { hash, content },
  };
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name, database.version);
    request.onerror = () => reject(new Error(String(request.error)));
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onupgradeneeded = () => {
      for (const [table, { key, indexes }] of Object.entries(database.tables)) {
        const store = request.result.createObjectStore(table, { keyPath: key });
        for (const index of indexes) {
          const paths = index.split(',');
          const single = index.replace('*', '');
          if (paths.length > 1) store.createIndex(`[${paths.join('+')}]`, paths);
          else store.createIndex(single, single, { multiEntry: single !== index });
        }
        if (rows[table] !== undefined) store.put(rows[table]);
        if (table !== 'meta') continue;
        const stock = { note: 1, bodies: 1, pieces: 1 };
        for (const [what, value] of Object.entries({ notebookId: 'somebody', lastAppliedSeq: 7, stock }))
          store.put({ name: what, value });
      }
    };
  });
  return { name, note };
}
