// Tells the language of a text from its script and its smallest words.
import { smallWords } from './smallWords.ts';

/** Languages whose endings search knows. Stored by place: new ones come last. */
export const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'ru'] as const;
export type Language = (typeof languages)[number];

/** So much of a text's beginning is read. */
const readChars = 2_000;
const word = /[\p{L}\p{M}]+/gu;
const cyrillic = /\p{Script=Cyrillic}/u;
/** Another language than English must have so many more small words, and this share of all words. */
const leastLead = 2;
const leastShare = 0.1;

/** By small word: the languages that have it, as bits. */
const speakers = new Map<string, number>();
languages.forEach((language, place) => {
  for (const each of smallWords[language]) speakers.set(each, (speakers.get(each) ?? 0) | (1 << place));
});

/** [G1] English where nothing speaks clearly for another. [G2] Letters of Cyrillic are taken for Russian. */
export function languageOf(text: string): Language {
  const votes = languages.map(() => 0);
  let words = 0;
  let inCyrillic = 0;
  for (const [surface] of text.slice(0, readChars).matchAll(word)) {
    words += 1;
    if (cyrillic.test(surface)) inCyrillic += 1;
    const bits = speakers.get(surface.toLowerCase()) ?? 0;
    if (bits === 0) continue;
    for (let place = 0; place < votes.length; place += 1) {
      if ((bits >> place) & 1) votes[place] = (votes[place] ?? 0) + 1;
    }
  }
  if (inCyrillic * 2 > words) return 'ru';
  const [english = 0, ...others] = votes;
  const most = Math.max(...others);
  if (most < english + leastLead || most < words * leastShare) return 'en';
  return languages[1 + others.indexOf(most)] ?? 'en';
}
