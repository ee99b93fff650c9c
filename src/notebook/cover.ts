// What stands in for a source that may not be named, wherever words leave the page of that source: in what is exported,
// and in what is put into a note.
import type { Source } from '#domain/source.ts';
import { exportWords as words } from '#exchange/exportWords.ts';

type Guarded = Pick<Source, 'confidentiality'>;

/** On background, the words may be used without the name; off the record and under embargo, nothing may. */
export function mayBeQuoted({ confidentiality: { kind } }: Guarded): boolean {
  return kind === 'public' || kind === 'on background';
}

/** Its alias, or a neutral word; null for a source that may be named. */
export function coverOf({ confidentiality }: Guarded, now: Date): string | null {
  switch (confidentiality.kind) {
    case 'public':
      return null;
    case 'on background':
      return confidentiality.alias.trim() === '' ? words.onBackground : confidentiality.alias;
    case 'off the record':
      return words.offTheRecord;
    case 'embargoed':
      // Until is a day: on that day it may be named. What is no date stays covered.
      return now.toISOString() >= confidentiality.until && /^\d{4}-/.test(confidentiality.until)
        ? null
        : `${words.embargoed} ${confidentiality.until}`;
  }
}
