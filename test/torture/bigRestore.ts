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

/**
 * Notes of some hundred words, each with its body and its piece: kind after kind in the order of the keys, as a backup
 * has them.
 */
async function* recordsOf(documents: number): AsyncGenerator<RecordBatch> {
  const at = '2026-11-20T10:00:00.000Z';
  const common = { schema: 1, createdAt: at, updatedAt: at, revision: 1, origin: { kind: 'typed' } };
  const notes = Array.from({ length: documents }, (_, index) => {
    const roll = dice(index);
    const text = Array.from({ length: 150 }, () => words[roll(words.length)]).join(' ');
    const [piece] = cutPieces(documentOfText(`${text} ${index}`), sha256Hex);
    const random = Uint8Array.from({ length: 10 }, () => roll(256));
    if (piece === undefined) throw new Error('a note without text');
    return { id: makeId('note', Date.parse(at) + index, random), preview: text.slice(0, 200), piece };
  });
  const lines: Readonly<Record<string, () => readonly string[]>> = {
    note: () =>
      notes.map(({ id, preview }, index) =>
        JSON.stringify({ id, ...common, title: `Note ${index}`, preview, words: 151, tags: [] }),
      ),
    body: () =>
      notes.map(({ id, piece }) => JSON.stringify({ owner: id, revision: 1, pieces: [piece.hash] })),
    piece: () =>
      notes
        .map(({ piece }) => piece)
        .toSorted((one, other) => (one.hash < other.hash ? -1 : 1))
        .map((piece) => JSON.stringify(piece)),
  };
  for (const [kind, made] of Object.entries(lines)) {
    const all = made();
    for (let from = 0; from < all.length; from += 500)
      yield await Promise.resolve({ kind, lines: all.slice(from, from + 500) });
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

/** In a page: how long the browser takes for one document's rows, in milliseconds. Measured over some thousands. */
async function bareMsEach(documents: number): Promise<number> {
  const name = `bare-${crypto.randomUUID()}`;
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result
        .createObjectStore('heads', { keyPath: 'id' })
        .createIndex('found', ['kept', 'updatedAt']);
      request.result.createObjectStore('bodies', { keyPath: 'owner' });
      request.result.createObjectStore('pieces', { keyPath: 'hash' });
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('no database can be made'));
    };
  });
  const updatedAt = '2026-11-20T10:00:00.000Z';
  const ids = Array.from({ length: documents }, (_, index) => `note_${String(index).padStart(36, '0')}`);
  const written = { id: '', schema: 1, createdAt: updatedAt, updatedAt, revision: 1, words: 151, tags: [] };
  const rows: Readonly<Record<string, (id: string) => object>> = {
    heads: (id) => ({
      ...{ id, kept: 1, updatedAt, revision: 1, parts: 0 },
      value: { ...written, id, origin: { kind: 'typed' }, title: id, preview: 'river '.repeat(33) },
    }),
    bodies: (owner) => ({ owner, revision: 1, parts: 0, value: [owner + owner.slice(0, 23)] }),
    pieces: (id) => ({ hash: id + id.slice(0, 23), content: `${id} ${'river '.repeat(140)}` }),
  };
  const begunMs = performance.now();
  for (const [table, rowOf] of Object.entries(rows))
    for (let from = 0; from < ids.length; from += 500) {
      const transaction = database.transaction(table, 'readwrite', { durability: 'strict' });
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => {
          resolve();
        };
        transaction.onabort = () => {
          reject(transaction.error ?? new Error('not written'));
        };
      });
      for (const id of ids.slice(from, from + 500)) transaction.objectStore(table).put(rowOf(id));
      await done;
    }
  const ms = performance.now() - begunMs;
  database.close();
  indexedDB.deleteDatabase(name);
  return ms / documents;
}

export interface BigRestore {
  readonly shell: string;
  readonly documents: number;
  readonly seconds: number;
  /** What the browser alone takes to write as many rows, as large, into three tables. */
  readonly bareSeconds: number;
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
    const bareMs = await opened.program.page.evaluate(bareMsEach, Math.min(documents, 10_000));
    const before = await residentBytes(mainPid, browserPid);
    const most = new Map(before);
    const sampler = setInterval(() => {
      residentBytes(mainPid, browserPid).then(
        (now) => {
          for (const [type, bytes] of now) most.set(type, Math.max(most.get(type) ?? 0, bytes));
        },
        () => undefined,
      );
    }, 2_000);
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
        bareSeconds: (bareMs * documents) / 1000,
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
      { name: 'seconds for the bare writing of as many rows', figure: restored.bareSeconds.toFixed(1) },
      { name: 'phases begun at ms', figure: restored.begunAt },
      { name: 'longest task in ms', figure: Math.round(longestTaskMs), isGood: longestTaskMs <= 100 },
      { name: 'more heap in the window, MB', figure: windowHeapMegabytes, isGood: windowHeapMegabytes < 300 },
      { name: 'more memory in a renderer, MB', figure: restored.rendererMegabytes },
      { name: 'more memory in main, MB', figure: restored.mainMegabytes },
      { name: 'more memory in the browser process, MB', figure: restored.browserMegabytes },
    ];
  },
};
