// How well a few typed letters fit a name: by word beginnings first, then inside words, then letters in order.

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** True when the letters of `query` occur in `text` in their order, each stretch beginning where a word begins. */
function isAbbreviation(query: string, text: string): boolean {
  const starts = [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map((match) => match.index);
  const follow = (at: number, typed: number): boolean => {
    if (typed === query.length) return true;
    if (text[at] === query[typed] && follow(at + 1, typed + 1)) return true;
    return starts.some((start) => start > at && text[start] === query[typed] && follow(start + 1, typed + 1));
  };
  return starts.some((start) => text[start] === query[0] && follow(start + 1, 1));
}

function wordScore(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at === 0) return 4;
  if (at > 0 && /[^\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return 3;
  if (at > 0) return 2;
  return word.length <= 12 && isAbbreviation(word, text) ? 1 : 0;
}

/** 0 when a typed word does not fit at all; otherwise greater is better. Other words for it count less than its name. */
export function fit(query: string, name: string, otherWords: readonly string[] = []): number {
  const typed = folded(query).split(/\s+/).filter(Boolean);
  if (typed.length === 0) return 1;
  const text = folded(name);
  const others = otherWords.map(folded);
  let sum = 0;
  for (const word of typed) {
    const best = Math.max(wordScore(word, text), ...others.map((other) => wordScore(word, other) * 0.6));
    if (best === 0) return 0;
    sum += best;
  }
  // Among equals the shorter name is nearer to what was typed.
  return sum / typed.length + 1 / (2 + text.length);
}
