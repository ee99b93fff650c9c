// Evidence for a question, live while it is typed: a newer question withdraws the older one.
import { useEffect, useState } from 'react';
import type { Hit } from '#notebook/librarianProtocol.ts';
import type { Librarian } from '#notebook/librarianClient.ts';

export type EvidenceHit = Hit & { readonly kind: 'excerpt' | 'note' | 'source' };

export interface EvidenceFound {
  /** The question these hits answer. */
  readonly question: string;
  readonly hits: readonly EvidenceHit[];
  /** Whether hits by meaning are in it too, or never will be. */
  readonly isWhole: boolean;
  readonly failed: string | null;
}

const typingPauseMs = 120;
const mostHits = 8;

function isEvidence(hit: Hit): hit is EvidenceHit {
  return hit.kind === 'excerpt' || hit.kind === 'note' || hit.kind === 'source';
}

/**
 * The hits of the last question that was answered; they stay until those of the new one are there. None where they are
 * only the nearest there is, which nobody can say of a question that is still being typed.
 */
export function useEvidenceSearch(
  librarian: Librarian,
  question: string,
  isTyped: boolean,
): EvidenceFound | null {
  const [found, setFound] = useState<EvidenceFound | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const ask = (): void => {
      librarian
        .ask(
          {
            text: question,
            kinds: ['excerpt', 'note', 'source'],
            limit: mostHits,
            ranking: 'fused',
            prefix: isTyped,
          },
          controller.signal,
          ({ hits, isWeak }, isWhole) =>
            controller.signal.aborted
              ? undefined
              : setFound({ question, hits: isWeak ? [] : hits.filter(isEvidence), isWhole, failed: null }),
        )
        .catch((error: unknown) => {
          if (controller.signal.aborted) return;
          const failed = error instanceof Error ? error.message : String(error);
          setFound({ question, hits: [], isWhole: true, failed });
        });
    };
    const timer = setTimeout(ask, typingPauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [librarian, question, isTyped]);
  return found;
}
