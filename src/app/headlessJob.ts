// A run without a window: imports what it was given, waits for the index, asks, and prints. Other programs read this
// output, so its names stay as they are.
import type { Desktop, HeadlessJob } from '#desktop/contract.ts';
import type { ImportOffer, ReportRow } from '#notebook/importing.ts';
import type { Findings, Hit } from '#notebook/librarianProtocol.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { appWords } from '#words/app.ts';

const words = appWords.headless;
const mostHits = 10;
const progressEveryMs = 1000;
/** Long enough for lists to read what has just been settled, before the picture is taken. */
const drawingMs = 1500;

export async function runJob(desktop: Desktop, notebook: Notebook, job: HeadlessJob): Promise<void> {
  try {
    const output = await doJob(desktop, notebook, job);
    await notebook.settled();
    if (job.screenshot) await new Promise((resolve) => setTimeout(resolve, drawingMs));
    await desktop.finishJob({ exitCode: 0, output, error: '' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    await desktop.finishJob({ exitCode: 1, output: '', error: words.failed(why) });
  }
}

async function doJob(desktop: Desktop, notebook: Notebook, job: HeadlessJob): Promise<string> {
  const say = (line: string): void => void desktop.reportProgress(line);
  if (job.offer) await importAll(notebook, job.offer, job.as ?? 'by kind', say);
  if (job.wait) await waitForIndex(notebook, say);
  if (job.question === null) return '';
  const findings = await ask(notebook, job.question);
  const { waiting } = notebook.librarian.state().progress;
  if (waiting > 0) say(words.unfinished(waiting));
  return job.json ? `${JSON.stringify(asJson(job.question, findings))}\n` : asText(job.question, findings);
}

async function importAll(
  notebook: Notebook,
  offer: HeadlessJob['offer'] & object,
  as: 'notes' | 'sources' | 'by kind',
  say: (line: string) => void,
): Promise<void> {
  const files: ImportOffer['files'] = offer.files.map(({ address, ...file }) => ({
    ...file,
    from: { kind: 'address', address },
  }));
  const run = notebook.importing.start({ ...offer, files }, as);
  const timer = setInterval(() => {
    const { done, total } = run.progress();
    say(words.importing(done, total));
  }, progressEveryMs);
  const report = await run.report.finally(() => clearInterval(timer));
  const { state, trouble } = run.progress();
  const imported = report.filter(({ outcome }) => outcome === 'imported').length;
  say(words.imported(imported, report.length));
  for (const row of report)
    if (isWorthSaying(row)) say(words.row(row.path, row.outcome, row.reason ?? '', row.losses));
  if (state === 'stopped') throw new Error(trouble === 'no room' ? words.noRoom : (trouble ?? words.stopped));
}

function isWorthSaying({ outcome, losses }: ReportRow): boolean {
  return (outcome !== 'imported' && outcome !== 'unchanged') || losses.length > 0;
}

async function waitForIndex(notebook: Notebook, say: (line: string) => void): Promise<void> {
  const { librarian } = notebook;
  const report = (): void => {
    const { done, waiting, secondsLeft } = librarian.state().progress;
    if (waiting > 0) say(words.indexing(done, done + waiting, secondsLeft));
  };
  const timer = setInterval(report, progressEveryMs);
  await librarian.idle().finally(() => clearInterval(timer));
  const { meaning } = librarian.state();
  if (meaning.kind === 'unavailable') say(words.byWordsOnly);
}

async function ask(notebook: Notebook, question: string): Promise<Findings> {
  const answers: Findings[] = [];
  await notebook.librarian.ask(
    { text: question, limit: mostHits, ranking: 'fused' },
    new AbortController().signal,
    (findings) => void answers.push(findings),
  );
  const last = answers.at(-1);
  if (last === undefined) throw new Error(words.noAnswer);
  // The nearest there is is no answer where none of it is relevant.
  return last.isWeak ? { ...last, hits: [] } : last;
}

function asJson(question: string, { mode, hits }: Findings): unknown {
  return {
    question,
    mode,
    hits: hits.map(({ kind, id, title, passage, start, end, score, why, words: matched }: Hit) => ({
      kind,
      id,
      title,
      passage,
      start,
      end,
      score,
      why,
      words: matched,
    })),
  };
}

function asText(question: string, { mode, hits }: Findings): string {
  if (hits.length === 0) return `${words.nothing}\n`;
  const lines = hits.flatMap(({ kind, title, passage, score, why, words: matched }, at) => [
    words.hit(at + 1, kind, title === '' ? words.untitled : title, score, why, matched),
    `   ${passage.replace(/\s+/g, ' ').trim()}`,
    '',
  ]);
  return `${words.heading(question, mode)}\n\n${lines.join('\n')}`;
}
