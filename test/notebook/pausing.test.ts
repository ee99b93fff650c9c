// Pausing the index: nothing is embedded meanwhile, words are found all the same, and the wish outlives the program.
import { describe, expect, it, vi } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { Findings } from '#notebook/librarianProtocol.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

describe('indexing that was paused', () => {
  it('[Z1] stays paused after the next start, goes on when told to, and finds words meanwhile', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    await first.notebook.pauseIndexing(true);
    await first.notebook.close();

    const { notebook } = await openTestNotebook(world);
    const saved = await notebook.notes.create({
      title: 'Tides',
      document: documentOfText('Tides turn at Ormskirk.'),
    });
    if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
    const hits = async (): Promise<number> => {
      let found: Findings | null = null;
      await notebook.librarian.ask(
        { text: 'Ormskirk', limit: 3, ranking: 'words' },
        new AbortController().signal,
        (findings) => (found = findings),
      );
      return (found as Findings | null)?.hits.length ?? 0;
    };
    await vi.waitFor(async () => expect(await hits()).toBe(1));
    expect(notebook.librarian.state().progress.paused).toBe(true);
    expect(world.embedded).toEqual([]);

    await notebook.pauseIndexing(false);
    await notebook.librarian.idle();
    expect(world.embedded).toHaveLength(1);
    await notebook.close();
  });

  it('[Z2] counts every record that is written meanwhile as waiting', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    await notebook.pauseIndexing(true);
    for (let written = 1; written <= 4; written += 1) {
      const saved = await notebook.notes.create({
        title: `Tide ${written}`,
        document: documentOfText(`Tides turn ${written} times at Ormskirk.`),
      });
      expect(saved.kind).toBe('saved');
      await vi.waitFor(() => expect(notebook.librarian.state().progress.waiting).toBe(written));
    }
    await notebook.pauseIndexing(false);
    await notebook.librarian.idle();
    expect(notebook.librarian.state().progress.waiting).toBe(0);
    await notebook.close();
  });
});
