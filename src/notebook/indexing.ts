// Keeping passages, words and vectors up to date with what is pending: first everything is cut, so that it is found by
// words; then passages are embedded, a few at a time. A mark is given back only when all that was made of its record
// is stored: after a crash at any point the work is taken up again where it was stored last.
import { cutPassages, embeddedText } from '#domain/passages.ts';
import { printAt } from '#domain/print.ts';
import type { Outcome } from '#embedding/queue.ts';
import { packVector } from '#search/vectorCode.ts';
import type { Search } from '#search/search.ts';
import { bytesAt, headWords } from '#store/block.ts';
import type { DerivedStore, PendingMark, Reader, SearchableKind } from '#store/store.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { breath } from './breath.ts';
import type { IndexRoom } from './disk.ts';
import { openGate } from './gate.ts';
import { openIndexingMeter } from './indexingMeter.ts';
import type { IndexingProgress, LentVector } from './librarianProtocol.ts';
import { dependentsOf, keyOf, searchableOf } from './searchable.ts';
import { missingFrom } from './unindexed.ts';
import { openSettling } from './settling.ts';
import { WantedPassages, type Errand, type WantedPassage } from './wantedPassages.ts';

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
  /** A document has another text now, or none. */
  readonly changed: (key: string) => void;
  /** How long it rests after a failure before it tries again; half a minute when missing. */
  readonly retryMs?: number;
}

export interface Indexing {
  /** Loads what was cut before: then words answer. */
  readonly load: () => Promise<void>;
  /** Resolves when what was embedded before is loaded, too: then meaning answers. Rejects when it could not be read. */
  readonly vectorsLoaded: () => Promise<void>;
  /** Looks for marks and works until there are none; called again while it runs, it looks again. */
  readonly wake: () => void;
  readonly pause: (paused: boolean) => void;
  /** What may be written at present: what may not waits until it may. */
  readonly room: (room: IndexRoom) => void;
  /** Reports how far it is, because something else changed. */
  readonly tell: () => void;
  readonly lend: (vectors: readonly LentVector[]) => Promise<void>;
  readonly close: () => void;
}

/** Set on this thread's timeline when words and when vectors are there; seen by measurements only. */
const wordsLoadedMark = 'words loaded';
const vectorsLoadedMark = 'vectors loaded';

/** So many records that were cut are stored together. */
const recordsAtOnce = 256;

/** So many vectors are loaded before questions have their turn, or a few more. */
const vectorsAtOnce = 3_000;

export function openIndexing(parts: IndexingParts): Indexing {
  const { reader, derived, search, nowMs, retryMs = 30_000 } = parts;
  const errands = new Map<string, Errand>();
  const wanted = new WantedPassages({ derived, search, closed: (errand) => finishIfDone(errand) });
  const settling = openSettling({
    derived,
    search,
    closed: (errand) => finishIfDone(errand),
    failed: (errand) => forget(errand),
    stored: (marks) => {
      done += marks.length;
      parts.indexed(marks);
    },
  });
  const meter = openIndexingMeter(nowMs);
  const gate = openGate();
  const cutting = openGate();
  let loadingVectors: Promise<void> = Promise.resolve();
  let checked = false;
  let storedVectors = 0;
  let running = false;
  let again = false;
  let paused = false;
  let room: IndexRoom = 'all';
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let unavailable = false;
  let underWay = 0;
  let uncut = 0;
  let done = 0;

  const report = (force = false): void => {
    const left = wanted.count + underWay;
    if (!meter.isDue(force)) return;
    parts.report({
      waiting: errands.size + uncut,
      uncut,
      done,
      ...meter.read(uncut > 0 ? null : left),
      paused: paused || room !== 'all',
      isChecked: checked,
      slowedBy: parts.slowedBy(),
    });
  };

  const cut = async (mark: PendingMark): Promise<void> => {
    const key = keyOf(mark.kind, mark.id);
    const before = errands.get(key);
    if (before) before.dropped = true;
    const errand: Errand = { mark, key, open: 0, dropped: false };
    errands.set(key, errand);
    try {
      await cutOne(errand, mark.kind, mark.id);
      for (const { kind, id } of await dependentsOf(reader, mark.kind, mark.id)) {
        if (!errands.has(keyOf(kind, id))) await cutOne(errand, kind, id);
      }
    } catch (error) {
      forget(errand);
      throw error;
    }
    finishIfDone(errand);
  };

  /** As if it had never been begun: its mark is still there. */
  const forget = (errand: Errand): void => {
    errand.dropped = true;
    if (errands.get(errand.key) === errand) errands.delete(errand.key);
  };

  /** Cuts one record into passages and makes it searchable by words; its passages may want vectors then. */
  const cutOne = async (errand: Errand, kind: SearchableKind, id: string): Promise<void> => {
    const key = keyOf(kind, id);
    const searchable = await searchableOf(reader, kind, id);
    if (searchable === null || (searchable.text.trim() === '' && searchable.title.trim() === '')) {
      search.remove(key);
      await derived.removeDocuments([key]);
      parts.changed(key);
      return;
    }
    const { title, text, keep, facets } = searchable;
    const spans = cutPassages(text, { keep });
    const passages = (spans.length > 0 ? spans : [{ start: 0, end: text.length }]).map(({ start, end }) => ({
      start,
      end,
      hash: sha256Hex(embeddedText(title, text.slice(start, end))),
    }));
    const vectors = vectorsOf(passages.map(({ hash }) => hash));
    await derived.putDocuments([{ key, title, text }]);
    parts.changed(key);
    search.add({ key, kind, title, text, passages, facets, vectors, stamp: errand.mark.seq % 2 ** 32 });
    const missing = search.passagesOf(key).filter(({ known }, at) => known && !search.hasVector(key, at));
    if (missing.length > 0) wanted.add(errand, key, missing.length);
  };

  /** Vectors of texts that were embedded before. */
  const vectorsOf = (hashes: readonly string[]): readonly (Uint8Array | null)[] => {
    const stored = derived.getVectors(hashes);
    return hashes.map((hash, at) => stored[at] ?? settling.vectorOf(hash));
  };

  const finishIfDone = (errand: Errand): void => {
    if (errand.open > 0) return;
    if (errands.get(errand.key) === errand) errands.delete(errand.key);
    if (!errand.dropped) settling.finished(errand);
  };

  const embedOne = async ({ errand, key, passage, hash, text }: WantedPassage): Promise<void> => {
    const outcome = await parts.embed(text);
    if (outcome.kind !== 'vector') {
      // Without the model the mark stays, and the work is done at a start that has it.
      unavailable ||= outcome.kind === 'unavailable';
      errand.dropped = true;
      return;
    }
    meter.count();
    const packed = packVector(outcome.vector);
    // A record that was touched meanwhile has other passages under these numbers.
    if (!errand.dropped) search.setVector(key, passage, packed);
    if (settling.made({ hash, packed, errand })) await settling.settle();
  };

  /** Embeds until nothing is wanted, or until new marks call for cutting first. */
  const embedWanted = async (): Promise<void> => {
    const passages = wanted.passages();
    const lane = async (): Promise<void> => {
      while (!closed && !unavailable && !again) {
        await gate.passed();
        if (stopped() || wokenAgain()) return;
        const next = await passages.next();
        if (next.done === true) return;
        underWay += 1;
        try {
          await embedOne(next.value);
        } finally {
          underWay -= 1;
        }
        report();
      }
    };
    await Promise.all(Array.from({ length: parts.width }, lane));
  };

  const stopped = (): boolean => closed;
  /** Woken while it worked. */
  const wokenAgain = (): boolean => again;

  const loadVectors = async (): Promise<void> => {
    const intake = search.intake();
    let sinceBreath = 0;
    for (const { words, places } of derived.vectors()) {
      for (const place of places)
        intake.take(printAt(words, place), words, place + headWords, bytesAt(words, place));
      storedVectors += places.length;
      sinceBreath += places.length;
      if (sinceBreath < vectorsAtOnce) continue;
      sinceBreath = 0;
      await breath(); // for questions, which words answer meanwhile
    }
    performance.mark(vectorsLoadedMark);
  };

  const work = async (): Promise<void> => {
    // Vectors are given back by an order of documents that must not change meanwhile.
    await loadingVectors;
    do {
      again = false;
      const pending = await reader.pending(1_000_000);
      const marks = [...pending, ...(await lost(pending))].filter(
        (mark) => errands.get(keyOf(mark.kind, mark.id))?.mark.seq !== mark.seq,
      );
      uncut = marks.length;
      for (const mark of marks) {
        await cutting.passed();
        if (stopped()) return;
        await cut(mark);
        uncut -= 1;
        if (uncut % recordsAtOnce === 0) await settling.settle();
        report();
      }
      // What follows may wait for long, as while it is paused: what was counted since the last report is told before.
      if (marks.length > 0) report(true);
      if (unavailable) wanted.clear();
      else await embedWanted();
      await cutting.passed();
      await settling.settleAll();
    } while (wokenAgain() && !stopped());
    await dropUnused();
  };

  /** Asked once: what is neither in the index nor marked. */
  const lost = async (pending: readonly PendingMark[]): Promise<readonly PendingMark[]> => {
    if (checked) return [];
    const marked = new Set(pending.map(({ kind, id }) => keyOf(kind, id)));
    const marks = await missingFrom({ reader, derived, search });
    checked = true;
    return marks.filter(({ kind, id }) => !marked.has(keyOf(kind, id)));
  };

  /** Vectors of texts that were deleted or changed are kept for a while: one may come back. */
  const dropUnused = async (): Promise<void> => {
    if (errands.size > 0 || storedVectors <= 2 * search.size().passages + 1000) return;
    storedVectors = 0;
    await derived.keepVectors(search.intake().wants);
  };

  const run = async (): Promise<void> => {
    running = true;
    try {
      await work();
    } finally {
      running = false;
      if (errands.size === 0 && wanted.count === 0) done = 0;
      report(true);
    }
  };

  const setGates = (): void => {
    if (paused || room !== 'all') gate.close();
    else gate.open();
    if (room === 'none') cutting.close();
    else cutting.open();
  };

  const indexing: Indexing = {
    load: async () => {
      const blocks = [];
      for await (const part of derived.indexParts()) blocks.push(part);
      search.load(blocks);
      performance.mark(wordsLoadedMark);
      loadingVectors = loadVectors();
      // Whoever waits for it hears of it.
      loadingVectors.catch(() => undefined);
    },
    vectorsLoaded: () => loadingVectors,
    wake: () => {
      if (closed) return;
      if (running) {
        again = true;
        gate.nudge(); // what is new is cut first, also while nothing is embedded
        return;
      }
      run().catch((error: unknown) => {
        if (stopped()) return;
        // A worker has nobody to throw to. The marks stay, so nothing is lost by waiting, as for room on the disk.
        console.error('indexing stopped', error);
        clearTimeout(retry);
        retry = setTimeout(indexing.wake, retryMs);
      });
    },
    pause: (wish) => {
      paused = wish;
      setGates();
      report(true);
    },
    room: (now) => {
      room = now;
      setGates();
      report(true);
    },
    tell: () => report(true),
    lend: (given) => derived.putVectors(given),
    close: () => {
      closed = true;
      clearTimeout(retry);
      gate.open();
      cutting.open();
    },
  };
  return indexing;
}
