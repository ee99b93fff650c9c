// Passages that want a vector, the newest document first: what was just written is found by meaning before a long
// import is. Only names of documents wait here; a text is read when its turn comes.
import { embeddedText } from '#domain/passages.ts';
import type { Search } from '#search/search.ts';
import type { DerivedStore, PendingMark } from '#store/store.ts';
import { sha256Hex } from '#vault/sha256.ts';

/** A record on its way: cut, with documents that still want vectors. */
export interface Errand {
  readonly mark: PendingMark;
  readonly key: string;
  /** Documents not gone through yet, and vectors asked for and not stored yet; at 0 the errand is done. */
  open: number;
  /** The record was touched again, or its vectors could not be made: its mark stays. */
  dropped: boolean;
}

export interface WantedPassage {
  readonly errand: Errand;
  readonly key: string;
  readonly passage: number;
  /** Of the text to be embedded. */
  readonly hash: string;
  readonly text: string;
}

interface Job {
  readonly errand: Errand;
  readonly key: string;
  left: number;
}

export interface WantedPassagesParts {
  readonly derived: Pick<DerivedStore, 'getDocuments'>;
  readonly search: Pick<Search, 'passagesOf' | 'hasVector'>;
  /** Told of errands of which a document was gone through. */
  readonly closed: (errand: Errand) => void;
}

export class WantedPassages {
  private readonly parts: WantedPassagesParts;
  private readonly jobs: Job[] = [];
  /** About how many passages wait. */
  count = 0;

  constructor(parts: WantedPassagesParts) {
    this.parts = parts;
  }

  /** A document of which so many passages want a vector. */
  add(errand: Errand, key: string, left: number): void {
    errand.open += 1;
    this.jobs.push({ errand, key, left });
    this.count += left;
  }

  clear(): void {
    this.jobs.length = 0;
    this.count = 0;
  }

  /**
   * Each raises `open` of its errand. Left off in the middle and begun anew, it goes on with what has no vector by then.
   */
  async *passages(): AsyncGenerator<WantedPassage, void> {
    for (let job = this.jobs.at(-1); job !== undefined; job = this.jobs.at(-1)) {
      const { errand } = job;
      if (!errand.dropped) {
        for await (const wanted of this.passagesOf(job)) {
          this.count -= 1;
          job.left -= 1;
          errand.open += 1;
          yield wanted;
        }
      }
      this.jobs.splice(this.jobs.indexOf(job), 1);
      this.count -= job.left;
      errand.open -= 1;
      this.parts.closed(errand);
    }
  }

  private async *passagesOf({ errand, key }: Job): AsyncGenerator<WantedPassage, void> {
    const { derived, search } = this.parts;
    const [document] = await derived.getDocuments([key]);
    if (document === undefined) return;
    const { title, text } = document;
    for (const [passage, { start, end, known }] of search.passagesOf(key).entries()) {
      if (errand.dropped) return;
      // In a language that the model does not know, a vector would be noise.
      if (!known || search.hasVector(key, passage)) continue;
      const embedded = embeddedText(title, text.slice(start, end));
      yield { errand, key, passage, hash: sha256Hex(embedded), text: embedded };
    }
  }
}
