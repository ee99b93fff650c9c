// Typing while the machine works: a folder of 1,400 documents is imported and embedded, and no key has to wait.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { wordStream } from '../../bench/wordStream.ts';
import { tell } from '../../scripts/places.mjs';
import { expect, test } from './drive.ts';
import type { Program } from './program.ts';

const documents = 1_400;
const leastKeys = 300;
/** What is aimed at, and said to be reached or missed: on slow machines it is missed though nothing blocks. */
const longestTaskMs = 100;
const keyToPaintMs = 100;
/** What no machine should exceed: work that blocks takes a second and more. */
const blockedMs = 250;
const betweenKeysMs = 60;
const leastEmbedded = 20;
const mostRounds = 3;

interface Task {
  readonly atMs: number;
  readonly tookMs: number;
}

/** What the page notes about itself while keys arrive. */
interface Observed {
  readonly tasks: readonly Task[];
  /** Real keys only, from the moment the system had the key until the frame after it was drawn. */
  readonly keys: readonly Task[];
}

async function writeDocuments(folder: string, round: number): Promise<string> {
  const root = join(folder, `Archive ${round}`);
  await mkdir(root);
  const stream = wordStream(round);
  for (let at = 0; at < documents; at += 1)
    await writeFile(join(root, `document ${at}.md`), `# ${stream.title()}\n\n${stream.text(150)}\n`);
  return root;
}

async function observe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: Task[] = [];
    const keys: Task[] = [];
    Object.assign(globalThis, { observed: { tasks, keys } });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        tasks.push({ atMs: startTime, tookMs: duration });
    }).observe({ type: 'longtask' });
    addEventListener(
      'keydown',
      ({ isTrusted, timeStamp }) => {
        if (!isTrusted) return;
        // The task after a frame's callbacks runs when the frame has been handed over for drawing.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => keys.push({ atMs: timeStamp, tookMs: performance.now() - timeStamp });
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
}

function observed(page: Page): Promise<Observed> {
  return page.evaluate(() => (globalThis as unknown as { readonly observed: Observed }).observed);
}

/** How far the work in the background is, read from the notebook itself. */
function background({ page }: Program): Promise<{ readonly notes: number; readonly embedded: number }> {
  return page.evaluate(async () => {
    const { commonplace } = globalThis as unknown as {
      readonly commonplace: {
        readonly count: (kind: 'note') => Promise<number>;
        readonly librarian: {
          readonly state: () => { readonly progress: { readonly embedded: number } };
        };
      };
    };
    return {
      notes: await commonplace.count('note'),
      embedded: commonplace.librarian.state().progress.embedded,
    };
  });
}

async function beginImport({ page, answerOpenDialog }: Program, root: string): Promise<void> {
  await answerOpenDialog([root]);
  await page.keyboard.press('Control+o');
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Import 1.?400 files$/ }).click();
}

/** Imports a folder and types into a new note until the import is over and the embedders have been at work for a while. */
async function typeMeanwhile(program: Program, root: string): Promise<Observed> {
  const { page } = program;
  const begun = await background(program);
  await page.evaluate(() => {
    const { tasks, keys } = (globalThis as unknown as { readonly observed: { tasks: Task[]; keys: Task[] } })
      .observed;
    tasks.length = 0;
    keys.length = 0;
  });
  await beginImport(program, root);
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Meanwhile');
  await page.keyboard.press('Enter');
  const body = page.getByRole('textbox', { name: 'Text of the note' });
  await expect(body).toBeFocused();

  const stream = wordStream(22);
  let typed = '';
  for (let now = begun; ; now = await background(program)) {
    const isImported = now.notes > begun.notes + documents;
    if (typed.length >= leastKeys && isImported && now.embedded >= begun.embedded + leastEmbedded) break;
    const next = `${stream.words(12).join(' ')} `;
    await page.keyboard.type(next, { delay: betweenKeysMs });
    typed += next;
  }
  await expect(body).toContainText(typed.trim());
  return observed(page);
}

const over = (limitMs: number, found: readonly Task[]): readonly Task[] =>
  found.filter(({ tookMs }) => tookMs > limitMs);

function longestOf({ tasks }: Observed): number {
  return Math.max(0, ...tasks.map(({ tookMs }) => tookMs));
}

function p95Of(found: readonly Task[]): number {
  const sorted = found.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Infinity;
}

test.describe('typing while the machine works', () => {
  test('[T1] waits for no import and no embedding: no task blocks, and keys are drawn at once', async ({
    driver,
  }) => {
    test.setTimeout(400_000);
    const folder = await driver.folder();
    const program = await driver.open();
    const { page } = program;
    await page.getByRole('navigation', { name: 'Library' }).waitFor();
    await observe(page);

    // Other programs may take the processor away for a moment; a program that blocks does so every time.
    let measured: Observed = { tasks: [], keys: [] };
    for (let round = 1; round <= mostRounds; round += 1) {
      const now = await typeMeanwhile(program, await writeDocuments(folder, round));
      measured = round === 1 || longestOf(now) < longestOf(measured) ? now : measured;
      const isReached = longestOf(now) <= longestTaskMs && p95Of(now.keys) < keyToPaintMs;
      tell(
        `  ${now.keys.length} keys, p95 ${p95Of(now.keys).toFixed(0)} ms (${keyToPaintMs}), longest task ${longestOf(now)} ms (${longestTaskMs}): ${isReached ? 'reached' : 'missed'}`,
      );
      if (isReached) break;
    }
    expect(measured.keys.length).toBeGreaterThanOrEqual(leastKeys);
    expect(over(blockedMs, measured.tasks)).toEqual([]);
    expect(p95Of(measured.keys)).toBeLessThan(blockedMs);
    expect(program.pageErrors).toEqual([]);

    // The observer is awake: it sees a task that is too long.
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          setTimeout(() => {
            for (const end = performance.now() + 300; performance.now() < end;) continue;
            resolve();
          });
        }),
    );
    const seen = async (): Promise<number> => over(blockedMs, (await observed(page)).tasks).length;
    await expect.poll(seen).toBeGreaterThanOrEqual(1);
  });
});
