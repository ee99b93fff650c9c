// Heads in memory: after any changes they are what reading everything anew gives, and only what was touched is read.
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { NoteId } from '#domain/id.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { openHeads } from '#notebook/heads.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

async function noteIn(notebook: Notebook, title: string, tags: readonly string[] = []): Promise<NoteId> {
  const saved = await notebook.notes.create({ title, tags });
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  return saved.record.id;
}

type Act =
  | { readonly kind: 'create'; readonly tags: readonly string[] }
  | {
      readonly kind: 'tag' | 'remove' | 'bring back' | 'erase';
      readonly which: number;
      readonly tags: readonly string[];
    };

const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), tags }),
  fc.record({
    kind: fc.constantFrom('tag' as const, 'remove' as const, 'bring back' as const, 'erase' as const),
    which: fc.nat(9),
    tags,
  }),
);

async function perform(notebook: Notebook, ids: NoteId[], given: Act): Promise<void> {
  if (given.kind === 'create') {
    ids.push(await noteIn(notebook, 'n', given.tags));
    return;
  }
  const id = ids[given.which % Math.max(1, ids.length)];
  if (id === undefined) return;
  const only = [{ kind: 'note' as const, id }];
  if (given.kind === 'tag') await notebook.notes.save(id, { tags: given.tags });
  else if (given.kind === 'remove') await notebook.trash.remove(only);
  else if (given.kind === 'bring back') await notebook.trash.bringBack(only);
  else await notebook.trash.erase(only);
}

function countAnew(records: readonly { readonly tags: readonly string[] }[]): readonly unknown[] {
  const all = records.flatMap((record) => record.tags);
  return [...new Set(all)]
    .toSorted()
    .map((tag) => ({ tag, count: all.filter((each) => each === tag).length }));
}

describe('heads', () => {
  it('[E1] are, after any changes, what reading everything anew gives, and so are the tags', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const { notebook } = await openTestNotebook(newWorld());
        const heads = notebook.heads.of('note');
        const ids: NoteId[] = [];
        for (const [at, each] of acts.entries()) {
          await perform(notebook, ids, each);
          // Now and then while changes are under way, so that a reading may come between two of them.
          if (at % 3 === 0) await heads.read();
        }
        await notebook.settled();
        const anew = await notebook.parts.store.heads('note');
        const byId = (list: readonly { readonly id: string }[]): readonly unknown[] =>
          list.toSorted((a, b) => a.id.localeCompare(b.id));
        expect(byId(await heads.read())).toEqual(byId(anew));
        expect(await notebook.heads.tags()).toEqual(countAnew(anew));
        await notebook.close();
      }),
      { numRuns: 25 },
    );
  });

  it('[E2] reads again only what was touched, and gives the same list where nothing was', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const all = vi.spyOn(notebook.parts.store, 'heads');
    const some = vi.spyOn(notebook.parts.store, 'getMany');
    const { store, door } = notebook.parts;
    const notes = openHeads(store, door).of('note');
    expect(notes.now()).toBeNull();
    await notes.read();
    const id = await noteIn(notebook, 'new');
    await notebook.settled();
    const read = await notes.read();
    expect(read.map(({ title }) => title)).toEqual(['new']);
    expect(notes.now()).toBe(read);
    expect(await notes.read()).toBe(read);
    expect(all).toHaveBeenCalledTimes(1);
    expect(some.mock.calls).toEqual([['note', [id]]]);
    await notebook.close();
  });

  it('[E3] tells of the kind that was touched, and of no other', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    let notes = 0;
    let sources = 0;
    const unwatch = notebook.heads.of('note').watch(() => (notes += 1));
    notebook.heads.of('source').watch(() => (sources += 1));
    await noteIn(notebook, 'one');
    await notebook.settled();
    unwatch();
    await noteIn(notebook, 'two');
    await notebook.settled();
    expect([notes, sources]).toEqual([1, 0]);
    await notebook.close();
  });

  it('[E4] are read anew after a reading that failed', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const { store, door } = notebook.parts;
    vi.spyOn(store, 'getMany').mockRejectedValueOnce(new Error('the disk is gone'));
    const notes = openHeads(store, door).of('note');
    await notes.read();
    await noteIn(notebook, 'kept');
    await notebook.settled();
    await expect(notes.read()).rejects.toThrow('the disk is gone');
    expect((await notes.read()).map(({ title }) => title)).toEqual(['kept']);
    await notebook.close();
  });

  it('[E5] counts the tags of notes and sources that are kept', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    await noteIn(notebook, 'one', ['b', 'a']);
    const gone = await noteIn(notebook, 'two', ['a', 'gone']);
    await notebook.sources.create({ csl: { type: 'report', title: 'T' }, tags: ['a'] });
    await notebook.trash.remove([{ kind: 'note', id: gone }]);
    await notebook.settled();
    expect(await notebook.heads.tags()).toEqual([
      { tag: 'a', count: 2 },
      { tag: 'b', count: 1 },
    ]);
    await notebook.close();
  });
});
