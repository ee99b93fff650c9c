// The commands of the frame, joined with those of every screen; menu, palette and keyboard are drawn from this list.
import { ArrowLeft, ArrowRight, Import, Search, Settings } from 'lucide-react';
import type { Desktop } from '#desktop/contract.ts';
import { backupCommands } from '#features/backup/commands.ts';
import { exchangeCommands } from '#features/exchange/commands.ts';
import { noteCommands } from '#features/notes/commands.ts';
import { scorecardCommands } from '#features/scorecards/commands.ts';
import { searchCommands } from '#features/search/commands.ts';
import { settingsCommands, showSafety } from '#features/settings/commands.ts';
import { sourceCommands } from '#features/sources/commands.ts';
import { trashCommands } from '#features/trash/commands.ts';
import type { View } from '#notebook/place.ts';
import type { Settings as SettingsValue } from '#notebook/settings.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { joinCommands, refusing } from '#ui/command.ts';
import type { MenuLayout } from '#ui/menuTemplate.ts';
import type { PanesState } from '#ui/usePanes.ts';
import { appWords } from '#words/app.ts';
import { safetyWords } from '#words/safety.ts';

export interface AppContext extends Workplace {
  readonly panes: PanesState;
  readonly settings: SettingsValue;
  readonly desktop: Desktop;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

const words = appWords.commands;

const zoomSteps = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];

function zoom({ settings, notebook }: AppContext, by: -1 | 1): void {
  const next =
    by > 0
      ? zoomSteps.find((step) => step > settings.textZoom)
      : zoomSteps.findLast((step) => step < settings.textZoom);
  if (next !== undefined) void notebook.settings.set('textZoom', next);
}

const views = ['notes', 'sources', 'excerpts', 'scorecards'] as const satisfies readonly View[];

const frameCommands: readonly Command<AppContext>[] = [
  {
    id: 'app.palette',
    label: words.palette,
    group: words.go,
    shortcut: 'Mod+K',
    icon: Search,
    perform: ({ openDialog }) => openDialog('palette'),
  },
  ...views.map((view, at): Command<AppContext> => ({
    id: `app.${view}`,
    label: appWords.views[view],
    group: words.go,
    shortcut: `Mod+${at + 1}`,
    perform: ({ go }) => go({ view }),
  })),
  {
    id: 'app.trash',
    label: appWords.views.trash,
    group: words.go,
    perform: ({ go }) => go({ view: 'trash' }),
  },
  {
    id: 'app.settings',
    label: appWords.views.settings,
    group: words.go,
    shortcut: 'Mod+,',
    icon: Settings,
    perform: ({ go }) => go({ view: 'settings' }),
  },
  {
    id: 'app.back',
    label: words.back,
    group: words.go,
    shortcut: 'Alt+ArrowLeft',
    icon: ArrowLeft,
    enabled: ({ canGoBack }) => canGoBack,
    perform: ({ back }) => back(),
  },
  {
    id: 'app.forward',
    label: words.forward,
    group: words.go,
    shortcut: 'Alt+ArrowRight',
    icon: ArrowRight,
    enabled: ({ canGoForward }) => canGoForward,
    perform: ({ forward }) => forward(),
  },
  {
    id: 'app.import',
    label: words.import,
    group: words.file,
    icon: Import,
    shortcut: 'Mod+O',
    perform: ({ openDialog }) => openDialog('import'),
  },
  {
    id: 'app.save',
    label: words.save,
    group: words.file,
    shortcut: 'Mod+S',
    perform: ({ flushDrafts }) => void flushDrafts(),
  },
  {
    id: 'app.library',
    label: words.library,
    group: words.view,
    shortcut: 'Mod+\\',
    checked: ({ panes }) => panes.isShown('library'),
    perform: ({ panes }) => panes.toggle('library'),
  },
  {
    id: 'app.list',
    label: words.list,
    group: words.view,
    checked: ({ panes }) => panes.isShown('list'),
    perform: ({ panes }) => panes.toggle('list'),
  },
  {
    id: 'app.panel',
    label: words.panel,
    group: words.view,
    shortcut: 'Mod+|',
    checked: ({ panes }) => panes.isShown('panel'),
    perform: ({ panes }) => panes.toggle('panel'),
  },
  {
    id: 'app.larger',
    label: words.larger,
    group: words.view,
    shortcut: 'Mod+=',
    perform: (context) => zoom(context, 1),
  },
  {
    id: 'app.smaller',
    label: words.smaller,
    group: words.view,
    shortcut: 'Mod+-',
    perform: (context) => zoom(context, -1),
  },
  {
    id: 'app.usualSize',
    label: words.usual,
    group: words.view,
    shortcut: 'Mod+0',
    perform: ({ notebook }) => void notebook.settings.set('textZoom', 100),
  },
  ...(['light', 'dark', 'system'] as const).map((theme): Command<AppContext> => ({
    id: `app.theme.${theme}`,
    label: words[theme],
    group: words.view,
    checked: ({ settings }) => settings.theme === theme,
    perform: ({ notebook }) => void notebook.settings.set('theme', theme),
  })),
  {
    id: 'app.pauseIndexing',
    label: words.pauseIndexing,
    group: words.file,
    perform: ({ notebook: { librarian, pauseIndexing } }) =>
      void pauseIndexing(!librarian.state().progress.paused),
  },
  {
    id: 'app.openSample',
    label: words.openSample,
    group: words.file,
    perform: ({ openSample }) => void openSample(),
  },
  {
    id: 'app.deleteSample',
    label: words.deleteSample,
    group: words.file,
    perform: ({ removeSample }) => void removeSample(),
  },
  {
    id: 'app.folder',
    label: words.folder,
    group: words.help,
    perform: ({ surroundings }) => void surroundings.showNotebookFolder(),
  },
  {
    id: 'app.shortcuts',
    label: words.shortcuts,
    group: words.help,
    shortcut: 'Mod+/',
    perform: ({ openDialog }) => openDialog('shortcuts'),
  },
  {
    id: 'app.quit',
    label: words.quit,
    group: words.file,
    shortcut: 'Mod+Q',
    perform: ({ desktop }) => void desktop.quit(),
  },
];

const safetyCommands = backupCommands(showSafety);

const allCommands: readonly Command<AppContext>[] = joinCommands<AppContext>([
  frameCommands,
  noteCommands,
  sourceCommands,
  scorecardCommands,
  searchCommands,
  exchangeCommands,
  trashCommands,
  settingsCommands,
  safetyCommands,
]);

/** What writes to the notebook, or would put another in its place. */
const writing = [
  'app.import',
  'app.openSample',
  'app.deleteSample',
  'notes.create',
  'notes.insertReference',
  'notes.delete',
  'sources.create',
  'sources.excerpt',
  'sources.delete',
  'scorecards.create',
  'scorecards.judge',
  'search.save',
  'trash.empty',
  'backup.now',
  'backup.restoreFile',
];

export const commands = refusing(allCommands, writing, ({ notebook }) =>
  notebook.readOnly === null ? null : safetyWords.readOnly.refused,
);

const named = (list: readonly Command<never>[]): readonly { readonly command: string }[] =>
  list.map(({ id }) => ({ command: id }));

export const menuLayout: readonly MenuLayout[] = [
  {
    label: words.file,
    items: [
      ...named(noteCommands),
      ...named(sourceCommands),
      ...named(scorecardCommands),
      'separator',
      { command: 'app.import' },
      ...named(exchangeCommands),
      'separator',
      { command: 'app.openSample' },
      { command: 'app.deleteSample' },
      ...named(trashCommands),
      'separator',
      { command: 'app.save' },
      ...named(safetyCommands),
      { command: 'app.pauseIndexing' },
      { command: 'app.settings' },
      { command: 'app.quit' },
    ],
  },
  {
    label: words.edit,
    items: [
      { role: 'undo' },
      { role: 'redo' },
      'separator',
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'selectAll' },
      'separator',
      ...named(searchCommands),
    ],
  },
  {
    label: words.view,
    items: [
      { command: 'app.library' },
      { command: 'app.list' },
      { command: 'app.panel' },
      'separator',
      { command: 'app.larger' },
      { command: 'app.smaller' },
      { command: 'app.usualSize' },
      'separator',
      { command: 'app.theme.system' },
      { command: 'app.theme.light' },
      { command: 'app.theme.dark' },
      'separator',
      { role: 'togglefullscreen' },
    ],
  },
  {
    label: words.go,
    items: [
      { command: 'app.palette' },
      { command: 'app.back' },
      { command: 'app.forward' },
      'separator',
      ...views.map((view) => ({ command: `app.${view}` })),
      { command: 'app.trash' },
    ],
  },
  {
    label: words.help,
    items: [{ command: 'app.shortcuts' }, { command: 'app.folder' }, ...named(settingsCommands)],
  },
];
