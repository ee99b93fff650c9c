// Whether two words may be the same one, misread or mistyped: by the letters that scanners confuse, and by edits.

/** A word as a scanner cannot tell it from others, with what tells most pairs apart at a glance. */
export interface Skeleton {
  readonly bones: string;
  /** A bit for each unit that is in it, by the unit's last five bits. */
  readonly units: number;
}

const confused: readonly (readonly [RegExp, string])[] = [
  [/rn|nn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/[1|!i]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
];
const shortestLike = 4;
const longestLike = 64;
const letter = /\p{L}/u;

/** Empty for what is like nothing else: numbers, and words that are none. */
export function skeletonOf(word: string): Skeleton {
  const isWord = word.length <= longestLike && letter.test(word);
  const bones = isWord ? confused.reduce((spelled, [seen, meant]) => spelled.replace(seen, meant), word) : '';
  let units = 0;
  for (let at = 0; at < bones.length; at += 1) units |= 1 << (bones.charCodeAt(at) & 31);
  return { bones, units };
}

/** Says only which words are set beside each other; however alike, they stay different words. */
export function areLike({ bones: one, units }: Skeleton, { bones: other, units: others }: Skeleton): boolean {
  if (one === '' || other === '') return false;
  if (one === other) return true;
  const longer = Math.max(one.length, other.length);
  const allowed = longer < shortestLike ? 0 : Math.floor(longer / 3);
  // An edit takes one unit away and brings another: it changes two bits at most.
  if (Math.abs(one.length - other.length) > allowed || bitsIn(units ^ others) > 2 * allowed) return false;
  return editsUpTo(one, other, allowed) <= allowed;
}

function bitsIn(word: number): number {
  let bits = 0;
  for (let left = word; left !== 0; left &= left - 1) bits += 1;
  return bits;
}

/** Insertions, removals and exchanges of one unit (Levenshtein); `most + 1` for any number above `most`. */
function editsUpTo(one: string, other: string, most: number): number {
  const row = new Uint8Array(other.length + 1);
  for (let b = 0; b <= other.length; b += 1) row[b] = b;
  for (let a = 1; a <= one.length; a += 1) {
    let diagonal = row[0] ?? 0;
    row[0] = a;
    let least = a;
    for (let b = 1; b <= other.length; b += 1) {
      const exchanged = diagonal + (one.charCodeAt(a - 1) === other.charCodeAt(b - 1) ? 0 : 1);
      diagonal = row[b] ?? 0;
      const edits = Math.min(exchanged, diagonal + 1, (row[b - 1] ?? 0) + 1);
      row[b] = edits;
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
  }
  return row[other.length] ?? most + 1;
}
