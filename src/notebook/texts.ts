// The texts of records, read from the derived database when a hit is shown, and kept for a while.
import type { DerivedDocument, DerivedStore } from '#store/store.ts';

/** What is kept between questions: while one is typed, the same records are found again and again. */
const mostChars = 4_000_000;

export type TextDocument = Pick<DerivedDocument, 'title' | 'text'>;

export interface Texts {
  /** Those that there are, the kept ones without a read. */
  readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, TextDocument>>;
  /** Undefined where it is not kept. */
  readonly kept: (key: string) => string | undefined;
  /** What was kept is out of date. */
  readonly forget: (key: string) => void;
}

export function openTexts(derived: Pick<DerivedStore, 'getDocuments'>): Texts {
  /** The one used last comes last. */
  const shelf = new Map<string, TextDocument>();
  let chars = 0;
  /** Rises when anything is forgotten: what was being read then may be out of date. */
  let changes = 0;

  function forget(key: string): void {
    changes += 1;
    chars -= shelf.get(key)?.text.length ?? 0;
    shelf.delete(key);
  }

  function keep(key: string, document: TextDocument): void {
    chars += document.text.length - (shelf.get(key)?.text.length ?? 0);
    shelf.delete(key);
    shelf.set(key, document);
    for (const [oldest, { text }] of shelf) {
      if (chars <= mostChars) return;
      chars -= text.length;
      shelf.delete(oldest);
    }
  }

  return {
    kept: (key) => shelf.get(key)?.text,
    forget,
    read: async (keys) => {
      const found = new Map<string, TextDocument>();
      const missing: string[] = [];
      for (const key of keys) {
        const document = shelf.get(key);
        if (document === undefined) missing.push(key);
        else found.set(key, document);
      }
      const before = changes;
      const documents = missing.length === 0 ? [] : await derived.getDocuments(missing);
      missing.forEach((key, at) => {
        const document = documents[at];
        if (document === undefined) return;
        const { title, text } = document;
        found.set(key, { title, text });
      });
      if (before === changes) for (const [key, document] of found) keep(key, document);
      return found;
    },
  };
}
