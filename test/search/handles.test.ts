// Handles of documents beside a plain map, while documents come and go and parts of the index are sealed and merged.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WordsDocument } from '#search/tail.ts';
import { WordsIndex } from '#search/wordsIndex.ts';

function documentOf(key: string, text: string): WordsDocument {
  return { key, kind: 'note', title: key, text, passages: [{ start: 0, end: text.length }] };
}

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('add' as const), key: fc.constantFrom(...keys) }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('remove' as const), key: fc.constantFrom(...keys) }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('seal' as const, 'look' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('reload' as const) }) },
);

/** What the index says of its documents, beside the handles they were given. */
function expectHandles(index: WordsIndex, held: ReadonlyMap<string, number>): void {
  for (const [key, handle] of held) {
    expect(index.handleFor(key)).toBe(handle);
    const number = index.numberFor(handle);
    expect(number).toBe(index.numberOf(key));
    expect([index.keyOf(number), index.handleOf(number)]).toEqual([key, handle]);
  }
  expect(new Set(held.values()).size).toBe(held.size);
  const given = new Set(held.values());
  for (let handle = 0; handle < 3 * keys.length; handle += 1)
    if (!given.has(handle)) expect(index.numberFor(handle)).toBe(-1);
}

it('[W16] a document keeps its handle until it is removed, and no other has it', () => {
  let reused = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
      let index = new WordsIndex();
      const blocks = new Map<number, Uint8Array>();
      const held = new Map<string, number>();
      const seen = new Set<number>();
      const store = (): void => {
        for (const { id, bytes } of index.takeChanges()) {
          if (bytes) blocks.set(id, bytes);
          else blocks.delete(id);
        }
      };
      steps.forEach((done, at) => {
        switch (done.does) {
          case 'add': {
            const handle = index.add(documentOf(done.key, `grid ${at}`));
            expect(handle).toBe(held.get(done.key) ?? handle);
            if (!held.has(done.key) && seen.has(handle)) reused += 1;
            seen.add(handle);
            held.set(done.key, handle);
            break;
          }
          case 'remove':
            expect(index.remove(done.key)).toBe(held.delete(done.key));
            expect(index.handleFor(done.key)).toBe(-1);
            break;
          case 'seal':
            store();
            break;
          case 'look':
            expectHandles(index, held);
            break;
          case 'reload':
            store();
            index = new WordsIndex();
            index.load(Array.from(blocks, ([id, bytes]) => ({ id, bytes })));
            for (const key of held.keys()) held.set(key, index.handleFor(key));
            seen.clear();
        }
      });
      expectHandles(index, held);
    }),
    { numRuns: 300 },
  );
  expect(reused).toBeGreaterThan(100);
});
