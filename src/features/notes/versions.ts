// The kept versions of a note or of a source's text, each compared with the text as it stands now.
//
// [V1] The newest comes first.
// [V2] What is present is what is saved: words that are still being written are saved before anything is compared.
// [V3] A version that cannot be read says so and does not keep the others from being shown.
import type { NoteId, SourceId } from '#domain/id.ts';
import { plainText } from '#domain/plainText.ts';
import type { Revision } from '#domain/revision.ts';
import { sourceTitle } from '#domain/source.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { Difference, Part } from './difference.ts';
import { compareTexts, differenceBetween } from './difference.ts';

export type Compared =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'there';
      readonly title: readonly Part[];
      readonly difference: Difference;
      /** The same title and text; `words` where only the formatting is another. */
      readonly same: 'whole' | 'words' | 'no';
    }
  | { readonly kind: 'failed'; readonly why: string };

export interface Version {
  readonly revision: Revision;
  readonly compared: Compared;
}

/** What has versions. */
export type Subject =
  { readonly kind: 'note'; readonly id: NoteId } | { readonly kind: 'source'; readonly id: SourceId };

type Place = Pick<Workplace, 'flushDrafts'> & {
  readonly notebook: Pick<Notebook, 'notes' | 'sources' | 'settled' | 'parts'>;
};

/** Shows the list at once and again with every version that was compared. Ends early when aborted. */
export async function readVersions(
  { notebook, flushDrafts }: Place,
  subject: Subject,
  show: (versions: readonly Version[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const isOver = (): boolean => signal.aborted;
  await flushDrafts();
  await notebook.settled();
  const { notes, parts } = notebook;
  const [standing, pieces, history] = await Promise.all([
    presentOf(notebook, subject),
    parts.door.latestPieces(subject.id),
    notes.history(subject.id),
  ]);
  const present = { ...standing, pieces: pieces.join() };
  let versions = history
    .toReversed()
    .map((revision): Version => ({ revision, compared: { kind: 'waiting' } }));
  if (isOver()) return;
  show(versions);
  for (const [at, { revision }] of versions.entries()) {
    const compared = await compare(notes, revision, present).catch((error: unknown): Compared => ({
      kind: 'failed',
      why: error instanceof Error ? error.message : String(error),
    }));
    if (isOver()) return;
    versions = versions.with(at, { revision, compared });
    show(versions);
    // Between two comparisons the window may draw and listen.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

async function presentOf(
  { notes, sources }: Place['notebook'],
  subject: Subject,
): Promise<{ readonly title: string; readonly text: string }> {
  if (subject.kind === 'note') {
    const [note, document] = await Promise.all([notes.get(subject.id), notes.document(subject.id)]);
    return { title: note?.title ?? '', text: plainText(document) };
  }
  const [source, document] = await Promise.all([sources.get(subject.id), sources.document(subject.id)]);
  const title = source === undefined ? '' : sourceTitle(source);
  return { title, text: document === null ? '' : plainText(document) };
}

async function compare(
  notes: Notebook['notes'],
  revision: Revision,
  present: { readonly title: string; readonly text: string; readonly pieces: string },
): Promise<Compared> {
  const text = plainText(await notes.documentOf(revision));
  const difference = differenceBetween(text, present.text);
  const isTitle = revision.title === present.title;
  return {
    kind: 'there',
    title: compareTexts(revision.title, present.title),
    difference,
    same:
      isTitle && revision.pieces.join() === present.pieces
        ? 'whole'
        : isTitle && text === present.text
          ? 'words'
          : 'no',
  };
}

/** Goes back, with what was written until now kept as a version. Null when it did, else why it did not. */
export async function goBackTo(
  { notebook, flushDrafts }: Place,
  subject: Subject,
  { id }: Revision,
): Promise<'disk full' | 'disk error' | 'invalid' | 'read only' | 'gone' | null> {
  await flushDrafts();
  const saved =
    subject.kind === 'note'
      ? await notebook.notes.goBackTo(subject.id, id)
      : await notebook.sources.goBackTo(subject.id, id);
  return saved.kind === 'saved' ? null : saved.kind === 'gone' ? 'gone' : saved.why;
}
