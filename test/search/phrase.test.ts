// What counts as a phrase in a text, and what phrases and unwanted words do to a question.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsPhrase, phraseOf } from '#search/phrase.ts';

const holds = (text: string, phrase: string) => holdsPhrase(text, phraseOf(phrase));

describe('a phrase', () => {
  it('[H1] stands in a text word by word, in order', () => {
    expect(holds('The boundary layer, thick.', 'boundary layer')).toBe(true);
    expect(holds('The boundary\n“layer” is thick.', 'boundary layer')).toBe(true);
    expect(holds('A layer at the boundary.', 'boundary layer')).toBe(false);
    expect(holds('The boundary of a layer.', 'boundary layer')).toBe(false);
    expect(holds('a a b', 'a b')).toBe(true);
    expect(holds('a b a b c', 'a b c')).toBe(true);
    expect(holds('東京都知事', '京都')).toBe(true);
    expect(holds('東京都知事', '東都')).toBe(false);
  });

  it('[H2] whatever its case and accents, but with its endings', () => {
    expect(holds('CAFÉ ＡＢＣ', 'cafe abc')).toBe(true);
    expect(holds('Straße', 'STRASSE')).toBe(true);
    expect(holds('boundary layers', 'boundary layer')).toBe(false);
    expect(holds('the İstanbul line', 'istanbul LINE')).toBe(true);
  });

  it('[H3] is everywhere when it has no words', () => {
    expect(holds('', '')).toBe(true);
    expect(holds('a', ' "!" ')).toBe(true);
  });

  it('[H1] is found wherever words are put together around it', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'ab', 'É', '字', '7'), { maxLength: 5 });
    fc.assert(
      fc.property(words, words, words, (before, phrase, after) => {
        expect(holds([...before, ...phrase, ...after].join(' '), phrase.join('-'))).toBe(true);
      }),
    );
  });
});
