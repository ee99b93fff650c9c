// The output of a run without a window, for a question that has an answer and for one that has none.
import { describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import type { Desktop, HeadlessJob } from '#desktop/contract.ts';
import { runJob } from '#app/headlessJob.ts';
import { newWorld, openTestNotebook } from '../notebook/openTestNotebook.ts';

interface Ended {
  readonly exitCode: number;
  readonly output: string;
  readonly error: string;
}

async function run(question: string, json: boolean): Promise<Ended> {
  const { notebook } = await openTestNotebook(newWorld());
  await notebook.notes.create({
    title: 'Tides',
    document: documentOfText('The tide at the harbour was measured twice.'),
  });
  const ended: Ended[] = [];
  const desktop = {
    reportProgress: () => Promise.resolve(null),
    finishJob: (end: Ended) => {
      ended.push(end);
      return Promise.resolve(null);
    },
  } as unknown as Desktop;
  const job: HeadlessJob = { offer: null, as: null, question, wait: true, json, screenshot: false };
  await runJob(desktop, notebook, job);
  await notebook.close();
  const [end] = ended;
  if (!end) throw new Error('the job did not end');
  return end;
}

/** One of its words occurs, and nothing of what it means. */
const strange = 'volcano quartz ballad symphony harbour';

describe('a question without a window', () => {
  it('[H1] is answered with what is relevant', async () => {
    const { exitCode, output } = await run('tide harbour', true);
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      question: 'tide harbour',
      mode: 'fused',
      hits: [{ kind: 'note', title: 'Tides', why: 'both', words: ['tide', 'harbour', 'Tides'] }],
    });
  });

  it('[H2] is answered with nothing where nothing is relevant, however near', async () => {
    expect(await run(strange, false)).toEqual({
      exitCode: 0,
      output: 'Nothing relevant found\n',
      error: '',
    });
    const { exitCode, output } = await run(strange, true);
    expect([exitCode, JSON.parse(output)]).toEqual([0, { question: strange, mode: 'fused', hits: [] }]);
  });
});
