// Citekeys: short names for sources, unique in the notebook, as writers of CSL and BibTeX know them (`meier2026b`).
import type { Csl } from '#domain/source.ts';
import type { Store } from '#store/store.ts';

export interface Citekeys {
  /** A key that no source of the notebook has. */
  readonly make: (csl: Omit<Csl, 'id'>) => Promise<string>;
}

export function citekeys(store: Store): Citekeys {
  let taken: Set<string> | null = null;
  return {
    make: async (csl) => {
      taken ??= new Set(
        [...(await store.heads('source')), ...(await store.heads('source', 'deleted'))].map(
          (source) => source.csl.id,
        ),
      );
      const stem = stemOf(csl);
      let key = stem;
      for (let number = 1; taken.has(key); number++) key = `${stem}${suffix(number)}`;
      taken.add(key);
      return key;
    },
  };
}

function stemOf({ author, issued, title, publisher }: Omit<Csl, 'id'>): string {
  const [first] = author ?? [];
  const name = plain(first?.family ?? first?.literal ?? publisher ?? title ?? '').slice(0, 24);
  const year = issued?.['date-parts']?.[0]?.[0];
  return `${name === '' ? 'source' : name}${year === undefined ? '' : String(year)}`;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** b, c, ... z, aa, ab, ...: the first of a name carries no letter. */
function suffix(number: number): string {
  let letters = '';
  for (let rest = number; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(97 + (rest % 26)) + letters;
  return letters;
}
