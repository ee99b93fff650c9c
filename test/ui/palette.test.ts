// What the palette offers, and in which order.
import { describe, expect, it } from 'vitest';
import type { Command } from '#ui/command.ts';
import { fit } from '#ui/fuzzy.ts';
import { paletteGroups, type PaletteItem } from '#ui/paletteItems.ts';

const nothing = (): void => undefined;
const commands: readonly Command<{ readonly hasNote: boolean }>[] = [
  { id: 'notes.create', label: 'New note', group: 'Notes', perform: nothing },
  {
    id: 'notes.delete',
    label: 'Delete note',
    group: 'Notes',
    enabled: ({ hasNote }) => hasNote,
    perform: nothing,
  },
  { id: 'view.dark', label: 'Dark theme', group: 'View', keywords: ['night'], perform: nothing },
];
const found: readonly PaletteItem[] = [{ id: 'hit', label: 'A hit', group: 'Found', perform: nothing }];
const ids = (query: string, hasNote = true, hits: readonly PaletteItem[] = []): readonly string[] =>
  paletteGroups({ query, commands, context: { hasNote }, ask: nothing, found: hits }).flatMap((group) =>
    group.items.map(({ id }) => id),
  );

describe('how well letters fit a name', () => {
  it('[P1] the beginning beats a later word, that the inside of a word, that letters in order', () => {
    const scores = ['note book', 'new note', 'footnotes', 'nice old tea'].map((name) => fit('not', name));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
    expect(scores.every((score) => score > 0)).toBe(true);
  });

  it('[P2] every typed word must fit; accents and capitals do not matter', () => {
    expect(fit('new zebra', 'New note')).toBe(0);
    expect(fit('EMIGRES', 'Émigrés')).toBeGreaterThan(0);
    expect(fit('night', 'Dark theme', ['night'])).toBeGreaterThan(0);
  });
});

describe('the palette', () => {
  it('[P3] shows every command that may run while nothing is typed', () => {
    expect(ids('')).toEqual(['notes.create', 'notes.delete', 'view.dark']);
    expect(ids('', false)).toEqual(['notes.create', 'view.dark']);
  });

  it('[P4] puts a command that was meant before the question, others behind it', () => {
    expect(ids('dark')).toEqual(['view.dark', 'palette.find']);
    expect(ids('ote')[0]).toBe('palette.find');
  });

  it('[P5] a question that names no command comes first, so that Enter asks it', () => {
    expect(ids('who pays for the cable?')).toEqual(['palette.find']);
  });

  it('[P6] what is found later joins below and moves nothing', () => {
    for (const query of ['note', 'dark', 'who pays'])
      expect(ids(query, true, found)).toEqual([...ids(query), 'hit']);
  });

  it('[P7] shows a command that is refused with the reason, and does not run it', () => {
    let isRun = false;
    const [group] = paletteGroups({
      query: '',
      commands: [
        { id: 'a', label: 'Write', group: 'A', refused: () => 'only read', perform: () => (isRun = true) },
      ],
      context: {},
      found: [],
    });
    expect(group?.items[0]).toMatchObject({ label: 'Write', detail: 'only read' });
    group?.items[0]?.perform();
    expect(isRun).toBe(false);
  });
});
