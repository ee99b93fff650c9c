// Phrases: words that must stand next to each other, looked for in a text as it is written, whatever its case or accents.
import { fold } from './fold.ts';
import { isDense } from './terms.ts';

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const denseLetter = /[\p{L}\p{N}]\p{M}*/gu;
const beyondAscii = /[^\0-\x7f]/;

/** The folded words of a phrase; letters of scripts without spaces are words of their own. */
export function phraseOf(text: string): readonly string[] {
  const words: string[] = [];
  visitWords(text, (found) => words.push(found));
  return words;
}

/**
 * [H1] The words stand in the text in this order with nothing but spaces and signs between them.
 * [H2] Case, accents and width make no difference; endings do.
 * [H3] A phrase without words is everywhere.
 */
export function holdsPhrase(text: string, phrase: readonly string[]): boolean {
  if (phrase.length === 0) return true;
  if (!beyondAscii.test(text)) {
    const lower = text.toLowerCase();
    if (phrase.some((each) => !lower.includes(each))) return false;
  }
  /** How many words of the phrase end at the word just read, for each way it could have begun. */
  let begun: number[] = [];
  let found = false;
  visitWords(text, (read) => {
    const next: number[] = [];
    for (const matched of [0, ...begun]) {
      if (phrase[matched] !== read) continue;
      if (matched + 1 === phrase.length) found = true;
      else next.push(matched + 1);
    }
    begun = next;
    return found;
  });
  return found;
}

/** Calls back for every folded word until the answer is true. */
function visitWords(text: string, visit: (word: string) => unknown): void {
  for (const [surface] of text.matchAll(word)) {
    if (!isDense(surface)) {
      if (visit(beyondAscii.test(surface) ? fold(surface) : surface.toLowerCase()) === true) return;
      continue;
    }
    for (const [letter] of surface.normalize('NFKC').matchAll(denseLetter)) {
      if (visit(fold(letter)) === true) return;
    }
  }
}
