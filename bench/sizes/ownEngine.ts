// The program's own search under measurement: built and stored as blocks in one worker, loaded as a start loads them and
// asked in another, so that nothing left over from building counts as memory.
import { printOf } from '#domain/print.ts';
import { parseQuery, wordsOf } from '#search/queryLanguage.ts';
import { createSearch, type Question, type Readable, type Search } from '#search/search.ts';
import { inWords, packedBytes, packVector } from '#search/vectorCode.ts';
import { WordsIndex, type StoredBlock } from '#search/wordsIndex.ts';
import { WordsMatch } from '#search/wordsMatch.ts';
import { wordsQuery } from '#search/wordsQuery.ts';
import { depth, textsFor, timeEach, type Asking } from './asking.ts';
import type { CorpusDocument } from './corpus.ts';
import type { WorkerEngine } from './engine.ts';
import type { Unpacked } from './given.ts';

/** Stored beside every vector. */
const hashBytes = 32;
/** Vectors made at a time, so that their making is not measured. */
const groupSize = 2_000;

/** Where blocks stay between the two workers: outside both. */
export interface Shelf {
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly get: (name: string) => Promise<Uint8Array>;
}

const register = 'register';

function documentOf({ key, title, text, passages }: CorpusDocument) {
  return { key, kind: 'source' as const, title, text, passages };
}

export function openBuilder({ corpus }: Unpacked, shelf: Shelf): WorkerEngine {
  const index = new WordsIndex();
  let end = 0;
  return {
    add: (from, to) => {
      let spentMs = 0;
      for (let at = from; at < to; at += 1) {
        const document = documentOf(corpus.document(at));
        const begunMs = performance.now();
        index.add(document);
        spentMs += performance.now() - begunMs;
      }
      end = to;
      return Promise.resolve(spentMs);
    },
    keep: async () => {
      const blocks = index.takeChanges().flatMap(({ id, bytes }) => (bytes ? [{ id, bytes }] : []));
      for (const { id, bytes } of blocks) await shelf.put(String(id), bytes);
      const numbers = [end, ...blocks.map(({ id }) => id)];
      await shelf.put(register, new TextEncoder().encode(JSON.stringify(numbers)));
      return { loadMs: null, diskBytes: blocks.reduce((sum, { bytes }) => sum + bytes.length, 0) };
    },
    ask: () => Promise.resolve([]),
  };
}

export function openOwn({ corpus, questions, questionVectors }: Unpacked, shelf: Shelf): WorkerEngine {
  const blocks: StoredBlock[] = [];
  let ranked: WordsIndex | null = null;
  const read = new Map<string, Readable>();
  const search = createSearch();
  let end = 0;

  const fetchBlocks = async (): Promise<void> => {
    const numbers = JSON.parse(new TextDecoder().decode(await shelf.get(register))) as readonly number[];
    const [stored = 0, ...ids] = numbers;
    end = stored;
    for (const id of ids) blocks.push({ id, bytes: await shelf.get(String(id)) });
  };

  /** Loads as a start does: the blocks, then every vector by the print of its text. */
  const load = (): { readonly loadMs: number; readonly vectors: number } => {
    let loadMs = 0;
    const timed = (work: () => void): void => {
      const begunMs = performance.now();
      work();
      loadMs += performance.now() - begunMs;
    };
    let intake: ReturnType<Search['intake']> | null = null;
    timed(() => {
      search.load(blocks);
      intake = search.intake();
    });
    let vectors = 0;
    let group: { readonly hash: string; readonly packed: Uint8Array }[] = [];
    const give = (): void => {
      timed(() => {
        for (const { hash, packed } of group) intake?.take(printOf(hash), inWords(packed), 0, packed.length);
      });
      vectors += group.length;
      group = [];
    };
    for (let at = 0; at < end; at += 1) {
      corpus.document(at).passages.forEach(({ hash }, passage) => {
        const vector = corpus.vectorOf(at, passage);
        if (vector) group.push({ hash, packed: packVector(vector) });
      });
      if (group.length >= groupSize) give();
    }
    give();
    return { loadMs, vectors };
  };

  const questionOf = (asking: Asking, at: number): Question => ({
    question: wordsOf(parseQuery(questions.whole[at] ?? '')),
    queryVector: asking === 'fused' ? (questionVectors[at] ?? null) : null,
    ranking: asking === 'fused' ? 'fused' : 'words',
    limit: depth,
    readableOf: (key) => read.get(key),
  });

  /** What will be shown: the program reads it from its disk, which is measured with the program itself. */
  const readFor = (asking: Asking, at: number): void => {
    read.clear();
    for (;;) {
      const { unread } = search.find(questionOf(asking, at));
      if (unread.length === 0) return;
      for (const key of unread) read.set(key, corpus.document(Number(key.split(':')[1])));
    }
  };

  const askRanked = (asking: 'whole' | 'three' | 'prefix', at: number): unknown => {
    if (ranked === null) {
      ranked = new WordsIndex();
      ranked.load(blocks);
    }
    const text = textsFor(asking, questions)[at] ?? '';
    return new WordsMatch(
      ranked,
      wordsQuery(text, { prefix: asking === 'prefix', languages: ranked.languages }),
    ).best(depth);
  };

  return {
    add: () => Promise.resolve(0),
    keep: async () => {
      await fetchBlocks();
      const { loadMs, vectors } = load();
      return { loadMs, diskBytes: vectors * (packedBytes + hashBytes) };
    },
    ask: async (asking, asked) => {
      if (asking === 'meaning') return [];
      if (asking !== 'found' && asking !== 'fused')
        return timeEach(asked.length, (at) => askRanked(asking, asked[at] ?? 0));
      const times: number[] = [];
      for (const at of asked) {
        readFor(asking, at);
        times.push(...(await timeEach(1, () => search.find(questionOf(asking, at)).hits())));
      }
      return times;
    },
    change: (count) => {
      // Into what was loaded, as a person would; copies that no document is equal to.
      return Array.from({ length: count }, (_, at) => {
        const changed = documentOf(corpus.document(end + at));
        const key = `source:${Math.floor((at * end) / count)}`;
        const begunMs = performance.now();
        search.add({ ...changed, key });
        search.takeChanges();
        return performance.now() - begunMs;
      });
    },
  };
}
