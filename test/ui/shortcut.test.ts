// Shortcuts: the same keys on every layout and platform.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accelerator, canonical, keyCaps, matches, platforms, type KeyPress } from '#ui/shortcut.ts';

function press(key: string, code: string, held: string = '', more: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code,
    ctrlKey: held.includes('c'),
    altKey: held.includes('a'),
    shiftKey: held.includes('s'),
    metaKey: held.includes('m'),
    ...more,
  };
}

describe('matching a key press', () => {
  it('[K1] Mod is Cmd on a Mac and Ctrl elsewhere, and the other one does not do', () => {
    expect(matches(press('k', 'KeyK', 'c'), 'Mod+K', 'linux')).toBe(true);
    expect(matches(press('k', 'KeyK', 'c'), 'Mod+K', 'win32')).toBe(true);
    expect(matches(press('k', 'KeyK', 'm'), 'Mod+K', 'darwin')).toBe(true);
    expect(matches(press('k', 'KeyK', 'c'), 'Mod+K', 'darwin')).toBe(false);
    expect(matches(press('k', 'KeyK', 'm'), 'Mod+K', 'linux')).toBe(false);
  });

  it('[K2] exactly the modifiers that are named, no more and no fewer', () => {
    expect(matches(press('F', 'KeyF', 'cs'), 'Mod+Shift+F', 'linux')).toBe(true);
    expect(matches(press('F', 'KeyF', 'cs'), 'Mod+F', 'linux')).toBe(false);
    expect(matches(press('f', 'KeyF', 'c'), 'Mod+Shift+F', 'linux')).toBe(false);
    expect(matches(press('f', 'KeyF', 'ca'), 'Mod+F', 'linux')).toBe(false);
    expect(matches(press('f', 'KeyF'), 'Mod+F', 'linux')).toBe(false);
  });

  it('[K3] a Latin letter is meant where it is printed: Dvorak types k with the key of v', () => {
    expect(matches(press('k', 'KeyV', 'c'), 'Mod+K', 'linux')).toBe(true);
    expect(matches(press('k', 'KeyV', 'c'), 'Mod+V', 'linux')).toBe(false);
  });

  it('[K4] on a layout without Latin letters the place of the key counts', () => {
    expect(matches(press('л', 'KeyK', 'c'), 'Mod+K', 'linux')).toBe(true);
    expect(matches(press('κ', 'KeyK', 'c'), 'Mod+K', 'win32')).toBe(true);
    expect(matches(press('˚', 'KeyK', 'a'), 'Alt+K', 'darwin')).toBe(true);
  });

  it('[K5] a digit that needs Shift on this layout is found by its place', () => {
    expect(matches(press('&', 'Digit1', 'c'), 'Mod+1', 'win32')).toBe(true);
  });

  it('[K6] a sign is meant however it is typed: / is Shift+7 on a German layout', () => {
    expect(matches(press('/', 'Slash'), '/', 'linux')).toBe(true);
    expect(matches(press('/', 'Digit7', 's'), '/', 'linux')).toBe(true);
    expect(matches(press('/', 'Digit7', 'cs'), 'Mod+/', 'linux')).toBe(true);
    expect(matches(press('?', 'Slash', 's'), '?', 'linux')).toBe(true);
  });

  it('[K7] text typed with AltGr, dead keys and held modifiers are no shortcuts', () => {
    const altGr = press('q', 'KeyQ', 'ca', { getModifierState: (name) => name === 'AltGraph' });
    expect(matches(altGr, 'Mod+Alt+Q', 'win32')).toBe(false);
    expect(matches(press('Dead', 'KeyK', 'c'), 'Mod+K', 'linux')).toBe(false);
    expect(matches(press('Control', 'ControlLeft', 'c'), 'Mod+K', 'linux')).toBe(false);
  });

  it('[K8] named keys match by their name', () => {
    expect(matches(press('ArrowLeft', 'ArrowLeft', 'a'), 'Alt+ArrowLeft', 'linux')).toBe(true);
    expect(matches(press('F2', 'F2'), 'F2', 'linux')).toBe(true);
    expect(matches(press(' ', 'Space', 'c'), 'Mod+Space', 'linux')).toBe(true);
  });

  it('[K9] whatever the modifiers and the letter, a press means its own shortcut and no other', () => {
    const letter = fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ'));
    const held = fc.record({ c: fc.boolean(), a: fc.boolean(), s: fc.boolean(), m: fc.boolean() });
    const name = ({ c, a, s, m }: { c: boolean; a: boolean; s: boolean; m: boolean }, key: string): string =>
      [c && 'Ctrl', m && 'Meta', a && 'Alt', s && 'Shift', key].filter(Boolean).join('+');
    fc.assert(
      fc.property(letter, held, letter, held, (key, mods, otherKey, otherMods) => {
        const flags = Object.entries(mods).flatMap(([flag, on]) => (on ? [flag] : []));
        const pressed = press(mods.s ? key : key.toLowerCase(), `Key${key}`, flags.join(''));
        const same = name(mods, key) === name(otherMods, otherKey);
        expect(matches(pressed, name(otherMods, otherKey), 'linux')).toBe(same);
      }),
    );
  });
});

describe('showing a shortcut', () => {
  it('[K10] key caps are those of the platform', () => {
    expect(keyCaps('Mod+Shift+K', 'linux')).toEqual(['Ctrl', 'Shift', 'K']);
    expect(keyCaps('Mod+Shift+K', 'darwin')).toEqual(['⇧', '⌘', 'K']);
    expect(keyCaps('Alt+ArrowLeft', 'win32')).toEqual(['Alt', '←']);
    expect(keyCaps('Mod++', 'linux')).toEqual(['Ctrl', '+']);
  });

  it('[K11] the canonical form is a fixed point on every platform', () => {
    for (const platform of platforms)
      for (const shortcut of ['Mod+K', 'Shift+Alt+Mod+ArrowUp', 'F2', '/', 'Mod++', 'Mod+\\']) {
        const once = canonical(shortcut, platform);
        expect(canonical(once, platform)).toBe(once);
      }
  });

  it('[K12] the menu gets it in the notation of the desktop', () => {
    expect(accelerator('Mod+Shift+K')).toBe('CmdOrCtrl+Shift+K');
    expect(accelerator('Alt+ArrowLeft')).toBe('Alt+Left');
    expect(accelerator('Mod++')).toBe('CmdOrCtrl+Plus');
    expect(accelerator('F2')).toBe('F2');
  });
});
