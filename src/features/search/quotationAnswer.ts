// Where a quotation stands, asked anew when the quotation changes or more can be looked through.
import { useEffect, useState } from 'react';
import type { Librarian } from '#notebook/librarianClient.ts';
import type { QuotationAnswer } from '#notebook/quotations.ts';

export type QuotationState =
  | { readonly kind: 'nothing asked' }
  /** `so far` are the likely places, found before everything was looked through. */
  | { readonly kind: 'looking'; readonly soFar: QuotationAnswer | null }
  | { readonly kind: 'answered'; readonly answer: QuotationAnswer }
  | { readonly kind: 'failed'; readonly why: string };

interface Heard {
  readonly text: string;
  readonly state: QuotationState;
}

const mostPlaces = 50;
const restMs = 400;

/** Becomes another object when indexing has rested after it did something: then there may be more to find. */
function useSettled(librarian: Librarian): object {
  const [settled, setSettled] = useState(() => librarian.state().progress);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = librarian.watch(({ progress }) => {
      clearTimeout(timer);
      timer = setTimeout(() => setSettled(progress), restMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [librarian]);
  return settled;
}

/** While the same quotation is asked again, the places known before stay. */
export function useQuotationAnswer(librarian: Librarian, text: string): QuotationState {
  const indexed = useSettled(librarian);
  const [heard, setHeard] = useState<Heard | null>(null);
  useEffect(() => {
    if (text === '') return undefined;
    const control = new AbortController();
    const hear = (state: QuotationState): void => {
      if (control.signal.aborted) return;
      setHeard((before) =>
        state.kind === 'looking' && before?.text === text && before.state.kind === 'answered'
          ? before
          : { text, state },
      );
    };
    librarian
      .findQuotation({ text, limit: mostPlaces }, control.signal, (answer, last) =>
        hear(last ? { kind: 'answered', answer } : { kind: 'looking', soFar: answer }),
      )
      .catch((error: unknown) => hear({ kind: 'failed', why: String(error) }));
    return () => control.abort();
  }, [librarian, text, indexed]);
  if (text === '') return { kind: 'nothing asked' };
  return heard?.text === text ? heard.state : { kind: 'looking', soFar: null };
}
