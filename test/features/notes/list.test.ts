// The list of notes and the cards of the panel: order, cutting a passage.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Note } from '#domain/note.ts';
import { cutPassage } from '#features/notes/cutPassage.ts';
import { inOrder, noteOrders } from '#features/notes/order.ts';

const note = (title: string, minute: number, id = `n${minute}`): Note =>
  ({
    id,
    title,
    createdAt: `2026-11-23T10:${String(59 - minute).padStart(2, '0')}:00.000Z`,
    updatedAt: `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`,
  }) as unknown as Note;

describe('the order of notes', () => {
  it('[L1] is newest first, or by title with numbers as numbers and the untitled last', () => {
    const notes = [note('Note 10', 1), note('', 2), note('note 9', 3), note('Énergie', 4)];
    expect(inOrder(notes, 'edited').map(({ title }) => title)).toEqual(['Énergie', 'note 9', '', 'Note 10']);
    expect(inOrder(notes, 'created').map(({ title }) => title)).toEqual(['Note 10', '', 'note 9', 'Énergie']);
    expect(inOrder(notes, 'title').map(({ title }) => title)).toEqual(['Énergie', 'note 9', 'Note 10', '']);
  });

  it('[L2] does not depend on the order in which notes were read', () => {
    const some = fc.array(fc.record({ title: fc.constantFrom('a', 'b', ''), minute: fc.nat(3) }), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(some, fc.constantFrom(...noteOrders), (given, order) => {
        const notes = given.map(({ title, minute }, at) => note(title, minute, `n${at}`));
        expect(inOrder(notes.toReversed(), order)).toEqual(inOrder(notes, order));
      }),
    );
  });
});

describe('the part of a passage on a card', () => {
  const words = fc.array(
    fc.string({ minLength: 1, maxLength: 9 }).filter((each) => !/\s/.test(each)),
    {
      minLength: 1,
      maxLength: 80,
    },
  );

  it('[L5] has room, and its marks are on the very words they were on', () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (parts, pickWord, pickSentence) => {
        const passage = parts.join(' ');
        const spanOf = (pick: number) => {
          const at = pick % parts.length;
          const start = parts.slice(0, at).join(' ').length + (at > 0 ? 1 : 0);
          return { start, end: start + (parts[at] ?? '').length };
        };
        const word = spanOf(pickWord);
        const sentence = spanOf(pickSentence);
        const cut = cutPassage(passage, [word], sentence, 120);
        expect(cut.text.length).toBeLessThanOrEqual(124);
        const near = cut.marks.find(({ kind }) => kind === 'near');
        // The nearest sentence is always in sight.
        expect(near && cut.text.slice(near.start, near.end)).toBe(
          passage.slice(sentence.start, sentence.end),
        );
        for (const mark of cut.marks.filter(({ kind }) => kind === 'word'))
          expect(passage.slice(word.start, word.end)).toContain(cut.text.slice(mark.start, mark.end));
      }),
      { numRuns: 300 },
    );
  });

  it('[L6] is the whole of a short passage', () => {
    expect(cutPassage('short text', [{ start: 0, end: 5 }], null, 100)).toEqual({
      text: 'short text',
      marks: [{ start: 0, end: 5, kind: 'word' }],
    });
  });
});
