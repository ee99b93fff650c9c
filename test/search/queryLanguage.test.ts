// The query language: what each way of writing is read as, that printing says the same again, and that nothing throws.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '#search/dayRange.ts';
import { filterOf } from '#search/filter.ts';
import {
  operators,
  parseQuery,
  printCondition,
  printQuery,
  questionOf,
  wordsOf,
  type ParsedQuery,
} from '#search/queryLanguage.ts';
import { searchWithTexts } from './searchWithTexts.ts';

/** Each part in one short spelling: words bare, phrases in brackets, filters as `operator=value`, `!` for excluded. */
function read(text: string): readonly string[] {
  return parseQuery(text).parts.map((part) => {
    const sign = part.excluded ? '!' : '';
    if (part.kind === 'filter') return `${sign}${part.condition.operator}=${part.condition.value}`;
    return part.kind === 'phrase' ? `${sign}[${part.text}]` : `${sign}${part.text}`;
  });
}

function withoutSpans({ parts }: ParsedQuery): unknown {
  return parts.map(({ start: _start, end: _end, ...part }) => part);
}

/** Texts that look like queries: pieces of the language, whole and broken, with all kinds of characters between. */
const pieces = fc.oneof(
  fc.constantFrom(...operators.flatMap((name) => [`${name}:`, `-${name}:`, `${name.toUpperCase()}:`])),
  fc.constantFrom(
    '"',
    '“',
    '”',
    '„',
    '«',
    '»',
    '-',
    '--',
    ' ',
    '\n',
    ':',
    ',',
    '?',
    '(',
    '*',
    '\\',
    '\u0000',
  ),
  fc.constantFrom(
    'note',
    'Sources',
    '2024',
    '2024-02-30',
    '2024-05',
    'de',
    'pt-BR',
    'title',
    'climate policy',
  ),
  fc.constantFrom('漢字', 'שלום', '😀', '\ud800', 'é', '\u202e'),
  fc.string({ maxLength: 4, unit: 'binary' }),
);
const query = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

describe('a query', () => {
  it('[G1] is words where it is nothing else', () => {
    expect(read('  who pays\tfor it? ')).toEqual(['who', 'pays', 'for', 'it?']);
    expect(read('')).toEqual([]);
  });

  it('[G2] has phrases between quotation marks of any shape, without the signs at their ends', () => {
    expect(read('"Climate  policy", “net zero” „Strom netz“ «a b»')).toEqual([
      '[Climate policy]',
      ',',
      '[net zero]',
      '[Strom netz]',
      '[a b]',
    ]);
    expect(read('" (grid costs)! "')).toEqual(['[grid costs]']);
  });

  it('[G3] excludes what a minus stands directly before', () => {
    expect(read('-draft -"first version" -tag:old')).toEqual(['!draft', '![first version]', '!tag=old']);
    expect(read('state-backed - x --y -.5')).toEqual(['state-backed', '-', 'x', '--y', '-.5']);
  });

  it('[G4] knows the eight operators in any case, with the value directly after the colon', () => {
    expect(read('KIND:note Tag:x source:y AUTHOR:z')).toEqual(['kind=note', 'tag=x', 'source=y', 'author=z']);
    expect(read('tag: x')).toEqual(['tag:', 'x']);
    expect(read('subject:x at 12:30 http://a.b')).toEqual(['subject:x', 'at', '12:30', 'http://a.b']);
  });

  it('[G5] takes values with spaces in quotation marks', () => {
    expect(read('tag:" climate   policy "author:“Ada Lovelace”')).toEqual([
      'tag=climate policy',
      'author=Ada Lovelace',
    ]);
  });

  it('[G6] takes kinds in the singular and the plural, and places', () => {
    const kinds = ['note', 'source', 'excerpt', 'scorecard', 'judgement'];
    for (const kind of kinds)
      expect(read(`kind:${kind} kind:${kind}s`)).toEqual([`kind=${kind}`, `kind=${kind}`]);
    expect(read('in:Title in:quotation in:comment in:text')).toEqual([
      'in=title',
      'in=quotation',
      'in=comment',
      'in=text',
    ]);
  });

  it('[G7] takes years, months and days that exist', () => {
    expect(read('before:2024 after:2024-05 before:2024-02-29')).toEqual([
      'before=2024',
      'after=2024-05',
      'before=2024-02-29',
    ]);
    expect(parseDay('2024')).toEqual({ first: 20240101, last: 20241231 });
    expect(parseDay('2023-02')).toEqual({ first: 20230201, last: 20230228 });
    expect(parseDay('0004-02-29')).toEqual({ first: 40229, last: 40229 });
    for (const none of ['2023-02-29', '2024-13', '2024-00', '24', '2024-5', '0000', 'may'])
      expect(read(`before:${none}`)).toEqual([`before:${none}`]);
  });

  it('[G8] takes tags of languages', () => {
    expect(read('lang:de lang:PT-br lang:german')).toEqual(['lang=de', 'lang=pt-br', 'lang:german']);
  });

  it('[G9] is words wherever a value does not fit', () => {
    expect(read('kind:letter in:trash tag: tag:!')).toEqual(['kind:letter', 'in:trash', 'tag:', 'tag:!']);
    expect(read('kind:"two words"')).toEqual(['kind:', 'two', 'words']);
  });

  it('[G10] reads quotation marks that open or close nothing as white space', () => {
    expect(read('"climate pol')).toEqual(['climate', 'pol']);
    expect(read('tag:"climate pol')).toEqual(['tag:', 'climate', 'pol']);
    expect(read('a 5" and a 6"-disk')).toEqual(['a', '5', 'and', 'a', '6', 'disk']);
    expect(read('"state"-backed "" -"')).toEqual(['[state]', 'backed']);
  });

  it('[G11] means the same when it is printed and read again', () => {
    fc.assert(
      fc.property(query, (text) => {
        const once = parseQuery(text);
        expect(withoutSpans(parseQuery(printQuery(once)))).toEqual(withoutSpans(once));
      }),
      { numRuns: 3000 },
    );
  });

  it('[G12] says where each part stands: in order, apart, and each is read the same alone', () => {
    fc.assert(
      fc.property(query, (text) => {
        let end = 0;
        for (const part of parseQuery(text).parts) {
          expect(part.start).toBeGreaterThanOrEqual(end);
          expect(part.end).toBeGreaterThan(part.start);
          end = part.end;
          const [alone, ...others] = parseQuery(text.slice(part.start, part.end)).parts;
          expect(withoutSpans({ parts: alone ? [alone] : [] })).toEqual(withoutSpans({ parts: [part] }));
          expect(others).toEqual([]);
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('[G13] never throws, whatever it is, nor does what is done with it', () => {
    const search = searchWithTexts();
    search.add({
      key: 'note:a',
      kind: 'note',
      title: 'Climate policy',
      text: 'Grid costs.',
      passages: [{ start: 0, end: 11 }],
    });
    const anything = fc.oneof(query, fc.string({ unit: 'binary', maxLength: 60 }));
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parseQuery(text);
        const words = wordsOf(parsed);
        const { hits } = search.find({
          question: words,
          queryVector: null,
          filter: filterOf(parsed, words),
          limit: 5,
          prefix: true,
        });
        expect(hits().length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
    for (const strange of ['"'.repeat(10_000), 'tag:'.repeat(2_500), '- '.repeat(5_000), '\u0000'])
      expect(() => parseQuery(strange)).not.toThrow();
  });

  it('[G14] asks meaning with words and phrases in their order, and words apart from both', () => {
    const parsed = parseQuery('who pays "grid costs" -draft tag:x today -"old text"');
    expect(questionOf(parsed)).toBe('who pays grid costs today');
    expect(wordsOf(parsed)).toEqual({
      text: 'who pays today',
      phrases: ['grid costs'],
      excluded: ['draft', 'old text'],
    });
  });

  it('[G15] can name any value that has a letter, whatever else is in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20, unit: 'binary' }), (value) => {
        const sayable = value.replace(/["“”„«»\s]+/gu, ' ').trim();
        fc.pre(/[\p{L}\p{N}]/u.test(sayable));
        expect(read(printCondition('tag', value))).toEqual([`tag=${sayable}`]);
      }),
      { numRuns: 500 },
    );
  });
});
