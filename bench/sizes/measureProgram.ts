// What a person waits for with so many passages in the program itself: the start of the index, hits after a key, a note
// that was saved.
import { tell } from '../../scripts/places.mjs';
import { endProgram, openProgram, prepare } from '../program.ts';
import { measureImport } from './askingMeanwhile.ts';
import { measureDrawing } from './drawing.ts';
import type { Row } from './figures.ts';
import { withFilled } from './filled.ts';
import { measureSaving } from './saving.ts';
import type { Source } from './source.ts';
import { measureMemory, measureStarts } from './starting.ts';

const asked = 40;

interface MeasuredProgram {
  readonly rows: readonly Row[];
  readonly browserVersion: string;
}

export async function measureProgram(source: Source, size: number): Promise<MeasuredProgram> {
  const shell = await prepare();
  const data = size <= source.realPassages && source.hasRealVectors ? 'real' : 'made';
  const questions = source.given.questions.whole.slice(0, asked);
  return withFilled(shell, source, size, async (profile) => {
    tell('  starting it');
    const rows = [...(await measureStarts(shell, profile, size, data))];
    const opened = await openProgram(shell, profile);
    try {
      await opened.notebook.evaluate(({ librarian }) => librarian.idle());
      rows.push(await measureMemory(opened, questions[0] ?? '', data));
      tell('  asking it');
      rows.push(...(await measureDrawing(opened, questions, data)));
      tell('  saving notes');
      rows.push(...(await measureSaving(opened, data)));
      tell('  asking while an import is embedded');
      rows.push(...(await measureImport(opened, questions, data)));
      const agent = await opened.program.page.evaluate(() => navigator.userAgent);
      return { rows, browserVersion: /Chrome\/([\d.]+)/.exec(agent)?.[1] ?? 'unknown' };
    } finally {
      await endProgram(opened);
    }
  });
}
