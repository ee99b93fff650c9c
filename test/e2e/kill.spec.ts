// What was acknowledged as saved is there after the power went, whatever was going on.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConsoleMessage } from '@playwright/test';
import type { Notebook } from '#notebook/notebook.ts';
import { expect, test } from './drive.ts';
import type { Program } from './program.ts';

declare global {
  var commonplace: Notebook;
}

const rounds = 20;
const leastSaved = 100;

/** Titles and last numbers that the window reported as saved, before it was killed. */
interface Kept {
  /** By note: the highest number whose save was acknowledged. */
  readonly last: Map<string, number>;
  count: number;
}

/** Hears of every acknowledgement: the window says each on its console the moment it has it. */
function hear(program: Program, kept: Kept): void {
  program.page.on('console', (message: ConsoleMessage) => {
    const match = /^kept ([\w-]+) (\d+)$/.exec(message.text());
    if (!match?.[1]) return;
    kept.last.set(match[1], Math.max(kept.last.get(match[1]) ?? 0, Number(match[2])));
    kept.count += 1;
  });
}

async function opened(program: Program): Promise<void> {
  await program.page.waitForFunction(() => 'commonplace' in globalThis);
}

/** Writes one note over and over, while files are imported beside it. Does not wait: it is meant to be killed. */
async function write(program: Program, round: number): Promise<void> {
  await program.page.evaluate((number) => {
    const { notes, importing } = commonplace;
    const text = (at: number) => ({
      type: 'doc' as const,
      content: [
        { type: 'paragraph' as const, content: [{ type: 'text' as const, text: `number ${at}` }] },
        {
          type: 'paragraph' as const,
          content: [{ type: 'text' as const, text: `round ${number} `.repeat(at % 50) + '.' }],
        },
      ],
    });
    const loop = async (): Promise<void> => {
      const made = await notes.create({ title: `Round ${number}`, document: text(0) });
      if (made.kind !== 'saved') throw new Error(made.kind);
      const { id } = made.record;
      for (let at = 0; ; at++) {
        const saved = at === 0 ? made : await notes.save(id, { document: text(at) });
        if (saved.kind === 'saved') console.info(`kept ${id} ${at}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    void loop();
    const files = Array.from({ length: 200 }, (_, at) => {
      const body = `# File ${number}-${at}\n\nSome words about round ${number}, file ${at}.\n`;
      const file = new File([body], `file-${at}.md`);
      return {
        path: `file-${at}.md`,
        sizeBytes: file.size,
        modifiedAt: new Date().toISOString(),
        from: { kind: 'file' as const, file },
      };
    });
    void importing.start({ root: `/round-${number}`, files, refused: [] }, 'notes').report;
  }, round);
}

async function check(program: Program, kept: Kept): Promise<void> {
  const wanted = [...kept.last];
  const found = await program.page.evaluate(
    async (ids) => {
      const { notes } = commonplace;
      return Promise.all(
        ids.map(async (id) => {
          const note = await notes.get(id as never);
          const document = await notes.document(id as never);
          const first = document.content[0]?.content?.[0]?.text ?? '';
          return note === undefined ? -1 : Number(first.replace('number ', ''));
        }),
      );
    },
    wanted.map(([id]) => id),
  );
  const lost = wanted.filter(([, last], at) => (found[at] ?? -1) < last);
  expect(lost).toEqual([]);
}

test('[K1] twenty kills while writing and importing: nothing acknowledged is missing, and indexing finishes by itself', async ({
  driver,
}) => {
  test.setTimeout(300_000);
  const profile = await driver.folder();
  const kept: Kept = { last: new Map(), count: 0 };
  for (let round = 0; round < rounds; round++) {
    const program = await driver.open({ profile });
    hear(program, kept);
    await opened(program);
    await check(program, kept);
    await write(program, round);
    const before = kept.count;
    await expect.poll(() => kept.count, { intervals: [20] }).toBeGreaterThan(before);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1200));
    await program.kill(round % 2 === 0 ? 'browser' : 'main');
  }
  expect(kept.count).toBeGreaterThanOrEqual(leastSaved);
  const program = await driver.open({ profile });
  await opened(program);
  await check(program, kept);
  const waiting = await program.page.evaluate(async () => {
    await commonplace.librarian.idle(AbortSignal.timeout(240_000));
    return commonplace.librarian.state().progress.waiting;
  });
  expect(waiting).toBe(0);
  test.info().annotations.push({
    type: 'measured',
    description: `${kept.count} saves acknowledged over ${rounds} kills`,
  });
  await program.close();
});

test('[K2] killed exactly between acknowledgement and transaction: the next start applies it', async ({
  driver,
}) => {
  const profile = await driver.folder();
  for (const which of ['browser', 'main'] as const) {
    const held = await driver.open({ profile, faults: ['hold-before-apply'] });
    await opened(held);
    const answer = await held.page.evaluate(async (name) => {
      const made = await commonplace.notes.create({ title: `Held at ${name}` });
      return { kind: made.kind, listed: (await commonplace.notes.list()).map(({ title }) => title) };
    }, which);
    expect(answer.kind).toBe('saved');
    expect(answer.listed).not.toContain(`Held at ${which}`);
    await held.kill(which);
    const program = await driver.open({ profile });
    await opened(program);
    const titles = await program.page.evaluate(async () =>
      (await commonplace.notes.list()).map(({ title }) => title),
    );
    expect(titles).toContain(`Held at ${which}`);
    await program.close();
  }
});

test("[K3] the profile's IndexedDB is deleted between two starts: everything is back from the journal", async ({
  driver,
}) => {
  const profile = await driver.folder();
  const first = await driver.open({ profile });
  await opened(first);
  const before = await first.page.evaluate(async () => {
    await commonplace.sample.open(await (await fetch('/sample/notebook.json')).json());
    await commonplace.notes.create({ title: 'Mine' });
    await commonplace.settled();
    const kinds = ['note', 'source', 'excerpt', 'scorecard', 'judgement'] as const;
    return Promise.all(kinds.map((kind) => commonplace.count(kind)));
  });
  await first.close();
  const removed = await removeDatabases(profile);
  expect(removed).toBeGreaterThan(0);
  const program = await driver.open({ profile });
  await opened(program);
  const after = await program.page.evaluate(async () => {
    const kinds = ['note', 'source', 'excerpt', 'scorecard', 'judgement'] as const;
    return {
      counts: await Promise.all(kinds.map((kind) => commonplace.count(kind))),
      entries: commonplace.rebuilt.entries,
    };
  });
  expect(after.counts).toEqual(before);
  expect(after.entries).toBeGreaterThan(0);
  await program.close();
});

/** Removes every IndexedDB folder below a folder; answers with how many there were. */
async function removeDatabases(folder: string): Promise<number> {
  let removed = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    if (entry.name === 'IndexedDB') {
      await rm(path, { recursive: true });
      removed += 1;
    } else removed += await removeDatabases(path);
  }
  return removed;
}
