// The desk of a notebook, followed by a screen.
import { useSyncExternalStore } from 'react';
import type { Notebook } from '#notebook/notebook.ts';
import type { Desk, DeskState } from './desk.ts';
import { deskOf } from './desk.ts';

export function useDesk(notebook: Notebook): { readonly desk: Desk; readonly state: DeskState } {
  const desk = deskOf(notebook);
  return { desk, state: useSyncExternalStore(desk.watch, desk.state) };
}
