// What the settings offer to menu and palette.
import { ShieldCheck } from 'lucide-react';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { settingsWords } from '#words/settings.ts';
import { sections } from './sections.ts';

export const settingsCommands: readonly Command<Workplace>[] = [
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
