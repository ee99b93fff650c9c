// How long a person waits: from starting the built program to the first character they type being drawn.
import { documentOfText } from '#domain/document.ts';
import { tell } from '../scripts/places.mjs';
import { lend } from './vectorCache.ts';
import type { Line } from './line.ts';
import { lineOf, spreadOf } from './line.ts';
import { hashesOf, packed, vectorMaker } from './madeVectors.ts';
import type { Opened, Shell } from './program.ts';
import { endProgram, openProgram, withFolder } from './program.ts';
import { waitForIndex } from './shelf.ts';
import { wordStream } from './wordStream.ts';

const notes = 2_000;
const starts = 5;
const groupSize = 100;

async function fill(opened: Opened): Promise<void> {
  const stream = wordStream(5);
  const vector = vectorMaker(6);
  const given = Array.from({ length: notes }, () => ({ title: stream.title(), text: stream.text(110) }));
  await lend(
    opened,
    new Map(
      given.flatMap(({ title, text }) => hashesOf(title, text).map((hash) => [hash, packed(vector())])),
    ),
  );
  for (let from = 0; from < notes; from += groupSize) {
    const group = given
      .slice(from, from + groupSize)
      .map(({ title, text }) => ({ title, document: documentOfText(text) }));
    await opened.notebook.evaluate(async (notebook, sent) => {
      const saved = await Promise.all(sent.map((each) => notebook.notes.create(each)));
      if (saved.some(({ kind }) => kind !== 'saved')) throw new Error('A note could not be saved.');
    }, group);
  }
  await waitForIndex(opened);
}

/** Opens the notebook, begins a note and types one character; answers after how long it was drawn. */
async function startOnce(shell: Shell, profile: string): Promise<number> {
  const begunMs = performance.now();
  const opened = await openProgram(shell, profile);
  const { page } = opened.program;
  try {
    await page.getByRole('listbox').first().waitFor();
    await page.keyboard.press('Control+n');
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    // Two steps: the key must not come before somebody listens.
    await page.evaluate(() => {
      const drawn = new Promise<void>((resolve) => {
        // The second frame begins when the first has been drawn.
        const afterDrawing = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        document.addEventListener('input', afterDrawing, { once: true });
      });
      Object.assign(globalThis, { drawn });
    });
    await page.keyboard.press('a');
    await page.evaluate(() => (globalThis as unknown as { readonly drawn: Promise<void> }).drawn);
    const tookMs = performance.now() - begunMs;
    await opened.program.close();
    return tookMs;
  } catch (error) {
    await endProgram(opened);
    throw error;
  }
}

export function benchStart(shell: Shell): Promise<readonly Line[]> {
  return withFolder(async (profile) => {
    const opened = await openProgram(shell, profile);
    try {
      await fill(opened);
      await opened.program.close();
    } catch (error) {
      await endProgram(opened);
      throw error;
    }
    // The first one warms the disk.
    await startOnce(shell, profile);
    const times: number[] = [];
    for (let at = 0; at < starts; at += 1) {
      const tookMs = await startOnce(shell, profile);
      tell(`  start ${at + 1}: ${tookMs.toFixed(0)} ms`);
      times.push(tookMs);
    }
    return [lineOf('start to first character drawn', 'ms', spreadOf(times), null)];
  });
}
