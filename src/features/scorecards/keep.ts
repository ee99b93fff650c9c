// Saving what a person changed: the status bar hears of it, and a failure is said where it can be read.
import type { Saved } from '#notebook/records.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { scorecardWords } from '#words/scorecards.ts';

let before: Promise<unknown> = Promise.resolve();

/**
 * Null when it was saved, otherwise why not, in a sentence. Changes are made one after the other: each starts from
 * what the one before it saved, however quickly they are asked for.
 */
export function keep(work: Workplace, change: () => Promise<Saved<unknown>>): Promise<string | null> {
  const kept = before.then(() => keepNow(work, change));
  before = kept.catch(() => undefined);
  return kept;
}

async function keepNow(
  { noteSaving }: Workplace,
  change: () => Promise<Saved<unknown>>,
): Promise<string | null> {
  noteSaving({ kind: 'waiting' });
  const saved = await change();
  if (saved.kind === 'saved') {
    noteSaving({ kind: 'saved', at: saved.at });
    return null;
  }
  const why = scorecardWords.saving[saved.kind === 'gone' ? 'gone' : saved.why];
  noteSaving({ kind: 'failed', why });
  return why;
}

/** For changes that have no field to say it beside: a failure is told as a notice. */
export async function keepOrTell(work: Workplace, change: () => Promise<Saved<unknown>>): Promise<boolean> {
  const why = await keep(work, change);
  if (why !== null) work.tell({ text: why, look: 'bad' });
  return why === null;
}
