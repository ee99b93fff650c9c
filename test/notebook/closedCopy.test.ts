// A working copy that is closed, as a full disk closes it: what is being written is saved all the same.
import { describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

describe('a note that is being written while the working copy closes', () => {
  it('[CC1] goes on being saved, revision after revision, and all of it is there at the next start', async () => {
    const world = newWorld();
    const { notebook } = await openTestNotebook(world);
    const created = await notebook.notes.create({ title: 'Tides', document: documentOfText('one') });
    if (created.kind !== 'saved') throw new Error(created.kind);
    const { id } = created.record;
    await notebook.notes.save(id, { document: documentOfText('two') });
    await notebook.settled();
    notebook.parts.store.close();
    for (const text of ['three', 'four', 'five']) {
      const saved = await notebook.notes.save(id, { document: documentOfText(text) });
      if (saved.kind !== 'saved') throw new Error(saved.kind);
      saved.applied.catch(() => undefined);
    }
    expect((await notebook.notes.get(id))?.revision).toBe(5);
    notebook.librarian.close();

    const again = await openTestNotebook(world);
    expect(plainText(await again.notebook.notes.document(id))).toBe('five');
    expect((await again.notebook.notes.get(id))?.revision).toBe(5);
    await again.notebook.close();
  });

  it('[CC2] is not made up where nothing of it is known', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    notebook.parts.store.close();
    await expect(notebook.parts.door.latest('note', 'note_unknown')).rejects.toThrow();
    notebook.librarian.close();
  });
});
