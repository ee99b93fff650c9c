// Whether the words of one text begin words of another: how names, titles and places are asked for.
import { holdsPhrase, phraseOf } from './phrase.ts';
import { isDense } from './terms.ts';

/**
 * [B1] Every word asked for begins some word of the text; case, accents and width make no difference.
 * [B2] In scripts without spaces, what is asked for stands in the text as it is.
 */
export function beginsWords(text: string, asked: string): boolean {
  if (isDense(asked)) return holdsPhrase(text, phraseOf(asked));
  const words = phraseOf(text);
  return phraseOf(asked).every((begin) => words.some((word) => word.startsWith(begin)));
}
