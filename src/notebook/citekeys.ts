// Citekeys: short names for sources, unique in the notebook, as writers of CSL and BibTeX know them (`meier2026b`).
import type { Csl } from '#domain/source.ts';
import type { Store } from '#store/store.ts';
import type { Parts } from './records.ts';

export interface Citekeys {
  /** A key that no source of the notebook has. */
  readonly make: (csl: Omit<Csl, 'id'>) => Promise<string>;
}

const shared = new WeakMap<Store, Citekeys>();

/** One for each notebook: a key that was given is never given again, whoever asked for it. */
export function citekeys(parts: Pick<Parts, 'store' | 'door'>): Citekeys {
  const known = shared.get(parts.store);
  if (known) return known;
  const made = openCitekeys(parts);
  shared.set(parts.store, made);
  return made;
}

function openCitekeys({ store, door }: Pick<Parts, 'store' | 'door'>): Citekeys {
  let reading: Promise<Set<string>> | null = null;
  /** Sources that changed since their keys were read. */
  const changed = new Set<string>();
  door.watch(({ touched }) => {
    if (reading === null) return;
    for (const { kind, id } of touched) if (kind === 'source') changed.add(id);
  });
  const readAll = async (): Promise<Set<string>> => {
    const sources = [...(await store.heads('source')), ...(await store.heads('source', 'deleted'))];
    return new Set(sources.map((source) => source.csl.id));
  };
  return {
    make: async (csl) => {
      const taken = await (reading ??= readAll());
      const ids = [...changed];
      changed.clear();
      for (const source of ids.length === 0 ? [] : await store.getMany('source', ids))
        if (source !== undefined) taken.add(source.csl.id);
      // No waiting from here on: two who ask at once get two keys.
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
