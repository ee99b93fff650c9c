// The pool of embedders, with workers that the test plays itself.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmbedders, embedderCount, type EmbeddersState } from '#embedding/embedders.ts';
import type { Outcome } from '#embedding/queue.ts';
import { crewOf, type Crew, type PlayedWorker } from './crew.ts';

const passage = { priority: 'passage' } as const;
const query = { priority: 'query' } as const;

const alive = (crew: Crew): readonly PlayedWorker[] => crew.workers.filter((worker) => !worker.ended);
const isBusy = (worker: PlayedWorker, answered: number): boolean => worker.texts.length > answered;

describe('who gets which text', () => {
  it('[E1] a worker has one text at a time', () => {
    const { pool, workers } = crewOf(1);
    void pool.embed('a', passage);
    void pool.embed('b', passage);
    expect(workers[0]!.texts).toEqual(['a']);
    workers[0]!.finish();
    expect(workers[0]!.texts).toEqual(['a', 'b']);
  });

  it('[E2] queries go before passages, each in the order they came', () => {
    const { pool, workers } = crewOf(1);
    for (const text of ['p1', 'p2', 'p3']) void pool.embed(text, passage);
    for (const text of ['q1', 'q2']) void pool.embed(text, query);
    for (let i = 0; i < 5; i += 1) workers[0]!.finish();
    expect(workers[0]!.texts).toEqual(['p1', 'q1', 'q2', 'p2', 'p3']);
  });

  it('[E3] each caller gets the vector of its own text', async () => {
    const { pool, workers } = crewOf(2);
    const first = pool.embed('a', passage);
    const second = pool.embed('b', passage);
    const third = pool.embed('c', passage);
    workers[1]!.finish(2);
    workers[0]!.finish(1);
    workers[1]!.finish(3);
    expect(await first).toEqual({ kind: 'vector', vector: new Float32Array([1]) });
    expect(await second).toEqual({ kind: 'vector', vector: new Float32Array([2]) });
    expect(await third).toEqual({ kind: 'vector', vector: new Float32Array([3]) });
  });

  it('[E4] an answer to a text that is not in hand is not taken for one that is', () => {
    const { pool, workers } = crewOf(1);
    void pool.embed('a', passage);
    const stale = workers[0]!.last.id;
    workers[0]!.finish();
    void pool.embed('b', passage);
    void pool.embed('c', passage);
    workers[0]!.say({ kind: 'vector', id: stale, vector: new Float32Array([9]) });
    expect(workers[0]!.texts).toEqual(['a', 'b']);
  });

  it('[E5] whatever happens in whatever order, every text gets exactly one outcome', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('embed' as const), query: fc.boolean() }),
      fc.record({ do: fc.constantFrom('finish' as const, 'die' as const), worker: fc.nat(3) }),
      fc.record({ do: fc.constant('abort' as const), text: fc.nat(20) }),
      fc.record({ do: fc.constant('calm' as const), calm: fc.boolean() }),
      fc.record({ do: fc.constant('pass' as const), ms: fc.nat(1500) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(step, { maxLength: 60 }),
        async (most, steps) => {
          const crew = crewOf(most);
          const answered = new Map<PlayedWorker, number>();
          const asked: { readonly abort: AbortController; readonly outcome: Promise<Outcome> }[] = [];
          const busy = (): readonly PlayedWorker[] =>
            alive(crew).filter((worker) => isBusy(worker, answered.get(worker) ?? 0));
          const finish = (worker: PlayedWorker): void => {
            answered.set(worker, (answered.get(worker) ?? 0) + 1);
            worker.finish();
          };
          for (const move of steps) {
            if (move.do === 'embed') {
              const abort = new AbortController();
              const priority = move.query ? 'query' : 'passage';
              asked.push({ abort, outcome: crew.pool.embed('text', { priority, signal: abort.signal }) });
            } else if (move.do === 'abort') asked[move.text]?.abort.abort();
            else if (move.do === 'calm') crew.pool.calm(move.calm);
            else if (move.do === 'pass') crew.passMs(move.ms);
            else {
              const worker = busy()[move.worker];
              if (worker && move.do === 'finish') finish(worker);
              else worker?.die();
            }
            expect(alive(crew).length).toBeLessThanOrEqual(most);
            for (const worker of alive(crew)) {
              expect(worker.texts.length - (answered.get(worker) ?? 0)).toBeLessThanOrEqual(1);
            }
          }
          for (let worker = busy()[0]; worker; worker = busy()[0]) finish(worker);
          const outcomes = await Promise.all(asked.map(({ outcome }) => outcome));
          expect(outcomes.length).toBe(asked.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('how many workers', () => {
  it('[E6] one a core, at least one and at most four', () => {
    expect([0, 1, 2, 3, 4, 16, Number.NaN].map(embedderCount)).toEqual([1, 1, 2, 3, 4, 4, 1]);
  });

  it('[E7] none is started before the first text', () => {
    const { pool, workers } = crewOf(4);
    expect(workers).toEqual([]);
    expect(pool.state()).toEqual({ kind: 'asleep' });
  });

  it('[E8] queries start one, passages another one whenever two of them wait, up to the limit', () => {
    const asked = crewOf(3);
    for (const text of ['q1', 'q2', 'q3']) void asked.pool.embed(text, query);
    expect(asked.workers.length).toBe(1);
    const indexing = crewOf(3);
    void indexing.pool.embed('p1', passage);
    void indexing.pool.embed('p2', passage);
    expect(indexing.workers.length).toBe(1);
    void indexing.pool.embed('p3', passage);
    expect(indexing.workers.length).toBe(2);
    for (const text of ['p4', 'p5', 'p6']) void indexing.pool.embed(text, passage);
    expect(indexing.workers.length).toBe(3);
  });

  it('[E9] a text goes to a worker that has its model before one that has not', () => {
    const { pool, workers } = crewOf(2);
    void pool.embed('p1', passage);
    const abort = new AbortController();
    void pool.embed('p2', { ...passage, signal: abort.signal });
    void pool.embed('p3', { ...passage, signal: abort.signal });
    abort.abort();
    workers[0]!.say({ kind: 'aborted', id: workers[0]!.last.id });
    workers[1]!.loaded();
    workers[1]!.say({ kind: 'aborted', id: workers[1]!.last.id });
    void pool.embed('q', query);
    expect(workers[1]!.texts).toEqual(['p2', 'q']);
  });
});

describe('while keys arrive', () => {
  it('[E10] only one worker at a time has a passage, and queries still run beside it', () => {
    const { pool, workers } = crewOf(2);
    for (const text of ['p1', 'p2', 'p3', 'p4']) void pool.embed(text, passage);
    pool.calm(true);
    workers[0]!.finish();
    expect(workers[0]!.texts).toEqual(['p1']);
    void pool.embed('q', query);
    expect(workers[0]!.texts).toEqual(['p1', 'q']);
    workers[1]!.finish();
    expect(workers[1]!.texts).toEqual(['p2', 'p3']);
    workers[0]!.finish();
    expect(workers[0]!.texts).toEqual(['p1', 'q']);
    pool.calm(false);
    expect(workers[0]!.texts).toEqual(['p1', 'q', 'p4']);
  });

  it('[E11] no second worker is started', () => {
    const { pool, workers } = crewOf(2);
    pool.calm(true);
    void pool.embed('q', query);
    void pool.embed('p', passage);
    void pool.embed('p', passage);
    expect(workers.length).toBe(1);
    pool.calm(false);
    expect(workers.length).toBe(2);
  });
});

describe('texts that are not wanted any more', () => {
  it('[E12] a waiting text is dropped and never reaches a worker', async () => {
    const { pool, workers } = crewOf(1);
    const abort = new AbortController();
    void pool.embed('a', passage);
    const dropped = pool.embed('b', { ...passage, signal: abort.signal });
    void pool.embed('c', passage);
    abort.abort();
    expect(await dropped).toEqual({ kind: 'aborted' });
    workers[0]!.finish();
    expect(workers[0]!.texts).toEqual(['a', 'c']);
  });

  it('[E13] a text in hand is answered at once; its worker is told, and has nothing new until it answers', async () => {
    const { pool, workers } = crewOf(1);
    const abort = new AbortController();
    const dropped = pool.embed('a', { ...query, signal: abort.signal });
    void pool.embed('b', query);
    abort.abort();
    expect(await dropped).toEqual({ kind: 'aborted' });
    expect(workers[0]!.heard.at(-1)).toEqual({ kind: 'abort', id: workers[0]!.last.id });
    expect(workers[0]!.texts).toEqual(['a']);
    workers[0]!.say({ kind: 'aborted', id: workers[0]!.last.id });
    expect(workers[0]!.texts).toEqual(['a', 'b']);
  });

  it('[E25] a text that was dropped in hand is not tried again when its worker ends', () => {
    const { pool, workers } = crewOf(1);
    const abort = new AbortController();
    void pool.embed('a', { ...query, signal: abort.signal });
    abort.abort();
    workers[0]!.die();
    expect(workers.length).toBe(1);
  });

  it('[E14] a signal that was given before the text starts nothing', async () => {
    const { pool, workers } = crewOf(1);
    expect(await pool.embed('a', { ...query, signal: AbortSignal.abort() })).toEqual({ kind: 'aborted' });
    expect(workers).toEqual([]);
  });

  it('[E15] close ends every worker and answers every text', async () => {
    const { pool, workers } = crewOf(1);
    const outcomes = [pool.embed('a', passage), pool.embed('b', query)];
    pool.close();
    expect(await Promise.all(outcomes)).toEqual([{ kind: 'aborted' }, { kind: 'aborted' }]);
    expect(workers.map((worker) => worker.ended)).toEqual([true]);
  });
});

describe('rest', () => {
  it('[E16] workers without a text for the whole pause are ended; the next text starts one again', () => {
    const crew = crewOf(2, 1000);
    void crew.pool.embed('a', passage);
    crew.workers[0]!.loaded();
    crew.passMs(5000);
    expect(alive(crew).length).toBe(1);
    crew.workers[0]!.finish();
    crew.passMs(999);
    void crew.pool.embed('b', passage);
    crew.workers[0]!.finish();
    crew.passMs(999);
    expect(alive(crew).length).toBe(1);
    crew.passMs(1);
    expect(alive(crew).length).toBe(0);
    expect(crew.pool.state()).toEqual({ kind: 'asleep' });
    void crew.pool.embed('c', query);
    expect(alive(crew).map((worker) => worker.texts)).toEqual([['c']]);
  });

  it('[E17] watchers hear each change of state once, until they stop', () => {
    const crew = crewOf(2, 1000);
    const heard: EmbeddersState[] = [];
    const stop = crew.pool.watch((state) => heard.push(state));
    void crew.pool.embed('a', passage);
    void crew.pool.embed('b', passage);
    void crew.pool.embed('c', passage);
    crew.workers[0]!.loaded();
    crew.workers[1]!.loaded();
    crew.workers[0]!.finish();
    crew.workers[1]!.finish();
    crew.workers[0]!.finish();
    crew.passMs(1000);
    expect(heard.map(({ kind }) => kind)).toEqual(['loading', 'ready', 'asleep']);
    stop();
    void crew.pool.embed('c', passage);
    expect(heard.length).toBe(3);
  });
});

describe('what goes wrong', () => {
  it('[E18] a worker that ends is replaced, and its text tried again', async () => {
    const crew = crewOf(1);
    const outcome = crew.pool.embed('a', passage);
    crew.workers[0]!.die();
    expect(crew.workers[0]!.ended).toBe(true);
    expect(crew.workers[1]!.texts).toEqual(['a']);
    crew.workers[1]!.finish(7);
    expect(await outcome).toEqual({ kind: 'vector', vector: new Float32Array([7]) });
  });

  it('[E19] a failure inside a worker counts as its end', () => {
    const { pool, workers } = crewOf(1);
    void pool.embed('a', passage);
    workers[0]!.fault({ kind: 'failed', message: 'a trap' });
    expect(workers[0]!.ended).toBe(true);
    expect(workers[1]!.texts).toEqual(['a']);
  });

  it('[E20] a text that ended two workers is answered, and the others go on', async () => {
    const { pool, workers } = crewOf(1);
    const bad = pool.embed('bad', passage);
    const good = pool.embed('good', passage);
    workers[0]!.die();
    workers[1]!.finish();
    workers[1]!.die();
    expect(await bad).toEqual({ kind: 'unavailable', why: { kind: 'failed', message: 'out of memory' } });
    expect((await good).kind).toBe('vector');
    expect(pool.state()).toEqual({ kind: 'asleep' });
  });

  it('[E21] four ends with no vector between them are the end of trying', async () => {
    const { pool, workers } = crewOf(1);
    const outcomes = ['a', 'b', 'c'].map((text) => pool.embed(text, passage));
    for (let i = 0; i < 4; i += 1) workers[i]!.die();
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(Array(3).fill('unavailable'));
    expect(pool.state()).toEqual({ kind: 'unavailable', why: { kind: 'failed', message: 'out of memory' } });
    expect(workers.length).toBe(4);
  });

  it('[E22] ends with vectors between them are not', () => {
    const { pool, workers } = crewOf(1);
    for (let i = 0; i < 6; i += 1) {
      void pool.embed(`text ${i}`, passage);
      workers[i]!.die();
      workers[i + 1]!.finish();
    }
    expect(pool.state().kind).toBe('loading');
  });

  it.each(['missing', 'damaged'] as const)(
    '[E23] a %s model answers every text, now and later, and is not asked for again',
    async (kind) => {
      const crew = crewOf(2);
      const outcomes = ['a', 'b', 'c'].map((text) => crew.pool.embed(text, passage));
      const why = { kind, file: 'tokenizer.json' };
      crew.workers[0]!.fault(why);
      expect(await Promise.all(outcomes)).toEqual(Array(3).fill({ kind: 'unavailable', why }));
      expect(await crew.pool.embed('d', query)).toEqual({ kind: 'unavailable', why });
      expect(crew.pool.state()).toEqual({ kind: 'unavailable', why });
      expect(alive(crew)).toEqual([]);
      expect(crew.workers.length).toBe(2);
    },
  );

  it('[E24] where no worker can be made, texts are answered all the same', async () => {
    const pool = createEmbedders({
      workers: 2,
      spawn: () => {
        throw new Error('refused by policy');
      },
    });
    const why = { kind: 'failed', message: 'Error: refused by policy' };
    expect(await pool.embed('a', query)).toEqual({ kind: 'unavailable', why });
    expect(pool.state()).toEqual({ kind: 'unavailable', why });
  });
});
