// Things that a person does in a notebook, made up by fast-check, and everything that the notebook then holds.
import * as fc from 'fast-check';
import { documentOfText } from '#domain/document.ts';
import { nounKinds } from '#domain/id.ts';
import type { Notebook } from '#notebook/notebook.ts';

/** Everything durable, as readers see it. */
export async function contents(notebook: Notebook): Promise<unknown> {
  const { store } = notebook.parts;
  const kinds = await Promise.all(
    nounKinds.map(async (kind) => {
      const records = [...(await store.heads(kind)), ...(await store.heads(kind, 'deleted'))];
      return records.toSorted((a, b) => a.id.localeCompare(b.id));
    }),
  );
  const owners = [...(await store.heads('note')), ...(await store.heads('source'))]
    .map(({ id }) => id)
    .toSorted();
  const bodies = await Promise.all(owners.map(async (id) => [id, (await store.body(id))?.document]));
  return { kinds, bodies, settings: await store.settings(), tags: await notebook.heads.tags() };
}

export type Act =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'edit'; readonly which: number; readonly text: string }
  | { readonly kind: 'tag'; readonly which: number; readonly tag: string }
  | { readonly kind: 'remove' | 'bringBack' | 'erase'; readonly which: number }
  | { readonly kind: 'source'; readonly text: string }
  | { readonly kind: 'setting'; readonly zoom: number };

export const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('note' as const), text: fc.string() }),
  fc.record({ kind: fc.constant('edit' as const), which: fc.nat(20), text: fc.string() }),
  fc.record({ kind: fc.constant('tag' as const), which: fc.nat(20), tag: fc.constantFrom('a', 'a/b', 'c') }),
  fc.record({
    kind: fc.constantFrom('remove' as const, 'bringBack' as const, 'erase' as const),
    which: fc.nat(20),
  }),
  fc.record({ kind: fc.constant('source' as const), text: fc.string() }),
  fc.record({ kind: fc.constant('setting' as const), zoom: fc.integer({ min: 50, max: 300 }) }),
);

export async function perform(notebook: Notebook, acts: readonly Act[]): Promise<void> {
  const made: string[] = [];
  for (const each of acts) {
    const id = 'which' in each ? made[each.which % Math.max(1, made.length)] : undefined;
    if (each.kind === 'note') {
      const saved = await notebook.notes.create({
        title: each.text.slice(0, 5),
        document: documentOfText(each.text),
      });
      if (saved.kind === 'saved') made.push(saved.record.id);
    } else if (each.kind === 'source') {
      await notebook.sources.create({
        csl: { type: 'report', title: each.text },
        document: documentOfText(each.text),
      });
    } else if (each.kind === 'setting') {
      await notebook.settings.set('textZoom', each.zoom);
    } else if (id !== undefined) {
      if (each.kind === 'edit')
        await notebook.notes.save(id as never, { document: documentOfText(each.text) });
      else if (each.kind === 'tag') await notebook.notes.save(id as never, { tags: [each.tag] });
      else await notebook.trash[each.kind]([{ kind: 'note', id }]);
    }
  }
  await notebook.settled();
}
