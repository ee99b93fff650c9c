import { describe, expect, it } from 'vitest';
import type { ExportState } from '#features/exchange/exportWork.ts';
import { openExportWork } from '#features/exchange/exportWork.ts';
import { targetAt } from '#features/exchange/commands.ts';
import type { Place } from '#notebook/place.ts';
import type { Shelf } from '#notebook/surroundings.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { newWorld, openTestNotebook } from '../../notebook/openTestNotebook.ts';

interface Desk {
  readonly work: Workplace;
  readonly written: Map<string, string>;
  readonly log: string[];
}

async function newDesk(
  write?: (path: string) => Promise<void>,
  folder: string | null = 'Out',
): Promise<Desk> {
  const { notebook } = await openTestNotebook(newWorld());
  for (let at = 0; at < 3; at++) await notebook.notes.create({ title: `Note ${at}` });
  await notebook.settled();
  const written = new Map<string, string>();
  const log: string[] = [];
  const shelf: Shelf = {
    name: folder ?? '',
    write: async (path, text) => {
      await write?.(path);
      written.set(path, text);
    },
    close: () => Promise.resolve(void log.push('closed')),
  };
  const surroundings = { chooseExportFolder: () => Promise.resolve(folder === null ? null : shelf) };
  const flushDrafts = (): Promise<void> => Promise.resolve(void log.push('flushed'));
  return { work: { notebook, surroundings, flushDrafts } as unknown as Workplace, written, log };
}

describe('the export of everything', () => {
  it('[T1] writes down drafts first, then every file, closes the folder, and says how many', async () => {
    const { work, written, log } = await newDesk();
    const exporting = openExportWork(() => 0);
    const states: ExportState['kind'][] = [];
    exporting.watch(() => void states.push(exporting.state().kind));
    await exporting.start(work);
    expect(exporting.state()).toEqual({ kind: 'done', folder: 'Out', files: 6 });
    expect(written.size).toBe(6);
    expect(log).toEqual(['flushed', 'closed']);
    expect(states[0]).toBe('running');
    exporting.dismiss();
    expect(exporting.state()).toEqual({ kind: 'idle' });
  });

  it('[T2] does nothing when the person thinks better of it', async () => {
    const { work, written } = await newDesk(undefined, null);
    const exporting = openExportWork();
    await exporting.start(work);
    expect(exporting.state()).toEqual({ kind: 'idle' });
    expect(written.size).toBe(0);
  });

  it('[T3] says what the disk said and how far it had come', async () => {
    const desk = await newDesk((path) =>
      path.endsWith('.json') ? Promise.reject(new Error('The disk is full.')) : Promise.resolve(),
    );
    const exporting = openExportWork();
    await exporting.start(desk.work);
    expect(exporting.state()).toEqual({
      kind: 'failed',
      progress: { done: 3, total: 6 },
      why: 'The disk is full.',
    });
  });

  it('[T4] stops when it is cancelled, and is not started twice at a time', async () => {
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const { work, log } = await newDesk(() => held);
    const exporting = openExportWork(() => 0);
    const first = exporting.start(work);
    await expect.poll(() => exporting.state().kind).toBe('running');
    await exporting.start(work);
    exporting.dismiss();
    const state = exporting.state();
    if (state.kind !== 'running') throw new Error(state.kind);
    state.cancel();
    go();
    await first;
    expect(exporting.state()).toMatchObject({ kind: 'cancelled' });
    expect(log).toEqual(['flushed', 'closed']);
  });
});

describe('what is copied or saved as Markdown', () => {
  it('[T5] is the note, source or scorecard that is shown, and nothing elsewhere', () => {
    const id = '0190f3a0-0000-7000-8000-000000000001';
    const at = (place: unknown): unknown => targetAt(place as Place);
    expect(at({ view: 'notes', id })).toEqual({ kind: 'note', id });
    expect(at({ view: 'sources', id })).toEqual({ kind: 'source', id });
    expect(at({ view: 'scorecards', id })).toEqual({ kind: 'scorecard', id });
    for (const place of [{ view: 'notes' }, { view: 'excerpts', id }, { view: 'trash' }])
      expect(at(place)).toBeNull();
  });
});
