// Which documents may be hits at all: those that pass the filter, hold every phrase, and nothing that is excluded.
import { passing, type Filed, type Filter } from './filter.ts';
import type { Accepts } from './rank.ts';
import { required } from './required.ts';
import type { WordsIndex } from './wordsIndex.ts';
import type { AskedWords } from './wordsQuery.ts';

export interface AdmissionInput extends Omit<AskedWords, 'text'> {
  readonly filter: Filter | null;
  readonly filedAs: (document: number) => Filed;
  /** Told of documents that are let pass although they would have to be read first. */
  readonly unread: (document: number) => void;
}

/** Asks what is cheapest first: only documents that pass the filter are read. Null when all may be hits. */
export function admission(
  index: WordsIndex,
  { filter, phrases, excluded, filedAs, unread }: AdmissionInput,
): Accepts {
  const held = required(index, { phrases, excluded }, filedAs);
  const holds =
    held &&
    ((document: number): boolean => {
      const answer = held(document);
      if (answer === 'unread') unread(document);
      return answer !== 'no';
    });
  if (filter === null) return holds;
  const { byFacets, byReading } = passing(filter);
  const passesByReading = (document: number): boolean => {
    if (byReading === null) return true;
    const filed = filedAs(document);
    if (filed.readable() !== undefined) return byReading(filed);
    unread(document);
    return true;
  };
  return (document) => {
    const { part, document: local } = index.placeOf(document);
    return (
      byFacets(part.segment.kindOf(local), part.segment.facetsOf(local)) &&
      passesByReading(document) &&
      (holds === null || holds(document))
    );
  };
}
