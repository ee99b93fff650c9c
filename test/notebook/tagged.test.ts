// Which list a tag leads to, and what it counts.
import { expect, it } from 'vitest';
import { countTagged, viewOfTag } from '#notebook/tagged.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

it('[L1] counts the notes and sources that carry a tag, those in the trash left out', async () => {
  const { notebook } = await openTestNotebook(newWorld());
  await notebook.notes.create({ title: 'A', tags: ['x'] });
  const thrown = await notebook.notes.create({ title: 'B', tags: ['x'] });
  await notebook.notes.create({ title: 'C', tags: ['x/y'] });
  await notebook.sources.create({ csl: { type: 'report', title: 'S' }, tags: ['y', 'x'] });
  if (thrown.kind !== 'saved') throw new Error(thrown.kind);
  await notebook.trash.remove([{ kind: 'note', id: thrown.record.id }]);
  await notebook.settled();
  expect(await countTagged(notebook, 'x')).toEqual({ notes: 1, sources: 1 });
  expect(await countTagged(notebook, 'z')).toEqual({ notes: 0, sources: 0 });
  await notebook.close();
});

it.each([
  [1, 1, 'notes', 'notes'],
  [1, 1, 'sources', 'sources'],
  [1, 1, 'trash', 'notes'],
  [0, 1, 'notes', 'sources'],
  [1, 0, 'sources', 'notes'],
  [0, 0, 'sources', 'notes'],
] as const)('[L2] %i notes and %i sources, from %s: shows %s', (notes, sources, from, view) => {
  expect(viewOfTag({ notes, sources }, from)).toBe(view);
});
