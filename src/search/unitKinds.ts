// What each UTF-16 unit is to a word, and its lower case: looked up, because a source may hold millions of them.

export const unitKind = {
  space: 0,
  mark: 1,
  /** The first half of a pair that stands for one character. */
  high: 2,
  letter: 3,
  digit: 4,
  /** A letter of a script that is written without spaces. */
  dense: 5,
  /** An accent, vowel point or other mark that belongs to the letter before it. */
  joined: 6,
  /** Takes no room and changes no word: a soft hyphen, a direction mark. */
  unseen: 7,
  apostrophe: 8,
} as const;

export interface UnitKinds {
  readonly kinds: Uint8Array;
  /** The unit itself where it has no lower case of one unit. */
  readonly lower: Uint16Array;
}

const units = 0x1_0000;
const patterns: readonly (readonly [number, RegExp])[] = [
  [unitKind.apostrophe, /['\u2018\u2019\u201b\u02bc\uff07`\u00b4]/],
  [unitKind.unseen, /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/],
  [unitKind.space, /\s/],
  [unitKind.high, /[\ud800-\udbff]/],
  [unitKind.joined, /\p{M}/u],
  [unitKind.digit, /\p{N}/u],
  [
    unitKind.dense,
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u,
  ],
  [unitKind.letter, /\p{L}/u],
];

let table: UnitKinds | null = null;

/** Made when it is first asked for. */
export function unitKinds(): UnitKinds {
  table ??= { kinds: Uint8Array.from({ length: units }, (_, unit) => kindOf(unit)), lower: lowerCases() };
  return table;
}

function kindOf(unit: number): number {
  const character = String.fromCharCode(unit);
  return patterns.find(([, pattern]) => pattern.test(character))?.[0] ?? unitKind.mark;
}

function lowerCases(): Uint16Array {
  return Uint16Array.from({ length: units }, (_, unit) => {
    const lower = String.fromCharCode(unit).toLowerCase();
    return lower.length === 1 ? lower.charCodeAt(0) : unit;
  });
}
