// Heads in bundles: whatever was filled, they are found as rows of their own are.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NounKind, nounKinds } from '#domain/id.ts';
import type { Operation } from '#domain/operation.ts';
import { applyEntries } from '#store/apply.ts';
import type { Database } from '#store/database.ts';
import type { Restored } from '#store/fill.ts';
import { readerOf } from '#store/read.ts';
import { countRows, stockIn } from '#store/stock.ts';
import { idOf, numbered, put, remove } from './entries.ts';
import { filled, newDatabase, rowsIn } from './working.ts';

const numbers = 40;
/** Few of them, so that bundles have them in common. */
const owners = [1, 2, 3, 4];
const at = (second: number): string => new Date(Date.UTC(2026, 10, 20) + second * 1000).toISOString();

interface Drawn {
  readonly kind: NounKind;
  readonly number: number;
  readonly revision: number;
  readonly owner: number;
  readonly changed: number;
  readonly deleted: boolean;
  readonly chars: number;
}

/** A record that is found by everything that records of its kind are found by. */
function recordOf({ kind, number, revision, owner, changed, deleted, chars }: Drawn): Operation {
  const origin = {
    kind: 'imported',
    root: `root-${owner}`,
    path: 'a.md',
    sha256: owner.toString().repeat(64),
    revision: 1,
    importedAt: at(0),
  };
  return put(kind, number, revision, {
    updatedAt: at(changed),
    extra: 'é'.repeat(chars),
    ...(deleted ? { deletedAt: at(changed) } : {}),
    ...(kind === 'note' || kind === 'source' ? { origin } : {}),
    ...(kind === 'excerpt' ? { sourceId: idOf('source', owner) } : {}),
    ...(kind === 'judgement' ? { scorecardId: idOf('scorecard', owner) } : {}),
    ...(kind === 'claim' || kind === 'revision' ? { noteId: idOf('note', owner) } : {}),
    ...(kind === 'link' ? { from: idOf('note', owner), to: idOf('source', 5 - owner) } : {}),
  });
}

const drawn = (number: fc.Arbitrary<number>, kind: fc.Arbitrary<NounKind>): fc.Arbitrary<Drawn> =>
  fc.record({
    kind,
    number,
    revision: fc.integer({ min: 1, max: 3 }),
    owner: fc.constantFrom(...owners),
    changed: fc.nat(1000),
    deleted: fc.nat(5).map((roll) => roll === 0),
    chars: fc.oneof(fc.nat(300), fc.integer({ min: 3_000, max: 29_000 })),
  });
const anyKind = fc.constantFrom(...nounKinds);
const anyNumber = fc.integer({ min: 1, max: numbers + 3 });
const filledWith: fc.Arbitrary<readonly Drawn[]> = fc
  .uniqueArray(drawn(anyNumber, anyKind), {
    selector: ({ kind, number }) => `${kind} ${number}`,
    minLength: 60,
    maxLength: 120,
  })
  .map((all) =>
    all.toSorted(
      (one, other) =>
        nounKinds.indexOf(one.kind) - nounKinds.indexOf(other.kind) || one.number - other.number,
    ),
  );
const change: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: drawn(anyNumber, anyKind).map(recordOf) },
  {
    weight: 1,
    arbitrary: fc.tuple(anyKind, anyNumber).map(([kind, number]) => remove(kind, number, 9)),
  },
);

/** Everything that heads are asked for. */
async function answersOf(database: Database): Promise<unknown> {
  const reader = readerOf(database);
  const answers: unknown[] = [await reader.lastUpdatedAt(), [...(await reader.revisionCounts())].toSorted()];
  for (const kind of nounKinds) {
    const ids = Array.from({ length: numbers + 5 }, (_, number) => idOf(kind, numbers + 4 - number));
    answers.push(await reader.getMany(kind, ids), await reader.get(kind, idOf(kind, 7)));
    for (const which of ['kept', 'deleted'] as const)
      answers.push(await reader.heads(kind, which), await reader.count(kind, which));
    answers.push(await database.reading(({ heads }) => rowsIn(heads(kind))));
  }
  for (const owner of owners) {
    const [note, source] = [idOf('note', owner), idOf('source', owner)];
    answers.push(
      await reader.excerptsOf(source),
      await reader.judgementsOf(idOf('scorecard', owner)),
      await reader.revisionsOf(note),
      await reader.linksFrom(note),
      await reader.linksTo(source),
      await reader.importedFrom(`root-${owner}`),
      await reader.importedAs(owner.toString().repeat(64)),
    );
  }
  return answers;
}

describe('heads in bundles', () => {
  it('[HE1] are found, listed and counted like single rows, whatever is written and taken away', async () => {
    let bundled = 0;
    await fc.assert(
      fc.asyncProperty(
        filledWith,
        fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { maxLength: 6 }),
        async (given, changes) => {
          const records = given.map(recordOf) as Restored[];
          const some = await newDatabase(await filled(records));
          const single = await newDatabase();
          await applyEntries(single, numbered([records]));
          for (const kind of nounKinds)
            bundled += await some.reading(({ heads }) => heads(kind).countInBundles());
          const entries = numbered(changes, 2);
          for (const entry of entries) await applyEntries(some, [entry]);
          await applyEntries(single, entries);
          expect(await answersOf(some)).toEqual(await answersOf(single));
          for (const kind of nounKinds) {
            const changed = (await readerOf(some).heads(kind)).map(({ updatedAt }) => updatedAt);
            expect(changed).toEqual(changed.toSorted().toReversed());
          }
          expect(await some.reading(countRows)).toEqual(await single.reading(countRows));
          expect(await some.reading(stockIn)).toEqual(await some.reading(countRows));
          some.close();
          single.close();
        },
      ),
      { numRuns: 15 },
    );
    expect(bundled).toBeGreaterThan(500);
  });

  it('[HE2] that are deleted have rows of their own', async () => {
    const records = Array.from({ length: 20 }, (_, number) =>
      put('note', number + 1, 1, number % 4 === 0 ? { deletedAt: at(number) } : {}),
    ) as Restored[];
    const database = await newDatabase(await filled(records));
    expect(await database.reading(({ heads }) => heads('note').countInBundles())).toBe(15);
    expect(await database.reading(({ heads }) => heads('note').countInState(0))).toBe(5);
    database.close();
  });

  it('[HE3] mark excerpts of a source whose title changed, those in bundles too', async () => {
    const records = [
      put('source', 1, 1),
      ...Array.from({ length: 9 }, (_, number) => put('excerpt', number + 1, 1)),
    ] as Restored[];
    const database = await newDatabase(await filled(records));
    const csl = { id: 'key', type: 'document', title: 'Another title' };
    await applyEntries(database, numbered([[put('source', 1, 2, { csl })]], 2));
    const marks = await database.reading(({ pending }) => pending.toArray());
    expect(marks.filter(({ kind }) => kind === 'excerpt')).toHaveLength(9);
    database.close();
  });
});
