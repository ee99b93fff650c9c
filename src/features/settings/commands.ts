// What the settings offer to menu and palette.
import { LifeBuoy, ShieldCheck } from 'lucide-react';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { safetyWords } from '#words/safety.ts';
import { settingsWords } from '#words/settings.ts';
import { sections } from './sections.ts';

/** Goes to the section about backups and restoring. */
export function showSafety({ go }: Pick<Workplace, 'go'>): void {
  sections.wish('safety');
  go({ view: 'settings' });
}

export const settingsCommands: readonly Command<Workplace>[] = [
  {
    id: 'settings.safety',
    label: safetyWords.commands.safety,
    group: safetyWords.group,
    keywords: Object.values(safetyWords.commands.keywords),
    icon: LifeBuoy,
    perform: showSafety,
  },
  {
    id: 'settings.privacy',
    label: settingsWords.commands.privacy,
    group: settingsWords.group,
    keywords: Object.values(settingsWords.commands.keywords),
    icon: ShieldCheck,
    perform: ({ go }) => {
      sections.wish('privacy');
      go({ view: 'settings' });
    },
  },
];
