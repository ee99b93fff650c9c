// Which documents may be hits at all: those that pass the filter, hold every phrase, and nothing that is excluded.
import { passing, type Filed, type Filter } from './filter.ts';
import type { Accepts } from './rank.ts';
import { required } from './required.ts';
import type { WordsIndex } from './wordsIndex.ts';
import type { AskedWords } from './wordsQuery.ts';

export interface AdmissionInput extends Omit<AskedWords, 'text'> {
  readonly filter: Filter | null;
  readonly filedAs: (document: number) => Filed;
}

/** Asks what is cheapest first: texts are read only for documents that pass the filter. Null when all may be hits. */
export function admission(
  index: WordsIndex,
  { filter, phrases, excluded, filedAs }: AdmissionInput,
): Accepts {
  const holds = required(index, { phrases, excluded }, filedAs);
  if (filter === null) return holds;
  const { byFacets, byText } = passing(filter);
  return (document) => {
    const { part, document: local } = index.placeOf(document);
    return (
      byFacets(part.segment.kindOf(local), part.segment.facetsOf(local)) &&
      (byText === null || byText(filedAs(document))) &&
      (holds === null || holds(document))
    );
  };
}
