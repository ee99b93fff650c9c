// The note that is on the screen, for the parts that stand apart from its page: the panel beside it and the commands.
import { useEffect, useState } from 'react';
import type { NoteId } from '#domain/id.ts';
import type { ReferenceAttributes } from './reference.ts';

/** What others may do with the editor that is shown. */
export interface EditorHands {
  readonly focus: () => void;
  readonly insertReference: (reference: ReferenceAttributes) => void;
  readonly pickReference: () => void;
  readonly showVersions: () => void;
}

export interface ShownNote extends EditorHands {
  readonly id: NoteId;
  /** The text of the block in which the caret stands; empty when it stands nowhere. */
  readonly paragraph: string;
}

let shown: ShownNote | null = null;
let titleWanted: NoteId | null = null;
const listeners = new Set<() => void>();

function become(next: ShownNote | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says that a note is on the screen, and where its caret stands, until it is hidden. */
export function showNote(
  id: NoteId,
  hands: EditorHands,
): { readonly tell: (paragraph: string) => void; readonly hide: () => void } {
  const mine: ShownNote = { ...hands, id, paragraph: '' };
  become(mine);
  return {
    tell: (paragraph) => {
      if (shown?.focus === mine.focus && shown.paragraph !== paragraph) become({ ...mine, paragraph });
    },
    hide: () => {
      if (shown?.focus === mine.focus) become(null);
    },
  };
}

export function shownNote(): ShownNote | null {
  return shown;
}

/** The paragraph of a note once the caret has rested; empty when it stands nowhere in that note. */
export function useRestingParagraph(id: NoteId, restMs: number): string {
  const read = (): string => (shown?.id === id ? shown.paragraph : '');
  const [paragraph, setParagraph] = useState(read);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setParagraph(shown?.id === id ? shown.paragraph : ''), restMs);
    };
    changed();
    listeners.add(changed);
    return () => {
      clearTimeout(timer);
      listeners.delete(changed);
    };
  }, [id, restMs]);
  return paragraph;
}

/** A new note is begun with its title: the page asks once whether that is wanted. */
export function wantTitle(id: NoteId): void {
  titleWanted = id;
}

export function takeTitleWish(id: NoteId): boolean {
  const isWanted = titleWanted === id;
  if (isWanted) titleWanted = null;
  return isWanted;
}
