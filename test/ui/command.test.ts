// Commands: joined without clashes, and drawn as a menu.
import { describe, expect, it } from 'vitest';
import {
  type Command,
  commandNamed,
  isEnabled,
  isOffered,
  joinCommands,
  refusing,
  whyRefused,
} from '#ui/command.ts';
import { menuEntries } from '#ui/Menu.tsx';
import { toMenuTemplate } from '#ui/menuTemplate.ts';

interface Context {
  readonly hasNote: boolean;
}

function command(id: string, more: Partial<Command<Context>> = {}): Command<Context> {
  return { id, label: `Label of ${id}`, group: 'Group', perform: () => undefined, ...more };
}

describe('joining commands', () => {
  it('[C1] keeps every command, in the order of the lists', () => {
    const joined = joinCommands([[command('a.one'), command('a.two')], [], [command('b.one')]]);
    expect(joined.map(({ id }) => id)).toEqual(['a.one', 'a.two', 'b.one']);
  });

  it('[C2] refuses two commands of one id and names both', () => {
    const lists = [[command('a.one', { label: 'First' })], [command('a.one', { label: 'Second' })]];
    expect(() => joinCommands(lists)).toThrow(/a\.one.*First.*Second/);
  });

  it('[C3] refuses one shortcut for two commands and names both, however it is written', () => {
    for (const [one, other] of [
      ['Mod+K', 'Mod+K'],
      ['Mod+k', 'Mod+K'],
      ['Shift+Mod+F', 'Mod+Shift+F'],
      // The same keys on Linux and Windows only.
      ['Mod+K', 'Ctrl+K'],
      // The same keys on a Mac only.
      ['Mod+K', 'Meta+K'],
    ] as const) {
      const lists = [[command('a.one', { shortcut: one })], [command('b.two', { shortcut: other })]];
      expect(() => joinCommands(lists), `${one} and ${other}`).toThrow(/a\.one.*b\.two/);
    }
  });

  it('[C4] lets different keys stand beside each other', () => {
    const keys = ['Mod+K', 'Mod+Shift+K', 'Alt+K', 'K', 'F2', '/', '?', 'Mod+/'];
    const lists = [keys.map((shortcut, index) => command(`a.${index}`, { shortcut }))];
    expect(joinCommands(lists)).toHaveLength(keys.length);
  });

  it('[C5] refuses a shortcut that is none', () => {
    for (const shortcut of ['', 'Mod', 'Mod+', 'Cmd+K', 'Shift+?'])
      expect(() => joinCommands([[command('a.one', { shortcut })]]), shortcut).toThrow(/no shortcut/);
  });

  it('[C10] refuses those that are named, for the reason given, and throws where one is named that is none', () => {
    const list = ['a', 'b'].map((id) => ({ id, label: id, group: 'g', perform: () => undefined }));
    const [first, second] = refusing<{ readonly why: string | null }>(list, ['b'], ({ why }) => why);
    if (!first || !second) throw new Error('lost');
    expect([isEnabled(first, { why: 'shut' }), isEnabled(second, { why: 'shut' })]).toEqual([true, false]);
    expect([isOffered(second, { why: 'shut' }), whyRefused(second, { why: 'shut' })]).toEqual([true, 'shut']);
    expect(isEnabled(second, { why: null })).toBe(true);
    expect(() => refusing(list, ['c'], () => null)).toThrow('c');
  });

  it('[C6] finds a command by its id and throws for one that does not exist', () => {
    expect(commandNamed([command('a.one')], 'a.one').id).toBe('a.one');
    expect(() => commandNamed([command('a.one')], 'a.two')).toThrow('a.two');
  });
});

describe('menus drawn from commands', () => {
  const commands = [
    command('notes.create', { shortcut: 'Mod+N' }),
    command('notes.delete', { enabled: ({ hasNote }) => hasNote }),
    command('view.panel', { shortcut: 'Alt+ArrowRight', checked: () => true }),
  ];
  const layout = [
    {
      label: 'File',
      items: [
        { command: 'notes.create' },
        'separator',
        { command: 'notes.delete' },
        { role: 'quit' },
        { label: 'More', items: [{ command: 'view.panel' }] },
      ],
    },
  ] as const;

  it('[C7] the template says label, keys, whether it may run and whether it is on; it survives a clone', () => {
    const template = toMenuTemplate(commands, layout, { hasNote: false });
    expect(structuredClone(template)).toEqual([
      {
        kind: 'submenu',
        label: 'File',
        items: [
          {
            kind: 'command',
            id: 'notes.create',
            label: 'Label of notes.create',
            enabled: true,
            accelerator: 'CmdOrCtrl+N',
          },
          { kind: 'separator' },
          { kind: 'command', id: 'notes.delete', label: 'Label of notes.delete', enabled: false },
          { kind: 'role', id: 'quit' },
          {
            kind: 'submenu',
            label: 'More',
            items: [
              {
                kind: 'command',
                id: 'view.panel',
                label: 'Label of view.panel',
                enabled: true,
                accelerator: 'Alt+Right',
                checked: true,
              },
            ],
          },
        ],
      },
    ]);
  });

  it('[C8] a layout that names an unknown command throws', () => {
    const wrong = [{ label: 'File', items: [{ command: 'notes.crate' }] }];
    expect(() => toMenuTemplate(commands, wrong, { hasNote: true })).toThrow('notes.crate');
  });

  it('[C9] entries of a menu run the command with the context they were made for', () => {
    const ran: Context[] = [];
    const one = command('a.one', { perform: (context) => void ran.push(context) });
    const [entry, line] = menuEntries([one], ['a.one', '-'], { hasNote: true });
    expect(line).toEqual({ kind: 'separator' });
    if (entry?.kind !== 'item') throw new Error('an item was expected');
    entry.perform();
    expect(ran).toEqual([{ hasNote: true }]);
  });
});
