// Carrying one record out: what is written last goes with it, and what goes wrong is told.
import { afterEach, describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import { carryMarkdown } from '#notebook/carrying.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Surroundings } from '#notebook/surroundings.ts';
import type { Notice } from '#notebook/workplace.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

let notebook: Notebook;
afterEach(() => notebook.close());

const words = {
  gone: 'gone',
  notCopied: (why: string) => `not copied: ${why}`,
  notSaved: (why: string) => `not saved: ${why}`,
};

async function desk(surroundings: Partial<Surroundings> = {}) {
  ({ notebook } = await openTestNotebook(newWorld()));
  const made = await notebook.notes.create({ title: 'Plan' });
  if (made.kind !== 'saved') throw new Error(made.kind);
  const { id } = made.record;
  const log: string[] = [];
  const work = {
    notebook,
    surroundings: {
      copyText: (text: string) =>
        Promise.resolve(void log.push(`copied ${text.split('---\n').at(-1)?.trim()}`)),
      saveText: (name: string, extension: string) => {
        log.push(`saved ${name}.${extension}`);
        return Promise.resolve({ name });
      },
      ...surroundings,
    } as Surroundings,
    flushDrafts: async () => {
      await notebook.notes.save(id, { document: documentOfText('Typed last.') });
    },
    tell: ({ text, look }: Notice) => void log.push(`told ${look}: ${text}`),
  };
  return { id, log, work };
}

describe('a record that is carried out', () => {
  it('[R1] goes with what was typed last to the clipboard, or under its name to a file', async () => {
    const { id, log, work } = await desk();
    await carryMarkdown(work, { kind: 'note', id }, 'clipboard', words);
    await carryMarkdown(work, { kind: 'note', id }, 'file', words);
    expect(log).toEqual(['copied Typed last.', 'saved Plan.md']);
  });

  it('[R2] is told to be gone when it is, and not half copied', async () => {
    const { id, log, work } = await desk();
    await notebook.trash.remove([{ kind: 'note', id }]);
    await notebook.settled();
    await carryMarkdown(
      { ...work, flushDrafts: () => Promise.resolve() },
      { kind: 'note', id },
      'file',
      words,
    );
    expect(log).toEqual(['told bad: gone']);
  });

  it('[R3] that the machine does not take is told with its reason', async () => {
    const refuse = () => Promise.reject(new Error('full'));
    const { id, log, work } = await desk({ copyText: refuse, saveText: refuse });
    await carryMarkdown(work, { kind: 'note', id }, 'clipboard', words);
    await carryMarkdown(work, { kind: 'note', id }, 'file', words);
    expect(log).toEqual(['told bad: not copied: full', 'told bad: not saved: full']);
  });
});
