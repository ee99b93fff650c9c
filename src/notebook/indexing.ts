// Keeping passages, words and vectors up to date with what is pending: first everything is cut, so that it is found by
// words; then passages are embedded, a few at a time, and a mark is given back only when all of its vectors are stored.
import { cutPassages, embeddedText } from '#domain/passages.ts';
import type { Outcome } from '#embedding/queue.ts';
import { packVector } from '#search/vectorCode.ts';
import { modelKnows } from '#search/script.ts';
import type { Search } from '#search/search.ts';
import type { DerivedDocument, DerivedStore, PendingMark, Reader, SearchableKind } from '#store/store.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { openGate } from './gate.ts';
import type { IndexingProgress, LentVector } from './librarianProtocol.ts';
import { dependentsOf, keyOf, searchableOf } from './searchable.ts';
import { unindexed } from './unindexed.ts';

export interface IndexingParts {
  readonly reader: Reader;
  readonly derived: DerivedStore;
  readonly search: Search;
  readonly embed: (text: string) => Promise<Outcome>;
  /** How many texts may be under way at once: enough to keep every embedder busy. */
  readonly width: number;
  readonly nowMs: () => number;
  readonly slowedBy: () => IndexingProgress['slowedBy'];
  readonly report: (progress: IndexingProgress) => void;
  readonly indexed: (marks: readonly PendingMark[]) => void;
}

export interface Indexing {
  /** Loads what was cut and embedded before. */
  readonly load: () => Promise<void>;
  /** Looks for marks and works until there are none; called again while it runs, it looks again. */
  readonly wake: () => void;
  readonly pause: (paused: boolean) => void;
  /** Reports how far it is, because something else changed. */
  readonly tell: () => void;
  readonly lend: (vectors: readonly LentVector[]) => Promise<void>;
  readonly borrow: () => readonly LentVector[];
  readonly close: () => void;
}

/** A record on its way: cut, with passages that still want a vector. */
interface Errand {
  readonly mark: PendingMark;
  readonly key: string;
  missing: number;
  /** The record was touched again, or its vectors could not be made: its mark stays. */
  dropped: boolean;
}

interface Wanted {
  readonly errand: Errand;
  readonly key: string;
  readonly passage: number;
  readonly hash: string;
  readonly text: string;
}

const storeEvery = 64;
const reportEveryMs = 250;
/** The rate is measured over this long. */
const rateWindowMs = 20_000;

export function openIndexing(parts: IndexingParts): Indexing {
  const { reader, derived, search, nowMs } = parts;
  const vectors = new Map<string, Uint8Array>();
  const errands = new Map<string, Errand>();
  const wanted: Wanted[] = [];
  /** Vectors made and not stored yet, with the errands that wait for them. */
  let fresh: { readonly hash: string; readonly packed: Uint8Array; readonly errand: Errand }[] = [];
  /** Records found in the index at the start; null once it was made sure that none is missing. */
  let known: Set<string> | null = new Set();
  let running = false;
  let again = false;
  const gate = openGate();
  let paused = false;
  let closed = false;
  let unavailable = false;
  let underWay = 0;
  let uncut = 0;
  let done = 0;
  let embedded = 0;
  let finishes: number[] = [];
  let lastReportMs = 0;

  const report = (force = false): void => {
    const now = nowMs();
    if (!force && now - lastReportMs < reportEveryMs) return;
    lastReportMs = now;
    finishes = finishes.filter((at) => now - at < rateWindowMs);
    const [first] = finishes;
    const spanMs = first === undefined ? 0 : now - first;
    const rate = finishes.length >= 5 && spanMs > 500 ? (finishes.length * 1000) / spanMs : null;
    const left = wanted.length + underWay;
    parts.report({
      waiting: errands.size + uncut,
      uncut,
      done,
      embedded,
      passagesPerSecond: rate,
      secondsLeft: rate === null || uncut > 0 ? null : Math.ceil(left / rate),
      paused,
      slowedBy: parts.slowedBy(),
    });
  };

  const cut = async (mark: PendingMark): Promise<void> => {
    const key = keyOf(mark.kind, mark.id);
    const before = errands.get(key);
    if (before) before.dropped = true;
    const errand: Errand = { mark, key, missing: 0, dropped: false };
    errands.set(key, errand);
    const passages = await cutOne(mark.kind, mark.id, mark.seq);
    for (const { kind, id } of await dependentsOf(reader, mark.kind, mark.id)) {
      if (!errands.has(keyOf(kind, id))) want(errand, await cutOne(kind, id, mark.seq));
    }
    want(errand, passages);
    if (errand.missing === 0) finish(errand);
  };

  /** Cuts one record into passages and makes it searchable by words; null when there is nothing to find any more. */
  const cutOne = async (kind: SearchableKind, id: string, seq: number): Promise<DerivedDocument | null> => {
    const key = keyOf(kind, id);
    const searchable = await searchableOf(reader, kind, id);
    if (searchable === null || (searchable.text.trim() === '' && searchable.title.trim() === '')) {
      search.remove(key);
      await derived.removeDocuments([key]);
      return null;
    }
    const { title, text, keep, facets } = searchable;
    const spans = cutPassages(text, { keep });
    const shown = spans.length > 0 ? spans : [{ start: 0, end: text.length }];
    const passages = shown.map(({ start, end }) => ({
      start,
      end,
      hash: sha256Hex(embeddedText(title, text.slice(start, end))),
    }));
    const document: DerivedDocument = { key, kind, id, seq, title, text, passages, facets };
    shelve(document);
    await derived.putDocuments([document]);
    return document;
  };

  const shelve = (document: DerivedDocument): void =>
    search.add({ ...document, vectors: document.passages.map(({ hash }) => vectors.get(hash) ?? null) });

  const want = (errand: Errand, document: DerivedDocument | null): void => {
    if (document === null) return;
    const { key, title, text, passages } = document;
    for (const [passage, { start, end, hash }] of passages.entries()) {
      // In a language that the model does not know, a vector would be noise.
      if (vectors.has(hash) || !modelKnows(text.slice(start, end))) continue;
      errand.missing += 1;
      wanted.push({ errand, key, passage, hash, text: embeddedText(title, text.slice(start, end)) });
    }
  };

  const finish = (errand: Errand): void => {
    if (errands.get(errand.key) === errand) errands.delete(errand.key);
    if (errand.dropped) return;
    done += 1;
    parts.indexed([errand.mark]);
  };

  const storeFresh = async (): Promise<void> => {
    const batch = fresh;
    fresh = [];
    if (batch.length === 0) return;
    await derived.putVectors(batch);
    for (const { errand } of batch) {
      errand.missing -= 1;
      if (errand.missing === 0) finish(errand);
    }
  };

  const embedOne = async (each: Wanted): Promise<void> => {
    const { errand, key, passage, hash, text } = each;
    if (errand.dropped) return;
    const known = vectors.get(hash);
    if (known === undefined) {
      const outcome = await parts.embed(text);
      if (outcome.kind !== 'vector') {
        // Without the model the mark stays, and the work is done at a start that has it.
        unavailable ||= outcome.kind === 'unavailable';
        errand.dropped = true;
        return;
      }
      embedded += 1;
      finishes.push(nowMs());
      const packed = packVector(outcome.vector);
      vectors.set(hash, packed);
      fresh.push({ hash, packed, errand });
      search.setVector(key, passage, packed);
    } else {
      search.setVector(key, passage, known);
      errand.missing -= 1;
      if (errand.missing === 0) finish(errand);
    }
    if (fresh.length >= storeEvery) await storeFresh();
  };

  /** Embeds until nothing is wanted, or until new marks call for cutting first. */
  const embedWanted = async (): Promise<void> => {
    const lane = async (): Promise<void> => {
      while (!closed && !unavailable && !again) {
        await gate.passed();
        // The newest first: what was just written is found by meaning before a long import is.
        const next = wanted.pop();
        if (next === undefined) return;
        underWay += 1;
        try {
          await embedOne(next);
        } finally {
          underWay -= 1;
        }
        report();
      }
    };
    await Promise.all(Array.from({ length: parts.width }, lane));
    await storeFresh();
  };

  const stopped = (): boolean => closed;
  /** Woken while it worked. */
  const wokenAgain = (): boolean => again;

  const work = async (): Promise<void> => {
    do {
      again = false;
      const pending = await reader.pending(1_000_000);
      const marks = [...pending, ...(await lost(pending))].filter(
        (mark) => errands.get(keyOf(mark.kind, mark.id))?.mark.seq !== mark.seq,
      );
      uncut = marks.length;
      for (const mark of marks) {
        if (stopped()) return;
        await cut(mark);
        uncut -= 1;
        report();
      }
      if (unavailable) wanted.length = 0;
      else await embedWanted();
    } while (wokenAgain() && !stopped());
  };

  /** Asked once: what is neither in the index nor marked. */
  const lost = async (pending: readonly PendingMark[]): Promise<readonly PendingMark[]> => {
    if (known === null) return [];
    const indexed = known;
    known = null;
    const marked = new Set(pending.map(({ kind, id }) => keyOf(kind, id)));
    return (await unindexed(reader, indexed)).filter(({ kind, id }) => !marked.has(keyOf(kind, id)));
  };

  const run = async (): Promise<void> => {
    running = true;
    try {
      await work();
    } finally {
      running = false;
      if (errands.size === 0 && wanted.length === 0) done = 0;
      report(true);
    }
  };

  return {
    load: async () => {
      for await (const batch of derived.vectors())
        for (const { hash, packed } of batch) vectors.set(hash, packed);
      const used = new Set<string>();
      for await (const batch of derived.documents()) {
        for (const document of batch.filter(isWhole)) {
          for (const { hash } of document.passages) used.add(hash);
          known?.add(document.key);
          shelve(document);
        }
      }
      if (vectors.size > 2 * used.size + 1000) await derived.keepVectors(used);
    },
    wake: () => {
      if (closed) return;
      if (running) {
        again = true;
        return;
      }
      run().catch((error: unknown) => {
        // A worker has nobody to throw to: the marks stay, and the next wake tries again.
        if (!stopped()) console.error('indexing stopped', error);
      });
    },
    pause: (wish) => {
      paused = wish;
      if (wish) gate.close();
      else gate.open();
      report(true);
    },
    tell: () => report(true),
    lend: async (given) => {
      const unknown = given.filter(({ hash }) => !vectors.has(hash));
      for (const { hash, packed } of unknown) vectors.set(hash, packed);
      await derived.putVectors(unknown);
    },
    borrow: () => [...vectors].map(([hash, packed]) => ({ hash, packed })),
    close: () => {
      closed = true;
      gate.open();
    },
  };
}

/** Documents stored by older versions lack what was added since: they are cut again. */
function isWhole(document: Partial<DerivedDocument>): boolean {
  return document.facets !== undefined;
}
