// Turns what is accepted by number into what is accepted by key, as vectors ask for it.
import type { WordsIndex } from './wordsIndex.ts';

/** After so many refusals for each document accepted, the few that are accepted are looked up instead. */
const patience = 20;
const fewestRefusals = 1_000;

/**
 * One key is quickly turned into its number, but a filter that lets almost nothing pass is asked about every passage
 * there is: then the keys of all that pass are gathered once.
 */
export function acceptedKeys(
  index: WordsIndex,
  accepts: (document: number) => boolean,
): (key: string) => boolean {
  let accepted = 0;
  let refused = 0;
  let gathered: ReadonlySet<string> | null = null;
  return (key) => {
    if (gathered !== null) return gathered.has(key);
    const answer = accepts(index.numberOf(key));
    if (answer) accepted += 1;
    else refused += 1;
    if (refused > fewestRefusals && refused > patience * accepted) gathered = gather(index, accepts);
    return answer;
  };
}

function gather(index: WordsIndex, accepts: (document: number) => boolean): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const document of index.documents()) if (accepts(document)) keys.add(index.keyOf(document));
  return keys;
}
