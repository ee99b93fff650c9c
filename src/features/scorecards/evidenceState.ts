// Whether a piece of evidence is still what it was when it was linked to a judgement.
import type { Evidence } from '#domain/judgement.ts';

/** The record as it is now. */
export interface EvidenceNow {
  readonly revision: number;
  readonly deletedAt?: string;
  readonly quotationSha256?: string;
}

/**
 * `quotation changed` is the grave one: other words are quoted than those that were judged by. `edited` is any later
 * revision, `deleted` lies in the trash, `gone` was deleted for good.
 */
export type EvidenceState = 'same' | 'quotation changed' | 'edited' | 'deleted' | 'gone';

export function evidenceState(pinned: Evidence, now: EvidenceNow | undefined): EvidenceState {
  if (now === undefined) return 'gone';
  if (now.deletedAt !== undefined) return 'deleted';
  if (pinned.quotationSha256 !== undefined && pinned.quotationSha256 !== now.quotationSha256)
    return 'quotation changed';
  return pinned.revision === now.revision ? 'same' : 'edited';
}
