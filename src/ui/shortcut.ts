// Shortcuts as text (`Mod+Shift+K`): read, compared, matched against a key press on any keyboard layout, and shown.

export const platforms = ['linux', 'win32', 'darwin'] as const;
export type Platform = (typeof platforms)[number];

/** What is read from a KeyboardEvent; such an event fits as it is. */
export interface KeyPress {
  readonly key: string;
  /** Where the key lies on the board, whatever is printed on it. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly getModifierState?: (name: string) => boolean;
}

const modifierOrder = ['Ctrl', 'Meta', 'Alt', 'Shift'] as const;
type Modifier = (typeof modifierOrder)[number];

function isModifier(word: string): word is Modifier {
  return modifierOrder.some((modifier) => modifier === word);
}

/** True for a key that types one character, as against a named one such as Enter. */
export function isCharacter(key: string): boolean {
  return /^.$/su.test(key);
}

/** Characters that need Shift on some layouts and not on others: Shift is then not part of the shortcut. */
function isSign(key: string): boolean {
  return isCharacter(key) && !/[\p{L}\p{N} ]/u.test(key);
}

function join(modifiers: ReadonlySet<Modifier>, key: string): string {
  const held = modifierOrder.filter((name) => modifiers.has(name) && !(name === 'Shift' && isSign(key)));
  return [...held, key].join('+');
}

/** The shortcut with Mod resolved and its parts in one order, so that equal keys are equal text. Throws on nonsense. */
export function canonical(shortcut: string, platform: Platform): string {
  const parts = shortcut.endsWith('++') ? [...shortcut.slice(0, -2).split('+'), '+'] : shortcut.split('+');
  const key = parts.pop() ?? '';
  const modifiers = new Set<Modifier>();
  for (const part of parts) {
    const name = part === 'Mod' ? (platform === 'darwin' ? 'Meta' : 'Ctrl') : part;
    if (!isModifier(name)) throw new Error(`${shortcut} is no shortcut: ${part} is no modifier`);
    modifiers.add(name);
  }
  if (key === '' || isModifier(key) || key === 'Mod') throw new Error(`${shortcut} is no shortcut: no key`);
  if (modifiers.has('Shift') && isSign(key))
    throw new Error(
      `${shortcut} is no shortcut: name the sign itself, layouts differ in where Shift is needed`,
    );
  return join(modifiers, isCharacter(key) ? key.toUpperCase() : key);
}

/**
 * The shortcuts a key press may mean, in canonical form, the likeliest first: by the character typed, then by the
 * place of the key, so that Mod+K works on a Cyrillic layout, Mod+1 on a French one and Mod+/ on a German one.
 * Empty for text being composed with AltGr or held modifiers alone.
 */
export function shortcutsOf(press: KeyPress, platform: Platform): readonly string[] {
  if (['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'Dead', 'Process'].includes(press.key)) return [];
  if (platform !== 'darwin' && press.getModifierState?.('AltGraph') === true) return [];
  const modifiers = new Set<Modifier>();
  if (press.ctrlKey) modifiers.add('Ctrl');
  if (press.metaKey) modifiers.add('Meta');
  if (press.altKey) modifiers.add('Alt');
  if (press.shiftKey) modifiers.add('Shift');
  const character = isCharacter(press.key) ? press.key.toUpperCase() : press.key;
  const byCharacter = join(modifiers, character === ' ' ? 'Space' : character);
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(press.code);
  const placed = place?.[1] ?? place?.[2];
  if (placed === undefined || /^[A-Z0-9]$/.test(character)) return [byCharacter];
  return [byCharacter, join(modifiers, placed)];
}

/** True when the press means the shortcut. */
export function matches(press: KeyPress, shortcut: string, platform: Platform): boolean {
  return shortcutsOf(press, platform).includes(canonical(shortcut, platform));
}

const capNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Backspace: '⌫',
  Delete: 'Del',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
};

const macCaps: Readonly<Record<string, string>> = {
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Meta: '⌘',
  Enter: '↩',
  Delete: '⌦',
};

/** What is printed on the keys: ['Ctrl', 'K'], on a Mac ['⌘', 'K']. */
export function keyCaps(shortcut: string, platform: Platform): readonly string[] {
  const text = canonical(shortcut, platform);
  const parts = text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+');
  const mac = platform === 'darwin';
  // A Mac prints its signs in the order ⌃⌥⇧⌘.
  const order = ['Ctrl', 'Alt', 'Shift', 'Meta'];
  const sorted = mac
    ? [...order.filter((name) => parts.includes(name)), ...parts.filter((part) => !order.includes(part))]
    : parts;
  return sorted.map((part) => (mac ? macCaps[part] : undefined) ?? capNames[part] ?? part);
}

/** The same shortcut in Electron's notation, for the application menu. */
export function accelerator(shortcut: string): string {
  const text = shortcut.endsWith('++') ? `${shortcut.slice(0, -1)}Plus` : shortcut;
  const names: Readonly<Record<string, string>> = { Mod: 'CmdOrCtrl', Meta: 'Super', Escape: 'Esc' };
  return text
    .split('+')
    .map((part) => names[part] ?? part.replace(/^Arrow(?=[A-Z])/, ''))
    .join('+');
}

/** The platform this page runs on, where nobody said it. */
export function platformHere(): Platform {
  const name = globalThis.navigator.userAgent;
  if (/Mac OS X|Macintosh/.test(name)) return 'darwin';
  return name.includes('Windows') ? 'win32' : 'linux';
}
