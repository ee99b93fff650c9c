// Saved searches: kept through the door as a setting, and read back whatever was stored.
import { describe, expect, it } from 'vitest';
import { dropSearch, parseSearches, saveSearch } from '#notebook/savedSearches.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

const search = (name: string, question: string) => ({ name, question, kinds: null });

describe('saved searches', () => {
  it('[H1] are there after a restart, in their order; saved again, one takes the new name in its place', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    const { settings } = first.notebook;
    await saveSearch(settings, search('Energy', 'tag:energy after:2024'));
    await saveSearch(settings, { ...search('Notes', 'reserve'), kinds: ['note'] });
    await saveSearch(settings, search('Power', ' tag:energy after:2024 '));
    await first.notebook.settled();
    await first.notebook.close();
    const { notebook } = await openTestNotebook(world);
    expect(notebook.settings.current().searches).toEqual([
      search('Power', 'tag:energy after:2024'),
      { ...search('Notes', 'reserve'), kinds: ['note'] },
    ]);
    await notebook.close();
  });

  it('[H2] come back to their place when dropping is undone, once', async () => {
    const { notebook } = await openTestNotebook(newWorld());
    const { settings } = notebook;
    for (const name of ['a', 'b', 'c']) await saveSearch(settings, search(name, name));
    const undo = await dropSearch(settings, search('b', 'b'));
    const names = () => settings.current().searches.map(({ name }) => name);
    expect(names()).toEqual(['a', 'c']);
    await undo();
    await undo();
    expect(names()).toEqual(['a', 'b', 'c']);
    const none = await dropSearch(settings, search('z', 'z'));
    await none();
    expect(names()).toEqual(['a', 'b', 'c']);
    await notebook.close();
  });

  it('[H3] that cannot be read are passed over, and those without a name are called by their question', () => {
    expect(parseSearches('x')).toBeUndefined();
    expect(
      parseSearches([
        null,
        7,
        { name: 'empty', question: ' ' },
        { question: 'q', kinds: ['note', 'letter'] },
        { question: 'q', kinds: ['note'] },
      ]),
    ).toEqual([{ name: 'q', question: 'q', kinds: ['note'] }]);
  });
});
