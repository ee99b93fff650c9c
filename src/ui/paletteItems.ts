// What the palette offers for what was typed, and in which order: commands, the question itself, things found.
import { uiWords } from '#words/ui.ts';
import { type Command, type Icon, isOffered, whyRefused } from './command.ts';
import { fit } from './fuzzy.ts';
import type { Kind } from './marks.tsx';

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  /** Heading it stands under. */
  readonly group: string;
  readonly detail?: string;
  readonly icon?: Icon;
  readonly kind?: Kind;
  readonly shortcut?: string;
  readonly perform: () => void;
}

export interface PaletteGroup {
  readonly id: string;
  readonly label: string;
  readonly items: readonly PaletteItem[];
}

/** From here on a command's name begins with what was typed, or one of its words does: it was probably meant. */
const meant = 3;

function commandItems<Context>(
  query: string,
  commands: readonly Command<Context>[],
  context: Context,
): readonly { readonly item: PaletteItem; readonly score: number }[] {
  return commands
    .filter((command) => isOffered(command, context))
    .map((command) => {
      const { id, label, group, icon, shortcut, keywords, perform } = command;
      const why = whyRefused(command, context);
      const item: PaletteItem = {
        id,
        label,
        group,
        ...(icon === undefined ? {} : { icon }),
        ...(shortcut === undefined ? {} : { shortcut }),
        ...(why === null ? {} : { detail: why }),
        perform: () => (why === null ? perform(context) : undefined),
      };
      return { item, score: fit(query, label, keywords) };
    })
    .filter(({ score }) => score > 0);
}

function grouped(items: readonly PaletteItem[]): readonly PaletteGroup[] {
  const groups = new Map<string, PaletteItem[]>();
  for (const item of items) {
    const group = groups.get(item.group);
    if (group) group.push(item);
    else groups.set(item.group, [item]);
  }
  return [...groups].map(([label, members]) => ({ id: label, label, items: members }));
}

/**
 * Nothing typed: every command, in its own order and group. Otherwise commands that were probably meant, then the
 * question itself (so that Enter finds what was typed), then commands that fit less, then what was found; so later
 * arrivals never push down what is already read.
 */
export function paletteGroups<Context>({
  query,
  commands,
  context,
  ask,
  found,
}: {
  readonly query: string;
  readonly commands: readonly Command<Context>[];
  readonly context: Context;
  readonly ask?: ((question: string) => void) | undefined;
  readonly found: readonly PaletteItem[];
}): readonly PaletteGroup[] {
  const question = query.trim();
  const scored = commandItems(question, commands, context);
  if (question === '') return grouped(scored.map(({ item }) => item));
  const best = [...scored].sort((a, b) => b.score - a.score);
  const asked: readonly PaletteItem[] =
    ask === undefined
      ? []
      : [
          {
            id: 'palette.find',
            label: uiWords.palette.find(question),
            group: uiWords.palette.everywhere,
            perform: () => ask(question),
          },
        ];
  return grouped([
    ...best.filter(({ score }) => score >= meant).map(({ item }) => item),
    ...asked,
    ...best.filter(({ score }) => score < meant).map(({ item }) => item),
    ...found,
  ]);
}
