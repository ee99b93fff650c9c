// Whether two words may be the same one, misread or mistyped: by the letters that scanners confuse, and by edits.

const confused: readonly (readonly [RegExp, string])[] = [
  [/rn|nn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/[1|!i]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
];
const shortestLike = 4;
const letter = /\p{L}/u;

/** Says only which words are set beside each other; however alike, they stay different words. */
export function areLike(one: string, other: string): boolean {
  const longer = Math.max(one.length, other.length);
  if (longer > 64 || !letter.test(one) || !letter.test(other)) return false;
  const allowed = Math.floor(longer / 3);
  if (Math.abs(one.length - other.length) > allowed + 1) return false;
  if (skeleton(one) === skeleton(other)) return true;
  return longer >= shortestLike && editsUpTo(one, other, allowed) <= allowed;
}

function skeleton(word: string): string {
  return confused.reduce((spelled, [seen, meant]) => spelled.replace(seen, meant), word);
}

/** Insertions, removals and exchanges of one unit (Levenshtein); `most + 1` for any number above `most`. */
function editsUpTo(one: string, other: string, most: number): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let a = 1; a <= one.length; a += 1) {
    const next = [a];
    let least = a;
    for (let b = 1; b <= other.length; b += 1) {
      const exchanged = (row[b - 1] ?? 0) + (one.charCodeAt(a - 1) === other.charCodeAt(b - 1) ? 0 : 1);
      const edits = Math.min(exchanged, (row[b] ?? 0) + 1, (next[b - 1] ?? 0) + 1);
      next.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    row = next;
  }
  return row[other.length] ?? most + 1;
}
