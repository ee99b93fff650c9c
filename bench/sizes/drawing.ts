// How long after a key the hits of a question are drawn: the first ones, and those that meaning has its part in.
import { spreadOf } from '../line.ts';
import type { Opened } from '../program.ts';
import { own, rowOf, type Row } from './figures.ts';
import { measures } from './targets.ts';

const giveUpMs = 10_000;
/** What is looked at between two questions settles meanwhile. */
const restMs = 400;

/** In milliseconds since the key; null where it did not come to that. */
interface Drawn {
  /** Hits, whichever. */
  readonly firstMs: number | null;
  /** The line above them says that no better ones are under way. */
  readonly finalMs: number | null;
}

/**
 * Types a question in one go and presses Enter at once; both are asked, and the second withdraws the first. The window
 * itself notes what was drawn when. Sentences that are marked later still are no part of it.
 */
async function timeDrawing({ program }: Opened, question: string): Promise<Drawn> {
  const { page } = program;
  await page.getByRole('combobox', { name: 'Find or ask' }).fill('');
  await page.waitForTimeout(restMs);
  await page.evaluate(() => {
    const drawn: { begunMs: number | null; firstMs: number | null; finalMs: number | null } = {
      begunMs: null,
      firstMs: null,
      finalMs: null,
    };
    const begin = ({ timeStamp }: Event): void => void (drawn.begunMs ??= timeStamp);
    for (const type of ['beforeinput', 'keydown'])
      addEventListener(type, begin, { capture: true, once: true });
    const seen = { first: false, final: false };
    // The second frame begins when the first has been drawn.
    const afterDrawing = (note: () => void): void =>
      void requestAnimationFrame(() => requestAnimationFrame(note));
    const watching = new MutationObserver(() => {
      if (drawn.begunMs === null) return;
      const since = (): number => performance.now() - (drawn.begunMs ?? Number.NaN);
      if (!seen.first && document.querySelector('main ol article') !== null) {
        seen.first = true;
        afterDrawing(() => (drawn.firstMs = since()));
      }
      const said = document.querySelector('main [role="status"]')?.textContent ?? '';
      if (!seen.final && said !== '') {
        seen.final = true;
        afterDrawing(() => (drawn.finalMs = since()));
      }
    });
    watching.observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { drawn, watching });
  });
  await page.keyboard.insertText(question);
  await page.keyboard.press('Enter');
  await page
    .waitForFunction(
      () => (globalThis as unknown as { readonly drawn: Drawn }).drawn.finalMs !== null,
      undefined,
      { timeout: giveUpMs, polling: 100 },
    )
    .catch(() => undefined);
  return page.evaluate(() => {
    const { drawn, watching } = globalThis as unknown as {
      readonly drawn: Drawn;
      readonly watching: MutationObserver;
    };
    watching.disconnect();
    return drawn;
  });
}

export async function measureDrawing(
  opened: Opened,
  questions: readonly string[],
  data: Row['data'],
): Promise<readonly Row[]> {
  const { page } = opened.program;
  await page.keyboard.press('ControlOrMeta+Shift+F');
  await page.getByRole('combobox', { name: 'Find or ask' }).waitFor();
  // The first one loads the model.
  await timeDrawing(opened, questions[0] ?? '');
  const all: Drawn[] = [];
  for (const question of questions) all.push(await timeDrawing(opened, question));
  const first = all.flatMap(({ firstMs }) => firstMs ?? []);
  const final = all.flatMap(({ finalMs }) => finalMs ?? []);
  const twice = all.filter(
    ({ firstMs, finalMs }) => firstMs !== null && finalMs !== null && firstMs < finalMs,
  );
  const row = (measure: string, values: readonly number[], note: string): Row =>
    rowOf({ measure, by: own, data, unit: 'ms', ...spreadOf(values), note });
  return [
    row(
      measures.drawnWords,
      first,
      `${first.length} of ${all.length} questions with hits, ${twice.length} drawn by words before meaning was there`,
    ),
    row(measures.drawnMeaning, final, `${final.length} questions`),
  ];
}
