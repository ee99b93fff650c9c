// Saving what a person changed: the status bar hears of it, and a failure is said where it can be read.
import type { Saved } from '#notebook/records.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { scorecardWords } from '#words/scorecards.ts';

/** Null when it was saved, otherwise why not, in a sentence. */
export async function keep(
  { noteSaving }: Workplace,
  saving: Promise<Saved<unknown>>,
): Promise<string | null> {
  noteSaving({ kind: 'waiting' });
  const saved = await saving;
  if (saved.kind === 'saved') {
    noteSaving({ kind: 'saved', at: saved.at });
    return null;
  }
  const why = scorecardWords.saving[saved.kind === 'gone' ? 'gone' : saved.why];
  noteSaving({ kind: 'failed', why });
  return why;
}

/** For changes that have no field to say it beside: a failure is told as a notice. */
export async function keepOrTell(work: Workplace, saving: Promise<Saved<unknown>>): Promise<boolean> {
  const why = await keep(work, saving);
  if (why !== null) work.tell({ text: why, look: 'bad' });
  return why === null;
}
