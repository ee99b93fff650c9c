// Rules of cutting passages: see the numbered list at cutPassages.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPassages, embeddedText, passageWords, wordsIn, type Span } from '#domain/passages.ts';

const fragment = fc.oneof(
  fc.constantFrom(
    'The ',
    'trial. ',
    'Why? ',
    '\n',
    '\n\n',
    ' ',
    'e.g. ',
    'wing-',
    '漢字',
    'かな。',
    '한국어 ',
    '😀',
    '👩‍👩‍👧',
  ),
  fc.constantFrom('x'.repeat(90), '한'.repeat(70), 'สวัสดี', '\t', '1,400 ', '"quoted" ', '\ud83d'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const text = fc.array(fragment, { maxLength: 120 }).map((parts) => parts.join(''));
const maxWords = fc.integer({ min: 2, max: 40 });

function spansWithin(length: number): fc.Arbitrary<readonly Span[]> {
  const offset = fc.integer({ min: 0, max: length });
  return fc.array(
    fc.tuple(offset, offset).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
    { maxLength: 4 },
  );
}
const textAndSpans = text.chain((whole) => fc.tuple(fc.constant(whole), spansWithin(whole.length)));

const contentOf = (whole: string, { start, end }: Span) => whole.slice(start, end);

describe('cutPassages', () => {
  it('[P1] covers the text: only white space lies outside passages, and none overlap', () => {
    fc.assert(
      fc.property(textAndSpans, maxWords, ([whole, keep], max) => {
        let at = 0;
        for (const { start, end } of cutPassages(whole, { maxWords: max, keep })) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(whole.slice(at, start).trim()).toBe('');
          at = end;
        }
        expect(whole.slice(at).trim()).toBe('');
      }),
    );
  });

  it('[P2] starts and ends with something visible', () => {
    fc.assert(
      fc.property(textAndSpans, maxWords, ([whole, keep], max) => {
        for (const span of cutPassages(whole, { maxWords: max, keep })) {
          const content = contentOf(whole, span);
          expect(content.trim()).toBe(content);
          expect(content).not.toBe('');
        }
      }),
    );
    expect(cutPassages(' \n\t ')).toEqual([]);
    expect(cutPassages('')).toEqual([]);
  });

  it('[P3] holds no more words than allowed', () => {
    fc.assert(
      fc.property(text, maxWords, (whole, max) => {
        for (const span of cutPassages(whole, { maxWords: max })) {
          expect(wordsIn(contentOf(whole, span))).toBeLessThanOrEqual(max);
        }
      }),
    );
  });

  it('[P4] never cuts inside a kept span', () => {
    fc.assert(
      fc.property(textAndSpans, maxWords, ([whole, keep], max) => {
        const passages = cutPassages(whole, { maxWords: max, keep });
        for (const span of keep) {
          const visible = contentOf(whole, span).trim();
          const start = whole.indexOf(visible, span.start);
          const holders = passages.filter(
            (passage) => passage.start < start + visible.length && passage.end > start,
          );
          if (visible !== '') expect(holders).toHaveLength(1);
        }
      }),
    );
  });

  it('[P4] never cuts inside a surrogate pair', () => {
    fc.assert(
      fc.property(text, maxWords, (whole, max) => {
        for (const { start, end } of cutPassages(whole, { maxWords: max })) {
          for (const at of [start, end]) {
            expect(
              /[\ud800-\udbff]$/.test(whole.slice(0, at)) && /^[\udc00-\udfff]/.test(whole.slice(at)),
            ).toBe(false);
          }
        }
      }),
    );
    const faces = '😀'.repeat(3000);
    expect(
      cutPassages(faces)
        .map((span) => contentOf(faces, span))
        .join(''),
    ).toBe(faces);
    expect(cutPassages(faces).every(({ start }) => start % 2 === 0)).toBe(true);
  });

  it('[P4] leaves a sentence whole that fits a passage', () => {
    const sentence = (n: number) => `Sentence ${n} has exactly eight words in it.`;
    const whole = Array.from({ length: 60 }, (_, n) => sentence(n)).join(' ');
    const passages = cutPassages(whole);
    expect(passages.length).toBeGreaterThan(2);
    for (const span of passages) expect(contentOf(whole, span)).toMatch(/^Sentence .* it\.$/);
  });

  it('[P4] cuts a sentence that fits no passage between its words', () => {
    const whole = Array.from({ length: 400 }, (_, n) => `word${n}`).join(' ');
    const pieces = cutPassages(whole).map((span) => contentOf(whole, span));
    expect(pieces.length).toBe(Math.ceil(400 / passageWords));
    expect(pieces.join(' ')).toBe(whole);
  });

  it('[P5] ends early at a paragraph that would not fit whole', () => {
    const paragraph = (words: number) => `${'word '.repeat(words - 1)}end.`;
    const whole = `${paragraph(80)}\n${paragraph(70)}\n${paragraph(20)}`;
    const pieces = cutPassages(whole).map((span) => contentOf(whole, span));
    expect(pieces).toEqual([paragraph(80), `${paragraph(70)}\n${paragraph(20)}`]);
    const early = `${paragraph(30)}\n${paragraph(60)} W${paragraph(60)}`;
    expect(cutPassages(early)[0]?.end).toBe(early.indexOf(' Wword'));
  });

  it('counts Chinese by characters and long runs by their length', () => {
    expect(wordsIn('漢字仮名')).toBe(2);
    expect(wordsIn('a few words')).toBe(3);
    expect(wordsIn('x'.repeat(160))).toBe(10);
  });
});

describe('embeddedText', () => {
  it('puts the title before the passage', () => {
    expect(embeddedText(' Wings ', 'Lift grows.')).toBe('Wings\nLift grows.');
  });
  it('does not repeat a title that is empty or already there', () => {
    expect(embeddedText('  ', 'Lift grows.')).toBe('Lift grows.');
    expect(embeddedText('Lift', 'lift grows.')).toBe('lift grows.');
    expect(embeddedText('Lift', ' ')).toBe('Lift');
  });
});
