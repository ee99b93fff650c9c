// A command is one value that feeds menu, palette and keyboard: what it is called, when it may run, what it does.
import type { ComponentType, SVGProps } from 'react';
import { type Platform, platforms, canonical } from './shortcut.ts';

/** An icon: one of lucide-react's, or anything that draws an svg. */
export type Icon = ComponentType<SVGProps<SVGSVGElement>>;

export interface Command<Context> {
  /** `area.verb`, unique in the program: `notes.create`. */
  readonly id: string;
  readonly label: string;
  /** Heading it stands under in the palette. */
  readonly group: string;
  /** Other words a person may type to find it. */
  readonly keywords?: readonly string[];
  /** `Mod+K`, `Mod+Shift+F`, `Alt+ArrowLeft`, `F2`, `/`; Mod is Cmd on a Mac and Ctrl elsewhere. */
  readonly shortcut?: string;
  readonly icon?: Icon;
  /** Absent means always. */
  readonly enabled?: (context: Context) => boolean;
  /** Why it cannot be done although it makes sense here; null when it can. It is offered, with the reason. */
  readonly refused?: (context: Context) => string | null;
  /** For a command that is a state, such as a pane that is shown. */
  readonly checked?: (context: Context) => boolean;
  /** Starts what the command does; work that takes time shows its own progress and failure. */
  readonly perform: (context: Context) => void;
}

export function isEnabled<Context>(command: Command<Context>, context: Context): boolean {
  return isOffered(command, context) && whyRefused(command, context) === null;
}

/** Whether it makes sense here: what is refused is still offered, so that the reason can be read. */
export function isOffered<Context>(command: Command<Context>, context: Context): boolean {
  return command.enabled?.(context) ?? true;
}

export function whyRefused<Context>(command: Command<Context>, context: Context): string | null {
  return command.refused?.(context) ?? null;
}

/** The same commands, of which those named are refused for a reason; naming one that does not exist is a mistake. */
export function refusing<Context>(
  commands: readonly Command<Context>[],
  ids: readonly string[],
  refused: (context: Context) => string | null,
): readonly Command<Context>[] {
  const named = new Set(ids.map((id) => commandNamed(commands, id)));
  return commands.map((command) => (named.has(command) ? { ...command, refused } : command));
}

/**
 * Joins the commands of all areas into one list. Two commands with one id, or with shortcuts that are the same keys
 * on any platform, are a mistake of the program: it throws with both names.
 */
export function joinCommands<Context>(
  lists: readonly (readonly Command<Context>[])[],
): readonly Command<Context>[] {
  const commands = lists.flat();
  const byId = new Map<string, Command<Context>>();
  for (const command of commands) {
    const other = byId.get(command.id);
    if (other)
      throw new Error(`Two commands are called ${command.id}: "${other.label}" and "${command.label}"`);
    byId.set(command.id, command);
  }
  for (const platform of platforms) refuseSharedKeys(commands, platform);
  return commands;
}

function refuseSharedKeys<Context>(commands: readonly Command<Context>[], platform: Platform): void {
  const byKeys = new Map<string, Command<Context>>();
  for (const command of commands) {
    if (command.shortcut === undefined) continue;
    const keys = canonical(command.shortcut, platform);
    const other = byKeys.get(keys);
    if (other) throw new Error(`${keys} belongs to both ${other.id} and ${command.id} (${platform})`);
    byKeys.set(keys, command);
  }
}

/** The command with this id; asking for one that does not exist is a mistake of the program. */
export function commandNamed<Context>(commands: readonly Command<Context>[], id: string): Command<Context> {
  const command = commands.find((candidate) => candidate.id === id);
  if (!command) throw new Error(`No command is called ${id}`);
  return command;
}
