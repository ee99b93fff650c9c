// The earlier versions of a note against a whole notebook.
import { afterEach, describe, expect, it } from 'vitest';
import type { Document } from '#domain/document.ts';
import { documentOfText } from '#domain/document.ts';
import type { NoteId } from '#domain/id.ts';
import { plainText } from '#domain/plainText.ts';
import type { Version } from '#features/notes/versions.ts';
import { goBackTo, readVersions } from '#features/notes/versions.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { TestWorld } from '../../notebook/openTestNotebook.ts';
import { newWorld, openTestNotebook } from '../../notebook/openTestNotebook.ts';

let notebook: Notebook;
let world: TestWorld;
afterEach(() => notebook.close());

const minutes = 60_000;
const flushDrafts = (): Promise<void> => Promise.resolve();

async function begin(document: Document): Promise<NoteId> {
  world = newWorld();
  ({ notebook } = await openTestNotebook(world));
  const made = await notebook.notes.create({ title: 'T' });
  if (made.kind !== 'saved') throw new Error(made.kind);
  await notebook.notes.save(made.record.id, { document });
  return made.record.id;
}

async function versionsOf(
  id: NoteId,
  place: Parameters<typeof readVersions>[0] = { notebook, flushDrafts },
): Promise<readonly Version[]> {
  let shown: readonly Version[] = [];
  await readVersions(
    place,
    { kind: 'note', id },
    (versions) => (shown = versions),
    new AbortController().signal,
  );
  return shown;
}

const saidOf = ({ compared }: Version): string =>
  compared.kind === 'there'
    ? `${compared.same} +${compared.difference.added} -${compared.difference.removed}`
    : compared.kind;

describe('the earlier versions of a note', () => {
  it('[V1] come newest first, each with what was written and taken out since', async () => {
    const id = await begin(documentOfText('One two.'));
    world.clock.ms += 11 * minutes;
    await notebook.notes.save(id, { document: documentOfText('One two three.') });
    await notebook.notes.save(id, { document: documentOfText('Two three four.') });
    const versions = await versionsOf(id);
    expect(versions.map(({ revision }) => revision.why)).toEqual(['interval', 'first']);
    expect(versions.map(saidOf)).toEqual(['no +2 -2', 'no +3 -2']);
  });

  it('[V2] are compared with the words that were being written', async () => {
    const id = await begin(documentOfText('One.'));
    const flush = async (): Promise<void> => {
      await notebook.notes.save(id, { document: documentOfText('One. Two.') });
    };
    expect((await versionsOf(id, { notebook, flushDrafts: flush })).map(saidOf)).toEqual(['no +1 -0']);
  });

  it('[V3] say so when one cannot be read, and show the others', async () => {
    const id = await begin(documentOfText('One.'));
    world.clock.ms += 11 * minutes;
    await notebook.notes.save(id, { document: documentOfText('Two.') });
    const notes = {
      ...notebook.notes,
      documentOf: (revision: Version['revision']) =>
        revision.why === 'first' ? Promise.reject(new Error('torn')) : notebook.notes.documentOf(revision),
    };
    const place = { notebook: { ...notebook, notes }, flushDrafts };
    expect((await versionsOf(id, place)).map(saidOf)).toEqual(['whole +0 -0', 'failed']);
  });

  it('[V4] tell apart what is the same, and what only looks different', async () => {
    const bold: Document = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'One.', marks: [{ type: 'bold' }] }] }],
    };
    const id = await begin(bold);
    expect((await versionsOf(id)).map(saidOf)).toEqual(['whole +0 -0']);
    await notebook.notes.save(id, { document: documentOfText('One.') });
    expect((await versionsOf(id)).map(saidOf)).toEqual(['words +0 -0']);
    await notebook.notes.save(id, { document: bold, title: 'Other' });
    expect((await versionsOf(id)).map(saidOf)).toEqual(['no +0 -0']);
  });

  it('[V5] are gone back to and come back from, and none is ever lost', async () => {
    const id = await begin(documentOfText('First.'));
    await notebook.notes.save(id, { title: 'Later', document: documentOfText('Second.') });
    const [first] = await versionsOf(id);
    if (!first) throw new Error('no version');
    expect(await goBackTo({ notebook, flushDrafts }, { kind: 'note', id }, first.revision)).toBeNull();
    await notebook.settled();
    expect(plainText(await notebook.notes.document(id))).toBe('First.');
    expect((await notebook.notes.get(id))?.title).toBe('T');
    const [before, kept] = await versionsOf(id);
    if (!before) throw new Error('not kept');
    expect(kept?.revision.id).toBe(first.revision.id);
    expect(await goBackTo({ notebook, flushDrafts }, { kind: 'note', id }, before.revision)).toBeNull();
    await notebook.settled();
    expect(plainText(await notebook.notes.document(id))).toBe('Second.');
    expect((await notebook.notes.get(id))?.title).toBe('Later');
    expect(await versionsOf(id)).toHaveLength(3);
  });

  it('[V6] are no longer asked for when the screen was left', async () => {
    const id = await begin(documentOfText('One.'));
    const ended = new AbortController();
    let shown = 0;
    const leave = (): void => {
      shown += 1;
      ended.abort();
    };
    await readVersions({ notebook, flushDrafts }, { kind: 'note', id }, leave, ended.signal);
    expect(shown).toBe(1);
  });

  it('[V7] are those of a source as well: what its text was, and the way back to it', async () => {
    await begin(documentOfText('A note.'));
    const made = await notebook.sources.create({
      csl: { type: 'book', title: 'A book' },
      document: documentOfText('First words.'),
    });
    if (made.kind !== 'saved') throw new Error(made.kind);
    const subject = { kind: 'source', id: made.record.id } as const;
    await notebook.sources.save(subject.id, { document: documentOfText('Second words.') });
    let versions: Parameters<Parameters<typeof readVersions>[2]>[0] = [];
    const read = () =>
      readVersions(
        { notebook, flushDrafts },
        subject,
        (shown) => (versions = shown),
        new AbortController().signal,
      );
    await read();
    const [kept] = versions;
    expect(kept?.compared).toMatchObject({ kind: 'there', same: 'no', difference: { added: 1, removed: 1 } });
    if (!kept) throw new Error('no version');
    expect(await goBackTo({ notebook, flushDrafts }, subject, kept.revision)).toBeNull();
    await notebook.settled();
    const document = await notebook.sources.document(subject.id);
    expect(document && plainText(document)).toBe('First words.');
    await read();
    expect(versions).toHaveLength(2);
  });
});
