// Applying entries: what the journal says is what the working copy holds, however it got there.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '#domain/operation.ts';
import { applyEntries } from '#store/apply.ts';
import { openQueue } from '#store/queue.ts';
import { readerOf } from '#store/read.ts';
import type { Entry, PendingMark } from '#store/store.ts';
import { body, hashOf, idOf, line, numbered, piece, put, remove, runs } from './entries.ts';
import { everythingIn, failWrites, newDatabase, rowsIn } from './working.ts';

/** What should be there, folded one operation at a time over plain maps. */
function oracle(entries: readonly Entry[]): Map<string, unknown> {
  const state = new Map<string, { readonly revision: number; readonly value: unknown }>();
  const write = (key: string, revision: number, value: unknown): void => {
    if ((state.get(key)?.revision ?? 0) <= revision) state.set(key, { revision, value });
  };
  const fold = (operation: Operation): void => {
    switch (operation.op) {
      case 'put':
        write(`${operation.kind}:${operation.record.id}`, operation.record.revision, operation.record);
        break;
      case 'remove': {
        const key = `${operation.kind}:${operation.id}`;
        if ((state.get(key)?.revision ?? 0) > operation.revision) break;
        state.delete(key);
        if (operation.kind === 'note' || operation.kind === 'source') state.delete(`body:${operation.id}`);
        break;
      }
      case 'body':
        write(`body:${operation.body.owner}`, operation.body.revision, operation.body.pieces);
        break;
      case 'setting':
        write(`setting:${operation.setting.name}`, operation.setting.revision, operation.setting.value);
        break;
      case 'piece':
        state.set(`piece:${operation.hash}`, { revision: 0, value: operation.content });
        break;
      case 'forget':
        for (const hash of operation.hashes) state.delete(`piece:${hash}`);
        break;
    }
  };
  for (const { operations } of entries) operations.forEach(fold);
  return new Map([...state].map(([key, { value }]) => [key, value]));
}

const kinds = ['note', 'source', 'excerpt', 'scorecard', 'judgement', 'link', 'claim'] as const;

describe('applying', () => {
  it('[A1] leaves what the entries say, one after the other or all at once', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (entries) => {
        const single = await newDatabase();
        for (const entry of entries) await applyEntries(single, [entry]);
        const together = await newDatabase();
        await applyEntries(together, entries);
        expect(await everythingIn(together)).toEqual(await everythingIn(single));

        const reader = readerOf(together);
        const found = new Map<string, unknown>();
        for (const kind of kinds)
          for (const which of ['kept', 'deleted'] as const)
            for (const record of await reader.heads(kind, which)) found.set(`${kind}:${record.id}`, record);
        for (const kind of ['note', 'source'] as const)
          for (const number of [1, 2, 3]) {
            const owner = idOf(kind, number);
            const hasBody = (await together.reading(({ bodies }) => bodies.countOf([owner]))) > 0;
            if (hasBody) found.set(`body:${owner}`, await reader.bodyPieces(owner));
          }
        for (const { name, value } of await reader.settings()) found.set(`setting:${name}`, value);
        for (const { hash, content } of await together.reading(({ pieces }) => rowsIn(pieces)))
          found.set(`piece:${hash}`, content);
        expect(found).toEqual(oracle(entries));
        single.close();
        together.close();
      }),
      { numRuns: 30 },
    );
  });

  it('[A2] any prefix twice equals once', async () => {
    await fc.assert(
      fc.asyncProperty(runs, fc.nat(6), async (entries, size) => {
        const once = await newDatabase();
        await applyEntries(once, entries);
        const twice = await newDatabase();
        await applyEntries(twice, entries.slice(0, size));
        await applyEntries(twice, entries.slice(0, size));
        await applyEntries(twice, entries);
        expect(await everythingIn(twice)).toEqual(await everythingIn(once));
        once.close();
        twice.close();
      }),
      { numRuns: 30 },
    );
  });

  it('[A1b] marks a judgement for its own entry when its scorecard was changed in an earlier one of the same batch', async () => {
    const scorecard = put('scorecard', 1, 1);
    const judgement = put('judgement', 1, 1);
    const owned =
      judgement.op === 'put' && judgement.kind === 'judgement' ? judgement.record.scorecardId : '';
    expect(owned).toBe(idOf('scorecard', 1));
    const database = await newDatabase();
    await applyEntries(database, numbered([[scorecard, scorecard], [judgement]]));
    const marks = await database.reading(({ pending }) => pending.toArray());
    expect(marks.find(({ kind }) => kind === 'judgement')).toMatchObject({ seq: 2 });
    database.close();
  });

  it('[A3] never passes a gap, and changes nothing where it is asked to', async () => {
    const database = await newDatabase();
    await applyEntries(database, numbered([[put('note', 1, 1)]]));
    const before = await everythingIn(database);
    await expect(applyEntries(database, numbered([[put('note', 2, 1)]], 3))).rejects.toMatchObject({
      trouble: { kind: 'broken' },
    });
    await expect(
      applyEntries(database, [...numbered([[put('note', 2, 1)]], 2), ...numbered([[put('note', 3, 1)]], 4)]),
    ).rejects.toThrow();
    expect(await everythingIn(database)).toEqual(before);
  });

  it('[A4] changes nothing when it fails, whichever write it was, and can be tried again', async () => {
    const first = numbered([
      [put('note', 1, 1, { extra: 'x'.repeat(60_000) }), body(idOf('note', 1), 1, [])],
    ]);
    const second = numbered([[put('note', 1, 2), remove('note', 2, 1), piece(1), put('source', 1, 1)]], 2);
    const expected = await newDatabase();
    await applyEntries(expected, [...first, ...second]);
    for (let failing = 0; ; failing += 1) {
      const database = await newDatabase();
      await applyEntries(database, first);
      const before = await everythingIn(database);
      const heal = failWrites(failing);
      const outcome = await applyEntries(database, second).then(
        () => 'applied',
        () => 'failed',
      );
      const hasFailed = heal();
      expect(outcome).toBe(hasFailed ? 'failed' : 'applied');
      if (!hasFailed) break;
      expect(await everythingIn(database)).toEqual(before);
      await applyEntries(database, second);
      expect(await everythingIn(database)).toEqual(await everythingIn(expected));
    }
  });

  it('[A5] keeps every row under 60 KB, whatever is in it', async () => {
    const database = await newDatabase();
    const long = '\u4e2d'.repeat(100_000);
    const pieces = Array.from({ length: 5000 }, (_, at) => hashOf(at));
    await applyEntries(
      database,
      numbered([
        [
          put('excerpt', 1, 1, { quotation: long, selector: { exact: long, prefix: '', suffix: '' } }),
          body(idOf('note', 1), 1, pieces),
          { op: 'setting', setting: { name: 'long', value: long, revision: 1 } },
        ],
      ]),
    );
    for (const rows of Object.values(await everythingIn(database)))
      for (const row of rows as unknown[]) expect(2 * JSON.stringify(row).length).toBeLessThan(60_000);
    const reader = readerOf(database);
    expect((await reader.get('excerpt', idOf('excerpt', 1)))?.quotation).toBe(long);
    expect(await reader.bodyPieces(idOf('note', 1))).toEqual(pieces);
    expect((await reader.settings())[0]?.value).toBe(long);
    await applyEntries(database, numbered([[remove('excerpt', 1, 1)]], 2));
    expect(
      (await database.reading(({ parts }) => parts.toArray())).every(
        (part) => !part.row.startsWith('excerpt'),
      ),
    ).toBe(true);
  });
});

describe('marks', () => {
  async function marksAfter(...groups: Operation[][]): Promise<PendingMark[]> {
    const database = await newDatabase();
    await applyEntries(database, numbered(groups));
    return database.reading(({ pending }) => pending.toArray());
  }

  const note = { kind: 'note', id: idOf('note', 1) };
  const excerpt = { kind: 'excerpt', id: idOf('excerpt', 1) };

  it('[A6] are left for what can be searched, with the entry that touched it last', async () => {
    expect(await marksAfter([put('note', 1, 1)], [put('link', 1, 1)], [put('note', 1, 2)])).toEqual([
      { ...note, seq: 3 },
    ]);
    expect(await marksAfter([put('note', 1, 1)], [remove('note', 1, 1)])).toEqual([{ ...note, seq: 2 }]);
    expect(await marksAfter([put('note', 1, 1)], [body(idOf('note', 1), 1, [])])).toEqual([
      { ...note, seq: 2 },
    ]);
    expect(await marksAfter([body(idOf('note', 1), 1, []), piece(1)])).toEqual([]);
  });

  it('[A7] are not left by an older revision', async () => {
    expect(await marksAfter([put('note', 1, 2)], [put('note', 1, 1)])).toEqual([{ ...note, seq: 1 }]);
  });

  it('[A8] are left for what is found by the words of another: excerpts by their source, judgements by their scorecard', async () => {
    const source = { kind: 'source', id: idOf('source', 1) };
    const csl = { id: 'key', type: 'document', title: 'Another' };
    const made = [put('source', 1, 1), put('excerpt', 1, 1)];
    expect(await marksAfter(made, [put('source', 1, 2, { csl })])).toEqual([
      { ...excerpt, seq: 2 },
      { ...source, seq: 2 },
    ]);
    expect(await marksAfter(made, [put('source', 1, 2)])).toEqual([
      { ...excerpt, seq: 1 },
      { ...source, seq: 2 },
    ]);
    expect(
      await marksAfter([put('scorecard', 1, 1), put('judgement', 1, 1)], [put('scorecard', 1, 2)]),
    ).toEqual([
      { kind: 'judgement', id: idOf('judgement', 1), seq: 2 },
      { kind: 'scorecard', id: idOf('scorecard', 1), seq: 2 },
    ]);
  });
});

describe('the queue', () => {
  it('[A9] applies in order whatever order entries come in', async () => {
    await fc.assert(
      fc.asyncProperty(
        runs.chain((entries) =>
          fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
        ),
        fc.integer({ min: 1, max: 10 }),
        async ([entries, shuffled], mostOperations) => {
          const inOrder = await newDatabase();
          await applyEntries(inOrder, entries);
          const database = await newDatabase();
          const queue = openQueue({
            appliedSeq: 0,
            write: (some) => applyEntries(database, some),
            mostOperations,
          });
          await Promise.all(shuffled.map((entry) => queue.apply(entry)));
          expect(await everythingIn(database)).toEqual(await everythingIn(inOrder));
          inOrder.close();
          database.close();
        },
      ),
      { numRuns: 30 },
    );
  });

  it('[A10] holds back an entry that comes early, and skips one that was applied', async () => {
    const written: number[] = [];
    const queue = openQueue({
      appliedSeq: 4,
      write: (entries) => {
        written.push(...entries.map((entry) => entry.seq));
        return Promise.resolve(entries.at(-1)?.seq ?? 0);
      },
    });
    await queue.apply({ seq: 4, operations: [] });
    let isApplied = false;
    const early = queue.apply({ seq: 6, operations: [] }).then(() => (isApplied = true));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([written, isApplied]).toEqual([[], false]);
    await Promise.all([
      queue.apply({ seq: 5, operations: [] }),
      queue.apply({ seq: 5, operations: [] }),
      early,
    ]);
    expect(written).toEqual([5, 6]);
  });

  it('[A11] stops at a failure, says so, loses nothing, and goes on when told to', async () => {
    const database = await newDatabase();
    const queue = openQueue({ appliedSeq: 0, write: (some) => applyEntries(database, some) });
    const heard: unknown[] = [];
    const unwatch = queue.watchTrouble((trouble) => heard.push(trouble));
    const heal = failWrites(0);
    const full = { trouble: { kind: 'disk full' } };
    await expect(queue.apply(numbered([[put('note', 1, 1)]])[0]!)).rejects.toMatchObject(full);
    heal();
    await expect(queue.apply(numbered([[put('note', 2, 1)]], 2)[0]!)).rejects.toMatchObject(full);
    expect(heard).toEqual([{ kind: 'disk full' }]);
    expect(await database.reading(({ heads }) => heads('note').count())).toBe(0);
    queue.resume();
    await queue.apply(numbered([[put('note', 3, 1)]], 3)[0]!);
    expect(heard).toEqual([{ kind: 'disk full' }, null]);
    expect(await database.reading(({ heads }) => heads('note').count())).toBe(3);
    unwatch();
    queue.stop({ kind: 'closed' });
    expect(heard).toHaveLength(2);
  });
});

describe('a body', () => {
  it('[A12] comes back whole, and is never shown without a piece that is missing', async () => {
    const database = await newDatabase();
    const owner = idOf('note', 1);
    const reader = readerOf(database);
    await applyEntries(
      database,
      numbered([[piece(1), piece(2), body(owner, 1, [hashOf(2), hashOf(1), hashOf(2)])]]),
    );
    const whole = await reader.body(owner);
    expect(whole?.repairs).toEqual([]);
    expect(whole?.document.content.map((block) => line(block.content?.[0]?.text ?? ''))).toEqual(
      ['piece 2', 'piece 1', 'piece 2'].map(line),
    );
    await database.writing(({ pieces }) => pieces.bulkDelete([hashOf(1)]));
    await expect(reader.body(owner)).rejects.toMatchObject({ trouble: { kind: 'broken' } });
    expect(await reader.body(idOf('note', 2))).toBe(undefined);
  });
});
