// Stems: what is left of a word without its ending, by the rules of its language (Porter for English, else Snowball).
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as english } from 'stemmer';
import { fold } from './fold.ts';
import type { Language } from './language.ts';

const stemmers: Readonly<Record<Language, (word: string) => string>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  ru: russian,
};

const latin = /^\p{Script=Latin}+$/u;
const russianWord = /^\p{Script=Cyrillic}+$/u;
const englishWord = /^[a-z]+$/;

/**
 * The folded stem of a word in lower case. Endings are taken off before accents, which they are told by; words in
 * another script than the language's, and those with digits in them, stay as they are.
 */
export function stemOf(word: string, language: Language): string {
  if (language === 'en') {
    const folded = fold(word);
    return englishWord.test(folded) ? english(folded) : folded;
  }
  if (!(language === 'ru' ? russianWord : latin).test(word)) return fold(word);
  const stem = stemmers[language](word);
  return fold(stem === '' ? word : stem);
}
