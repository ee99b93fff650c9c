// Tells the language of a text as a fact about it: rather none than a guess.
import { languageOf, type Language } from './language.ts';
import { smallWords } from './smallWords.ts';

const readChars = 2_000;
const word = /[\p{L}\p{M}]+/gu;
const english: ReadonlySet<string> = new Set(smallWords.en);
const fewestSmallWords = 2;
const leastShare = 0.1;

/**
 * [I1] English only where English words are there: indexing takes it for granted, a filter does not.
 * [I2] Russian only with letters that it has and without those of its neighbours.
 */
export function tellLanguage(text: string): Language | null {
  const language = languageOf(text);
  const beginning = text.slice(0, readChars).toLowerCase();
  if (language === 'ru') return /[ыэё]/.test(beginning) && !/[іїєґўјљњћђ]/.test(beginning) ? 'ru' : null;
  if (language !== 'en') return language;
  const words = beginning.match(word) ?? [];
  const small = words.filter((each) => english.has(each)).length;
  return small >= fewestSmallWords && small >= words.length * leastShare ? 'en' : null;
}
