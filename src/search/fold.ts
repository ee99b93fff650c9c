// Folding: the one spelling under which a word is indexed, whatever its case, accents, width or apostrophes.

/** Letters that decomposition leaves alone, as readers without them type them. */
const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const strangeLetter = /[ßæœøłđðþıς]/g;

/** Accents and optional vowel points; not the marks that are part of a letter, as in Kana and in Indic scripts. */
const optionalMark = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** Lower case, compatibility forms (full width, ligatures) as plain letters, without accents. */
export function fold(word: string): string {
  const plain = word.normalize('NFKD').toLowerCase().normalize('NFKD').replace(optionalMark, '');
  return plain.replace(strangeLetter, (letter) => spelledOut[letter] ?? letter).normalize('NFC');
}
