// Listens for the shortcuts of the commands, wherever the focus is, except in what is being typed or asked.
import { useEffect, useMemo } from 'react';
import { type Command, isEnabled } from './command.ts';
import { type Platform, canonical, platformHere, shortcutsOf } from './shortcut.ts';

/** True where plain characters are text: a bare `/` there is a slash, not a command. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  );
}

/** Keys that are text or caret movement when nothing but Shift is held. */
function isBare(keys: string): boolean {
  return !/^(Ctrl|Meta|Alt)\+/.test(keys) && !/^(Shift\+)?F\d+$/.test(keys);
}

export function useShortcuts<Context>(
  commands: readonly Command<Context>[],
  context: Context,
  platform: Platform = platformHere(),
): void {
  const byKeys = useMemo(() => {
    const keyed = commands.flatMap((command) =>
      command.shortcut === undefined ? [] : [[canonical(command.shortcut, platform), command] as const],
    );
    return new Map(keyed);
  }, [commands, platform]);

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      // A dialog is a question: nothing else happens until it is answered.
      if (event.target instanceof Element && event.target.closest('[data-modal]') !== null) return;
      const keys = shortcutsOf(event, platform).find((candidate) => byKeys.has(candidate));
      const command = keys === undefined ? undefined : byKeys.get(keys);
      if (keys === undefined || !command || (isBare(keys) && takesText(event.target))) return;
      if (!isEnabled(command, context)) return;
      event.preventDefault();
      command.perform(context);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [byKeys, context, platform]);
}
