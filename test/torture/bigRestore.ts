// Restoring a large notebook in the built program: how long it takes, how long the window is ever held, and how much
// memory it needs. On Electron where it is installed, else on the stand-in over a real Chromium: the figures say which.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentOfText } from '#domain/document.ts';
import { makeId } from '#domain/id.ts';
import { cutPieces } from '#domain/piece.ts';
import type { RecordBatch } from '#vault/recordLines.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { writeSnapshot } from '#vault/writeSnapshot.ts';
import { endProgram, openProgram, prepare, withFolder } from '../../bench/program.ts';
import { nodeDigest } from '../../electron/main/nodeDigest.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { type Battery, type Check, dice } from './battery.ts';

const name = 'commonplace-2026-11-24T10-00-00-000Z.zip';
const words = 'the river keeps what nobody writes down and gives it back in another month of rain'.split(' ');

/** Notes of some hundred words, each with its body and its piece. */
async function* recordsOf(documents: number): AsyncGenerator<RecordBatch> {
  const at = '2026-11-20T10:00:00.000Z';
  const noteAt = (index: number) => {
    const roll = dice(index);
    const text = Array.from({ length: 150 }, () => words[roll(words.length)]).join(' ');
    const [piece] = cutPieces(documentOfText(`${text} ${index}`), sha256Hex);
    const random = Uint8Array.from({ length: 10 }, () => roll(256));
    const id = makeId('note', Date.parse(at) + index, random);
    if (piece === undefined) throw new Error('a note without text');
    return { id, text, piece };
  };
  for (const kind of ['note', 'body', 'piece'])
    for (let from = 0; from < documents; from += 500) {
      const lines = Array.from({ length: Math.min(500, documents - from) }, (_, more) => {
        const { id, text, piece } = noteAt(from + more);
        if (kind === 'body') return JSON.stringify({ owner: id, revision: 1, pieces: [piece.hash] });
        if (kind === 'piece') return JSON.stringify(piece);
        const title = `Note ${from + more}`;
        const common = {
          id,
          schema: 1,
          createdAt: at,
          updatedAt: at,
          revision: 1,
          origin: { kind: 'typed' },
        };
        return JSON.stringify({ ...common, title, preview: text.slice(0, 200), words: 151, tags: [] });
      });
      yield await Promise.resolve({ kind, lines });
    }
}

async function* nothing(): AsyncGenerator<never> {
  yield* await Promise.resolve([]);
}

/** Resident bytes of a program's processes by what they are: the largest of each kind. */
async function residentBytes(mainPid: number, browserPid: number): Promise<ReadonlyMap<string, number>> {
  const processes = new Map<
    number,
    { readonly parent: number; readonly type: string; readonly bytes: number }
  >();
  for (const entry of (await readdir('/proc')).filter((each) => /^\d+$/.test(each))) {
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    const status = await readFile(`/proc/${entry}/status`, 'utf8').catch(() => '');
    const type = /--type=([a-z-]+)/.exec(command)?.[1] ?? 'browser';
    const bytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
    processes.set(Number(entry), { parent: Number(/PPid:\s+(\d+)/.exec(status)?.[1] ?? 0), type, bytes });
  }
  const isOf = (pid: number): boolean =>
    pid === browserPid || (processes.has(pid) && isOf(processes.get(pid)?.parent ?? 0));
  const found = new Map<string, number>([['main', processes.get(mainPid)?.bytes ?? 0]]);
  for (const [pid, { type, bytes }] of processes)
    if (isOf(pid) && pid !== mainPid) found.set(type, Math.max(found.get(type) ?? 0, bytes));
  return found;
}

export interface BigRestore {
  readonly shell: string;
  readonly documents: number;
  readonly seconds: number;
  readonly outcome: string;
  /** When each phase began, in milliseconds since the beginning. */
  readonly begunAt: string;
  readonly longestTaskMs: number;
  /** More than before, at the most. */
  readonly windowHeapMegabytes: number;
  readonly rendererMegabytes: number;
  readonly mainMegabytes: number;
  readonly browserMegabytes: number;
}

function bigRestore(documents: number): Promise<BigRestore> {
  return withFolder(async (folder) => {
    const shell = await prepare();
    const profile = join(folder, 'profile');
    const backups = join(folder, 'profile-backups');
    await mkdir(backups);
    const about = {
      notebookId: 'elsewhere',
      createdAt: '2026-11-24T10:00:00.000Z',
      lastSeq: documents,
      reason: 'asked',
      program: '0',
    };
    const content = { about, records: recordsOf(documents), attachments: nothing() };
    const written = await writeSnapshot(nodeFiles(backups), name, content, { newDigest: nodeDigest });
    if (written.kind !== 'kept') throw new Error(written.kind);
    const opened = await openProgram(shell, profile);
    const { mainPid, browserPid } = opened.program;
    const before = await residentBytes(mainPid, browserPid);
    const most = new Map(before);
    const sampler = setInterval(() => {
      residentBytes(mainPid, browserPid).then(
        (now) => {
          for (const [type, bytes] of now) most.set(type, Math.max(most.get(type) ?? 0, bytes));
        },
        () => undefined,
      );
    }, 500);
    const more = (type: string): number =>
      Math.round(((most.get(type) ?? 0) - (before.get(type) ?? 0)) / 2 ** 20);
    try {
      const seen = await opened.notebook.evaluate(async ({ restoring }, file) => {
        let longestTaskMs = 0;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
        }).observe({ type: 'longtask' });
        const heapBytes = (): number =>
          (performance as unknown as { readonly memory?: { readonly usedJSHeapSize: number } }).memory
            ?.usedJSHeapSize ?? 0;
        const heapBefore = heapBytes();
        let heapMost = heapBefore;
        const begunMs = performance.now();
        const begunAt: Record<string, number> = {};
        const outcome = await restoring.restore(
          { kind: 'known', name: file },
          {
            report: ({ phase }) => {
              heapMost = Math.max(heapMost, heapBytes());
              begunAt[phase] ??= Math.round(performance.now() - begunMs);
            },
          },
        );
        const seconds = (performance.now() - begunMs) / 1000;
        await new Promise((resolve) => setTimeout(resolve, 300));
        return {
          outcome: JSON.stringify(outcome).slice(0, 300),
          kind: outcome.kind,
          begunAt: JSON.stringify(begunAt),
          seconds,
          longestTaskMs,
          heap: heapMost - heapBefore,
        };
      }, name);
      return {
        shell,
        documents,
        seconds: seen.seconds,
        outcome: seen.kind === 'restored' ? 'restored' : seen.outcome,
        begunAt: seen.begunAt,
        longestTaskMs: seen.longestTaskMs,
        windowHeapMegabytes: Math.round(seen.heap / 2 ** 20),
        rendererMegabytes: more('renderer'),
        mainMegabytes: more('main'),
        browserMegabytes: more('browser'),
      };
    } finally {
      clearInterval(sampler);
      await endProgram(opened);
    }
  });
}

export const bigRestoring: Battery = {
  name: 'big-restore',
  async run(size): Promise<readonly Check[]> {
    const restored = await bigRestore(size === 'long' ? 100_000 : 2_000);
    const { seconds, longestTaskMs, windowHeapMegabytes } = restored;
    return [
      { name: 'measured on', figure: restored.shell },
      { name: 'documents', figure: restored.documents },
      { name: 'outcome', figure: restored.outcome, isGood: restored.outcome === 'restored' },
      { name: 'seconds', figure: seconds.toFixed(1), isGood: seconds < 60 },
      { name: 'phases begun at ms', figure: restored.begunAt },
      { name: 'longest task in ms', figure: Math.round(longestTaskMs), isGood: longestTaskMs <= 100 },
      { name: 'more heap in the window, MB', figure: windowHeapMegabytes, isGood: windowHeapMegabytes < 300 },
      { name: 'more memory in a renderer, MB', figure: restored.rendererMegabytes },
      { name: 'more memory in main, MB', figure: restored.mainMegabytes },
      { name: 'more memory in the browser process, MB', figure: restored.browserMegabytes },
    ];
  },
};
