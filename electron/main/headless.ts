// A run without a visible window: its job, its output, its exit code.
import { existsSync } from 'node:fs';
import { app, type BrowserWindow } from 'electron';
import type { HeadlessJob, Offer } from '#desktop/contract.ts';
import { desktopWords } from '#words/desktop.ts';
import type { HeadlessRequest } from './argv.ts';
import { reasonOf } from './failure.ts';
import type { Handlers } from './registrar.ts';
import { writeWhole } from './wholeFile.ts';

/** The first thing asked to be imported that is not there. */
export function missingImport(request: HeadlessRequest): string | null {
  return request.imports.find((path) => !existsSync(path)) ?? null;
}

export function jobOf(request: HeadlessRequest, offer: Offer | null): HeadlessJob {
  const { as, question, wait, json, screenshot } = request;
  return { offer, as, question, wait, json, screenshot: screenshot !== null };
}

/** Resolves when the text has left this process: an exit would cut off what is still waiting in a pipe. */
function print(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  return new Promise((resolve) => {
    stream.write(whole, () => resolve());
  });
}

export interface HeadlessParts {
  readonly request: HeadlessRequest;
  /** Null until there is one. */
  readonly window: () => BrowserWindow | null;
  /** Brings everything to the disk and lets go of the notebook. */
  readonly settle: () => Promise<void>;
}

export interface HeadlessRun {
  readonly handlers: Pick<Handlers, 'reportProgress' | 'finishJob'>;
  /** Ends the run with one sentence on the error output and exit code 1. */
  fail(sentence: string): void;
  /** From here on, a failure in the window's own program ends the run as well. */
  watch(window: BrowserWindow): void;
}

export function setupHeadless(parts: HeadlessParts): HeadlessRun {
  const { request, window, settle } = parts;
  let isEnding = false;

  async function end(exitCode: number, output: string, error: string): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    let code = exitCode;
    let sentence = error;
    try {
      await takeScreenshot(request.screenshot, window());
    } catch (failure) {
      if (sentence === '') sentence = desktopWords.noScreenshot(request.screenshot ?? '', reasonOf(failure));
      code = code === 0 ? 1 : code;
    }
    await print(process.stdout, output);
    await print(process.stderr, sentence);
    await settle().catch((failure: unknown) => print(process.stderr, desktopWords.failed(reasonOf(failure))));
    // Closes the window without asking it: closing it first would end the program with another code.
    app.exit(code);
  }

  async function takeScreenshot(file: string | null, open: BrowserWindow | null): Promise<void> {
    if (file === null || open === null || open.isDestroyed()) return;
    const image = await open.webContents.capturePage();
    await writeWhole(file, image.toPNG());
  }

  function fail(sentence: string): void {
    end(1, '', sentence).catch(() => app.exit(1));
  }

  process.on('uncaughtException', (error) => fail(desktopWords.failed(reasonOf(error))));
  process.on('unhandledRejection', (reason) => fail(desktopWords.failed(reasonOf(reason))));
  return {
    handlers: {
      async reportProgress(line) {
        await print(process.stderr, line);
        return null;
      },
      finishJob({ exitCode, output, error }) {
        // Answered first: the window that asked is gone when the job has ended.
        setImmediate(() => {
          end(exitCode, output, error).catch(() => app.exit(1));
        });
        return null;
      },
    },
    fail,
    watch(open) {
      open.webContents.on('render-process-gone', (_event, { reason }) =>
        fail(desktopWords.windowFailed(reason)),
      );
      open.webContents.on('preload-error', (_event, _file, error) =>
        fail(desktopWords.windowFailed(reasonOf(error))),
      );
      open.webContents.on('console-message', ({ level, message }) => {
        if (level === 'error' && message.startsWith('Uncaught'))
          fail(desktopWords.windowFailed(reasonOf(message)));
      });
    },
  };
}

/** With a visible window there is no job to report on. */
export function withoutJob(): HeadlessRun['handlers'] {
  const refuse = (): never => {
    throw new Error('Refused: no job was given');
  };
  return { reportProgress: refuse, finishJob: refuse };
}
