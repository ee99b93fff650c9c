import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromImporter, ToImporter } from '#exchange/importerProtocol.ts';
import type { ImporterLike } from '#exchange/importers.ts';
import { createImporters } from '#exchange/importers.ts';

class FakeImporter implements ImporterLike {
  onmessage: ((event: MessageEvent<FromImporter>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  readonly asked: ToImporter[] = [];
  ended = false;

  postMessage(message: ToImporter): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  refuse(id = this.asked.at(-1)?.id ?? 0): void {
    this.onmessage?.({ data: { id, kind: 'refused', reason: 'empty' } } as MessageEvent<FromImporter>);
  }
}

const file = (path: string) => ({
  path,
  from: { kind: 'address' as const, address: `app://notebook/hand/${path}` },
});

describe('the importers', () => {
  let staff: FakeImporter[] = [];
  const open = (workers = 2) =>
    createImporters({
      workers,
      spawn: () => {
        const importer = new FakeImporter();
        staff.push(importer);
        return importer;
      },
    });

  beforeEach(() => {
    staff = [];
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('[R1] give each worker one file, and a worker that answered the next', async () => {
    const importers = open();
    const answers = ['a', 'b', 'c'].map((path) => importers.read(file(path), 'by kind'));
    expect(staff.map(({ asked }) => asked.map(({ path }) => path))).toEqual([['a'], ['b']]);
    staff[0]?.refuse();
    expect(await answers[0]).toEqual({ kind: 'refused', reason: 'empty' });
    expect(staff.map(({ asked }) => asked.map(({ path }) => path))).toEqual([['a', 'c'], ['b']]);
  });

  it('[R2] end a worker that takes too long with its file, and go on with a new one', async () => {
    const importers = open(1);
    const slow = importers.read(file('slow'), 'notes');
    const next = importers.read(file('next'), 'notes');
    vi.advanceTimersByTime(59_999);
    expect(staff[0]?.ended).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await slow).toEqual({ kind: 'failed', why: 'took too long' });
    expect(staff[0]?.ended).toBe(true);
    staff[1]?.refuse();
    expect(await next).toEqual({ kind: 'refused', reason: 'empty' });
  });

  it('[R3] end a worker that broke, and say why', async () => {
    const importers = open(1);
    const broken = importers.read(file('a'), 'notes');
    staff[0]?.onerror?.({ message: 'out of memory' } as ErrorEvent);
    expect(await broken).toEqual({ kind: 'failed', why: 'out of memory' });
    expect(staff[0]?.ended).toBe(true);
  });

  it('[R4] stop at a signal, whether the file waits or is being read', async () => {
    const importers = open(1);
    const stop = new AbortController();
    const first = importers.read(file('a'), 'notes', stop.signal);
    const second = importers.read(file('b'), 'notes', stop.signal);
    const third = importers.read(file('c'), 'notes');
    stop.abort();
    expect([await first, await second]).toEqual([
      { kind: 'failed', why: 'aborted' },
      { kind: 'failed', why: 'aborted' },
    ]);
    expect(staff.map(({ asked }) => asked.map(({ path }) => path))).toEqual([['a'], ['c']]);
    expect(staff[0]?.ended).toBe(true);
    expect(await importers.read(file('d'), 'notes', stop.signal)).toEqual({ kind: 'failed', why: 'aborted' });
    importers.close();
    expect(await third).toEqual({ kind: 'failed', why: 'aborted' });
  });

  it('[R5] take no answer for another file', async () => {
    const importers = open(1);
    const first = importers.read(file('a'), 'notes');
    staff[0]?.refuse(99);
    let settled = false;
    void first.then(() => (settled = true));
    await Promise.resolve();
    expect(settled).toBe(false);
    staff[0]?.refuse();
    expect(await first).toEqual({ kind: 'refused', reason: 'empty' });
  });

  it('[R6] give their memory back when there is nothing to do, and on closing', async () => {
    const importers = open(1);
    const first = importers.read(file('a'), 'notes');
    staff[0]?.refuse();
    await first;
    vi.advanceTimersByTime(9_999);
    expect(staff[0]?.ended).toBe(false);
    vi.advanceTimersByTime(1);
    expect(staff[0]?.ended).toBe(true);
  });

  it('[R7] answer where no worker can be had', async () => {
    const importers = createImporters({
      spawn: () => {
        throw new Error('no workers');
      },
    });
    expect(await importers.read(file('a'), 'notes')).toEqual({ kind: 'failed', why: 'Error: no workers' });
  });
});
