// Which documents may be hits at all: those that pass the filter, hold every phrase, and nothing that is excluded.
import { accepts, type Filed, type Filter } from './filter.ts';
import { holdsPhrase, phraseOf } from './phrase.ts';
import type { AskedWords } from './wordsQuery.ts';

export interface AdmissionInput extends Omit<AskedWords, 'text'> {
  readonly filter: Filter | null;
  readonly filedAs: (key: string) => Filed | null;
}

/** Asks what is cheapest first: texts are read only for documents that pass the filter. */
export function admission({ filter, phrases, excluded, filedAs }: AdmissionInput): (key: string) => boolean {
  const wanted = phrases.map(phraseOf);
  const unwanted = excluded.map(phraseOf).filter((phrase) => phrase.length > 0);
  const holds = ({ title, text }: Filed, phrase: readonly string[]): boolean =>
    holdsPhrase(title, phrase) || holdsPhrase(text(), phrase);
  return (key) => {
    const filed = filedAs(key);
    return (
      filed !== null &&
      (filter === null || accepts(filter, filed)) &&
      wanted.every((phrase) => holds(filed, phrase)) &&
      !unwanted.some((phrase) => holds(filed, phrase))
    );
  };
}
