// The index between two starts: it comes back as it was stored, what is damaged is made again, and nothing is computed
// or read twice without need.
import { Dexie } from 'dexie';
import { describe, expect, it, vi } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { Findings, Ranking } from '#notebook/librarianProtocol.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { openIndexing } from '#notebook/indexing.ts';
import { openTexts } from '#notebook/texts.ts';
import { createSearch } from '#search/search.ts';
import { openDerived } from '#store/derived.ts';
import { memoryFolder } from '#store/privateFolder.ts';
import { openReader } from '#store/read.ts';
import { newWorld, openTestNotebook, type TestWorld } from './openTestNotebook.ts';

const words = ['tide', 'harbour', 'grid', 'household', 'river', 'gauge', 'ledger', 'winter'];
const titles = words.map((word) => `About ${word}`);

async function filled(world: TestWorld): Promise<void> {
  const { notebook } = await openTestNotebook(world);
  for (const [at, title] of titles.entries()) {
    const text = `The ${words[at]} was measured twice.\n${words[(at + 3) % words.length]} came later.`;
    const saved = await notebook.notes.create({ title, document: documentOfText(text) });
    if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  }
  await notebook.librarian.idle();
  await notebook.close();
}

async function ask(notebook: Notebook, text: string, ranking: Ranking): Promise<Findings> {
  const all: Findings[] = [];
  await notebook.librarian.ask(
    { text, limit: 5, ranking },
    new AbortController().signal,
    (findings) => void all.push(findings),
  );
  const last = all.at(-1);
  if (!last) throw new Error('no answer');
  return last;
}

async function answers(notebook: Notebook): Promise<unknown> {
  const found: unknown[] = [];
  for (const word of words)
    for (const ranking of ['words', 'meaning', 'fused'] as const) {
      const { hits } = await ask(notebook, `${word} measured`, ranking);
      found.push(hits.map(({ title, passage, marks, why }) => ({ title, passage, marks, why })));
    }
  return found;
}

type Harm = (world: TestWorld) => Promise<void>;

function inDatabase(harm: (db: Dexie) => Promise<unknown>): Harm {
  return async ({ notebookId }) => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const name = names.find((each) => each.includes(notebookId) && each.endsWith('-passages'));
    if (name === undefined) throw new Error(`no derived database among ${names.join(', ')}`);
    const db = await new Dexie(name, { indexedDB, IDBKeyRange }).open();
    await harm(db);
    db.close();
  };
}

async function damagedVectors({ vectors }: TestWorld): Promise<void> {
  for (const name of await vectors.names()) {
    const file = await vectors.open(name);
    // One byte of every vector or so.
    for (let at = 100; at < file.size(); at += 500) file.write(Uint8Array.of(0x55), at);
    file.close();
  }
}

async function withoutVectors({ vectors }: TestWorld): Promise<void> {
  for (const name of await vectors.names()) await vectors.remove(name);
}

describe('the index after a start', () => {
  it('[X1] answers as before, and embeds nothing again', async () => {
    const world = newWorld();
    await filled(world);
    const embedded = world.embedded.length;
    const { notebook } = await openTestNotebook(world);
    const first = await answers(notebook);
    const questions = world.embedded.length;
    await notebook.librarian.idle();
    expect(world.embedded.length).toBe(questions);
    expect(world.embedded.slice(embedded).every((text) => text.endsWith('measured'))).toBe(true);
    await notebook.close();
    const again = await openTestNotebook(world);
    expect(await answers(again.notebook)).toEqual(first);
    expect(JSON.stringify(first)).toContain('The tide was measured twice.');
    await again.notebook.close();
  });

  it.each([
    ['a part of the index is damaged', inDatabase(damaged), 0],
    ['every part of the index is gone', inDatabase((db) => db.table('parts').clear()), 0],
    ['the vectors are damaged', damagedVectors, titles.length],
    ['the vectors are gone', withoutVectors, titles.length],
    ['texts are gone', inDatabase((db) => db.table('documents').clear()), 0],
    ['one text is gone', inDatabase((db) => db.table('documents').limit(1).delete()), 0],
    ['the database is gone', inDatabase((db) => db.delete()), 0],
    [
      'all of it is gone',
      async (world: TestWorld) => {
        await inDatabase((db) => db.delete())(world);
        await withoutVectors(world);
      },
      titles.length,
    ],
  ])('[X2] is whole again by itself when %s', async (_, harm, embeddedAgain) => {
    const world = newWorld();
    await filled(world);
    const before = await openTestNotebook(world);
    const expected = await answers(before.notebook);
    await before.notebook.close();
    await harm(world);
    const embedded = world.embedded.length;
    const { notebook } = await openTestNotebook(world);
    await notebook.librarian.idle();
    expect(world.embedded.length - embedded).toBe(embeddedAgain);
    expect(await answers(notebook)).toEqual(expected);
    await notebook.close();
  });

  it('[X3] takes up what was not stored when it ended', async () => {
    const world = newWorld();
    await filled(world);
    const { notebook } = await openTestNotebook(world);
    await notebook.notes.create({ title: 'Late', document: documentOfText('The lighthouse was lit.') });
    await notebook.close();
    const again = await openTestNotebook(world);
    await again.notebook.librarian.idle();
    const { hits } = await ask(again.notebook, 'lighthouse lit', 'fused');
    expect(hits[0]).toMatchObject({ title: 'Late', passage: 'The lighthouse was lit.', why: 'both' });
    await again.notebook.close();
  });

  it('[X4] gives a deleted and restored note its vector back without the model', async () => {
    const world = newWorld();
    const { notebook } = await openTestNotebook(world);
    const saved = await notebook.notes.create({
      title: 'Kept',
      document: documentOfText('The lighthouse was lit.'),
    });
    if (saved.kind !== 'saved') throw new Error('not saved');
    await notebook.librarian.idle();
    await notebook.trash.remove([{ kind: 'note', id: saved.record.id }]);
    await vi.waitFor(async () => expect((await ask(notebook, 'lighthouse', 'words')).hits).toEqual([]));
    await notebook.trash.bringBack([{ kind: 'note', id: saved.record.id }]);
    await vi.waitFor(async () => expect((await ask(notebook, 'lighthouse', 'words')).hits).toHaveLength(1));
    await notebook.librarian.idle();
    expect((await ask(notebook, 'lighthouse lit', 'meaning')).hits).toHaveLength(1);
    expect(world.embedded.filter((text) => text.includes('lighthouse was'))).toHaveLength(1);
    await notebook.close();
  });
});

describe('the texts of hits', () => {
  it('[E1] are read once, again when they changed, and never kept without bound', async () => {
    const reads: string[] = [];
    const stored = new Map<string, string>([['a', 'one']]);
    const texts = openTexts({
      getDocuments: (keys) => {
        reads.push(...keys);
        return Promise.resolve(
          keys.map((key) => {
            const text = stored.get(key);
            return text === undefined ? undefined : { key, title: '', text };
          }),
        );
      },
    });
    const read = async (...keys: string[]) =>
      [...(await texts.read(keys))].map(([key, { text }]) => [key, text]);
    expect(await read('a', 'none')).toEqual([['a', 'one']]);
    expect(await read('a')).toEqual([['a', 'one']]);
    expect(reads).toEqual(['a', 'none']);
    stored.set('a', 'two');
    texts.forget('a');
    expect(await read('a')).toEqual([['a', 'two']]);
    stored.set('long', 'x'.repeat(5_000_000));
    await read('long');
    await read('a');
    expect(reads.filter((key) => key === 'a')).toHaveLength(3);
  });
});

async function damaged(db: Dexie): Promise<void> {
  for (const row of await db.table<{ bytes: Uint8Array }>('parts').toArray()) {
    row.bytes[row.bytes.length >> 1]! ^= 1;
    await db.table('parts').put(row);
  }
}

describe('storing the index', () => {
  it('[Y1] gives no mark back while anything could not be stored, and all when it can be again', async () => {
    const world = newWorld();
    const { notebook, vault } = await openTestNotebook(world);
    await notebook.pauseIndexing(true);
    await notebook.close();
    const { database } = vault.identity();
    for (const fails of ['putIndexParts', 'putVectors', 'putDocuments'] as const) {
      const again = await openTestNotebook(world);
      await again.notebook.notes.create({ title: fails, document: documentOfText(`Tides of ${fails}.`) });
      await again.notebook.close();
      const reader = await openReader(database);
      const derived = await openDerived({ name: `${database}-${fails}`, label: '', folder: memoryFolder() });
      let broken = true;
      const given: string[] = [];
      const search = createSearch();
      const indexing = openIndexing({
        reader,
        derived: {
          ...derived,
          [fails]: (...all: never[]) =>
            broken
              ? Promise.reject(new Error('no room'))
              : (derived[fails] as (...all: never[]) => Promise<void>)(...all),
        },
        search,
        embed: () => Promise.resolve({ kind: 'vector', vector: new Float32Array(384).fill(0.051) }),
        width: 2,
        nowMs: () => 0,
        retryMs: 50,
        slowedBy: () => null,
        report: () => undefined,
        changed: () => undefined,
        indexed: (marks) => given.push(...marks.map(({ id }) => id)),
      });
      const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      await indexing.load();
      indexing.wake();
      await vi.waitFor(() => expect(complaint).toHaveBeenCalledOnce());
      complaint.mockRestore();
      expect(given).toEqual([]);
      broken = false;
      const pending = await reader.pending(100);
      expect(pending.length).toBeGreaterThan(0);
      // By itself, after a rest.
      await vi.waitFor(() => expect(new Set(given)).toEqual(new Set(pending.map(({ id }) => id))));
      const loaded = createSearch();
      const parts = [];
      for await (const part of derived.indexParts()) parts.push(part);
      expect(loaded.load(parts)).toEqual([]);
      expect([...loaded.keys()].toSorted()).toEqual([...search.keys()].toSorted());
      indexing.close();
      reader.close();
      derived.close();
    }
  });
});
