// What can be done with scorecards from menu, palette and keyboard.
import { Gauge, Grid2x2Plus } from 'lucide-react';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { scorecardWords } from '#words/scorecards.ts';
import { atNewJudgement, isAtCard } from './cardPlace.ts';

const words = scorecardWords.commands;

/** Makes an empty card and goes there; the title waits for the first key. */
export async function newScorecard({ notebook, go, tell, noteSaving }: Workplace): Promise<void> {
  const saved = await notebook.scorecards.create({ title: '' });
  if (saved.kind === 'saved') {
    noteSaving({ kind: 'saved', at: saved.at });
    go({ view: 'scorecards', id: saved.record.id });
    return;
  }
  tell({ text: scorecardWords.saving[saved.kind === 'gone' ? 'gone' : saved.why], look: 'bad' });
}

export const scorecardCommands: readonly Command<Workplace>[] = [
  {
    id: 'scorecards.create',
    label: words.create,
    group: scorecardWords.group,
    keywords: Object.values(words.keywords),
    icon: Grid2x2Plus,
    perform: (work) => void newScorecard(work),
  },
  {
    id: 'scorecards.judge',
    label: words.judge,
    group: scorecardWords.group,
    keywords: Object.values(words.keywords),
    shortcut: 'Mod+J',
    icon: Gauge,
    enabled: ({ place }) => isAtCard(place) && place.cell !== undefined,
    perform: ({ place, go }) => {
      if (isAtCard(place) && place.cell !== undefined) go(atNewJudgement(place, place.cell), 'replace');
    },
  },
];
