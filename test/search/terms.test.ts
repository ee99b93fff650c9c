// What terms a text gives, and where they point.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '#search/fold.ts';
import { couldBe, termsOf, visitTerms, type TermKind } from '#search/terms.ts';
import { wordsQuery } from '#search/wordsQuery.ts';

const named = (text: string, ...kinds: readonly TermKind[]) =>
  termsOf(text)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ term }) => term);
const asked = (question: string, prefix = false) =>
  wordsQuery(question, { prefix }).words.map(({ variants }) => variants[0]);

const mixed = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Wings ',
        'co-operate',
        '1,400',
        '3.14 ',
        '漢字',
        '東京タワー',
        '한국어',
        'naïve',
        'ＡＢＣ',
        'ß',
        '-',
        '.',
        '\u0001',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('terms', () => {
  it('[T1] are the same for every case, accent and width', () => {
    for (const [one, other] of [
      ['Café', 'cafe'],
      ['ＡＢＣ１２', 'abc12'],
      ['Straße', 'STRASSE'],
      ['ﬁne', 'fine'],
      ['Ёлка', 'елка'],
      ['Łódź', 'lodz'],
      ['ｶﾞ', 'ガ'],
      ['한국', '한국'.normalize('NFD')],
    ]) {
      expect(fold(one ?? '')).toBe(fold(other ?? ''));
    }
    expect(fold('ガ')).not.toBe(fold('カ'));
  });

  it('[T2] are stems of English words', () => {
    expect(named('Experiments experimental', 'word')).toEqual(['experi', 'experiment']);
    expect(named('Connections connected', 'word')).toEqual(['connect', 'connect']);
  });

  it('[T3] mark stop words under a name of their own', () => {
    expect(named('to be or not', 'word')).toEqual([]);
    expect(termsOf('doing the')).toHaveLength(2);
    expect(named('do', 'stop')).not.toEqual(named('doed', 'word'));
  });

  it('[T4] keep hyphenated words and numbers whole as well as split', () => {
    expect(named('state-backed', 'word')).toEqual(['state', 'back']);
    expect(named('co-operate', 'whole')).toEqual(named('cooperate', 'word'));
    expect(named('1,400 and 3.14 at 12:30', 'whole')).toEqual(['1400', '3.14', '12:30']);
    expect(named('1,40', 'whole')).toEqual(['1,40']);
    expect(named('end.Next a-b-c-d-e-f', 'whole')).toEqual([]);
  });

  it('[T5] are letters and pairs where a script has no spaces', () => {
    expect(named('漢字かな', 'letter')).toEqual(['漢', '字', 'か', 'な']);
    expect(named('漢字かな', 'pair')).toEqual(['漢字', '字か', 'かな']);
    expect(named('AI技術', 'word', 'pair')).toEqual(['ai', '技術']);
    expect(named('𠮷野', 'pair')).toEqual(['𠮷野']);
    expect(named('한국'.normalize('NFD'), 'letter', 'pair')).toEqual(named('한국', 'letter', 'pair'));
    expect(named('ｶﾞｽ', 'letter', 'pair')).toEqual(named('ガス', 'letter', 'pair'));
    expect(named('𠀀𖄞abc', 'word')).toEqual(['abc']);
  });

  it('[T6] point at the place they came from, and say the same when that place is read alone', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        for (const { term, kind, start, end } of termsOf(text)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          const alone = termsOf(text.slice(start, end)).filter((other) => other.kind === kind);
          expect(alone.map((other) => other.term)).toContain(term);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('[T8] passed over by their first letter are never those that are looked for', () => {
    const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'ru'] as const;
    fc.assert(
      fc.property(mixed, fc.constantFrom(...languages), fc.nat(), (text, language, nth) => {
        const all = termsOf(text, language);
        const term = all[nth % Math.max(1, all.length)];
        if (!term) return;
        const found: string[] = [];
        visitTerms(text, language, (name) => found.push(name), couldBe([term.term]));
        expect(found.filter((name) => name === term.term)).toEqual(
          all.map((each) => each.term).filter((name) => name === term.term),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('[T7] do not grow with a word of any length', () => {
    expect(named('x'.repeat(5000), 'word')[0]).toHaveLength(64);
  });
});

describe('a question', () => {
  it('[Q1] asks for stop words only when it has nothing else', () => {
    expect(asked('what is the boundary layer')).toEqual(['boundari', 'layer']);
    expect(asked('to be or not to be')).toHaveLength(4);
  });

  it('[Q2] asks for pairs, and for a letter only when it stands alone', () => {
    expect(asked('漢字')).toEqual(['漢字']);
    expect(asked('漢')).toEqual(['漢']);
  });

  it('[Q3] goes on at its last word only while it is being typed', () => {
    expect(wordsQuery('boundary lay', { prefix: true }).typing).toBe('lay');
    expect(wordsQuery('boundary th', { prefix: true }).typing).toBe('th');
    expect(wordsQuery('boundary lay ', { prefix: true }).typing).toBeNull();
    expect(wordsQuery('boundary l', { prefix: true }).typing).toBeNull();
    expect(wordsQuery('boundary lay').typing).toBeNull();
  });

  it('[Q1] leaves out the stop words of its own language', () => {
    expect(asked('was ist der Zweck der Vernunft und die Grenze')).toEqual(['zweck', 'vernunft', 'grenz']);
    expect(asked('die hard')).toEqual(['die', 'hard']);
  });

  it('[Q4] asks for a word by its stem in every language that documents are in', () => {
    const [word] = wordsQuery('Häuser', { languages: ['en', 'de', 'fr'] }).words;
    expect(word?.variants).toEqual(['hauser', 'haus']);
  });

  it('[Q5] asks for the words of phrases too', () => {
    const { words } = wordsQuery({ text: 'thick', phrases: ['boundary layer'], excluded: ['bread'] });
    expect(words.map(({ variants }) => variants[0])).toEqual(['boundari', 'layer', 'thick']);
  });

  it('counts how often it says a word', () => {
    expect(wordsQuery('wing Wings tail').words).toEqual([
      { variants: ['wing'], times: 2, letters: 'wing' },
      { variants: ['tail'], times: 1, letters: 'tail' },
    ]);
  });
});
