// Finding a quotation again: what is exact, what has the same words, and how the rest differs.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '#search/alignedWords.ts';
import type { Line, QuotedLine, Step } from '#search/alignment.ts';
import { align, costs } from '#search/alignment.ts';
import type { Difference } from '#search/differences.ts';
import { areLike, skeletonOf } from '#search/likeWords.ts';
import type { Quotation } from '#search/quotation.ts';
import { readQuotation } from '#search/quotation.ts';
import type { QuotationMatch } from '#search/quotationFinder.ts';
import { findIn } from '#search/quotationFinder.ts';
import { quotedWords, spellingOf } from '#search/quotedWords.ts';

const source =
  'The grid was built for factories. Households finance the reserve that large customers may or may not use, ' +
  'and nobody asked them. In 2025 the regulator’s outlook put the cost at 1.5 billion; of the capacity applied for, ' +
  'less than a third is expected to be energised before the end of the decade.\n' +
  'Transmission lines are planned ten years ahead, data centres two. “Who waits for whom?” asked the planner. ' +
  'The answer, he thought, would be inter-\nnational and un-American, and it would cost $5 a head, or -5% of demand.';

function read(text: string): Quotation {
  const given = readQuotation(text);
  if (given.kind !== 'quotation') throw new Error(given.kind);
  return given.quotation;
}

const find = (quotation: string, text = source): QuotationMatch | null => findIn(read(quotation), text);

function found(quotation: string, text = source): QuotationMatch {
  const match = find(quotation, text);
  if (match === null) throw new Error(`not found: ${quotation}`);
  return match;
}

/** The pieces that differ, as kind, the quotation's words and the text's. */
const told = (quotation: string, { differences }: QuotationMatch, text = source) =>
  differences
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, quoted, met }) => [
      kind,
      quotation.slice(quoted.start, quoted.end),
      text.slice(met.start, met.end),
    ]);

const sentence = 'Households finance the reserve that large customers may or may not use';

describe('a quotation', () => {
  it('[F1] is exact where its characters stand, all of them', () => {
    expect(found(sentence)).toMatchObject({ likeness: 'exact', start: 34, end: 34 + sentence.length });
    expect(found(source)).toMatchObject({ likeness: 'exact', start: 0, end: source.length });
  });

  it('[F1] is not exact where an end of it cuts a word, a number or a sign in two', () => {
    for (const cut of [
      'ouseholds finance the reserve that large customers',
      'Households finance the reserve that large custom',
      '5 billion; of the capacity applied for, less than',
      'the regulator’s outlook put the cost at 1',
      'American, and it would cost $5 a head',
      '5 a head, or -5% of demand',
      'it would cost $5 a head, or -5',
      'In 2025 the regulator',
    ])
      expect([cut, found(cut).likeness]).toEqual([cut, 'differs']);
  });

  it('[F2] has the same words where spaces, case, quotation marks or the hyphen of a line differ', () => {
    for (const same of [
      `  ${sentence}\n`,
      sentence.toUpperCase(),
      `“${sentence}”`,
      sentence.replaceAll(' ', '\n'),
      "In 2025 the regulator's outlook put the cost",
      '"Who waits for whom?" asked the planner.',
      '«Who waits for whom?» asked the planner.',
      'The answer, he thought, would be international and',
      'House\u00adholds finance the reserve that large',
      'Households fi-\nnance the reserve that large customers',
    ])
      expect([same, found(same).likeness]).toEqual([same, 'same words']);
  });

  it('[F2] differs where the punctuation does, and says where', () => {
    const quotation = 'may or may not use; and nobody asked them.';
    expect(found(quotation)).toMatchObject({ likeness: 'differs', counts: { changed: 0, marks: 1 } });
    expect(told(quotation, found(quotation))).toEqual([['marks', '; ', ', ']]);
    expect(found('it would cost €5 a head').likeness).toBe('differs');
    expect(found('or 5% of demand.').likeness).toBe('differs');
    expect(found(`${sentence}!`).likeness).toBe('differs');
  });

  it('[F4] tells changed, missing and added words apart', () => {
    const changed = 'Households finance the surplus that large customers may or may not use';
    expect(told(changed, found(changed))).toEqual([['changed', 'surplus', 'reserve']]);
    const missing = 'Households finance the reserve that customers may or may not use';
    expect(told(missing, found(missing))).toEqual([['missing', '', 'large']]);
    const added = 'Households finance the reserve that very large customers may or may not use';
    expect(told(added, found(added))).toEqual([['added', 'very', '']]);
    const number = 'the outlook put the cost at 15 billion; of the capacity applied for';
    expect(told(number, found(number))).toContainEqual(['changed', '15', '1.5']);
  });

  it('[F4] sets a misread word beside the one that was meant', () => {
    const misread = 'Househo1ds finance the reserve tliat large custorners may or may not use';
    expect(told(misread, found(misread))).toEqual([
      ['changed', 'Househo1ds', 'Households'],
      ['changed', 'tliat', 'that'],
      ['changed', 'custorners', 'customers'],
    ]);
    const split = 'House holds finance the reserve thatlarge customers may or may not use';
    expect(told(split, found(split))).toEqual([
      ['changed', 'House holds', 'Households'],
      ['changed', 'thatlarge', 'that large'],
    ]);
    expect(found(split).likeness).toBe('differs');
  });

  it('[F5] may leave words out by an ellipsis, and add its own in brackets', () => {
    for (const dots of ['…', '[…]', '...', '[...]', '(…)', '. . .']) {
      const quotation = `Households finance the reserve ${dots} and nobody asked them.`;
      expect(found(quotation).counts).toMatchObject({
        omitted: 8,
        changed: 0,
        missing: 0,
        added: 0,
        marks: 0,
      });
    }
    const own =
      'Households finance the reserve that [very] large customers […] may not use, and nobody asked them.';
    expect(found(own).counts).toMatchObject({ omitted: 2, added: 1, changed: 0, missing: 0 });
    const capital = '[H]ouseholds finance the reserve that large customers';
    expect(found(capital)).toMatchObject({ likeness: 'differs', counts: { changed: 0, marks: 1 } });
    const far = 'The grid was built for factories. … Transmission lines are planned ten years ahead';
    const between = source.slice(source.indexOf('Households'), source.indexOf('Transmission'));
    expect(found(far).counts).toMatchObject({ omitted: quotedWords(between).length, changed: 0, added: 0 });
  });

  it('[F6] is not found where most of its words are others', () => {
    expect(find('The cat sat on the mat and looked at the moon for hours')).toBeNull();
    expect(find('planned reserve factories decade demand whom cost built')).toBeNull();
    expect(find('may or may not')).not.toBeNull();
    expect(find('quite other words', '')).toBeNull();
  });

  it('[F7] is too short under three words, too long over two thousand', () => {
    expect(readQuotation('two words')).toEqual({ kind: 'too short', fewest: 3 });
    expect(readQuotation('')).toEqual({ kind: 'too short', fewest: 3 });
    expect(readQuotation('so '.repeat(2_001))).toEqual({ kind: 'too long', most: 2_000 });
    expect(readQuotation('so '.repeat(2_000)).kind).toBe('quotation');
  });

  it('[F8] is found in scripts without spaces, by its characters', () => {
    const text = '研究者は毎朝六時に起きて、静かな部屋で長い手紙を書いた。返事はめったに来なかった。';
    expect(found('静かな部屋で長い手紙を書いた', text).likeness).toBe('exact');
    const one = found('静かな部屋で短い手紙を書いた', text);
    expect(told('静かな部屋で短い手紙を書いた', one, text)).toEqual([['changed', '短', '長']]);
  });
});

const vocabulary = [
  ...[
    'the',
    'of',
    'and',
    'a',
    'in',
    'is',
    'that',
    'not',
    'grid',
    'reserve',
    'cost',
    'modern',
    'stem',
    'cloud',
  ],
  ...[
    'planner',
    'customers',
    'household',
    'third',
    'decade',
    '2025',
    '1.5',
    '40',
    'café',
    'don’t',
    'state-of-the-art',
  ],
  ...[
    'demand',
    'energy',
    'regulator',
    'outlook',
    'capacity',
    'expect',
    'line',
    'transmission',
    'factory',
    'ask',
  ],
];
const anyWord = fc.constantFrom(...vocabulary);
const anyGap = fc.constantFrom(' ', ' ', ' ', ' ', ', ', '. ', '\n', ' “', '” ', ' – ', '; ');
const anyText = (minLength: number, maxLength: number) =>
  fc.array(fc.tuple(anyWord, anyGap), { minLength, maxLength }).map((pairs) => pairs.flat().join(''));

/** A text and a quotation of it, by whole words. */
const quoting = fc
  .tuple(anyText(10, 120), fc.nat(), fc.integer({ min: 8, max: 60 }))
  .map(([text, from, many]) => {
    const words = quotedWords(text);
    const first = from % Math.max(1, words.length - 8);
    const start = words[first]?.start ?? 0;
    const end = words[Math.min(words.length - 1, first + many)]?.end ?? text.length;
    return { text, quotation: text.slice(start, end) };
  });

const piecesOf = (text: string, pieces: readonly Difference[], side: 'quoted' | 'met') =>
  pieces.map((piece) => text.slice(piece[side].start, piece[side].end)).join('');

const spelled = (text: string) =>
  quotedWords(text).map(({ start, end }) => spellingOf(text.slice(start, end)));

describe('any quotation', () => {
  it('[F1] of whole words is exact, and its place has its characters', () => {
    fc.assert(
      fc.property(quoting, ({ text, quotation }) => {
        const match = found(quotation, text);
        if (match.likeness === 'exact') expect(text.slice(match.start, match.end)).toBe(quotation);
        // An end of it is part of a compound there.
        else
          expect(match).toMatchObject({ likeness: 'differs', counts: { changed: 0, missing: 0, added: 0 } });
      }),
    );
  });

  it('[F1] [F2] with one word changed, left out or put in, anywhere, never passes as exact or as the same words', () => {
    const change = fc.oneof(
      anyWord.map((word) => () => word),
      fc.constant(() => ''),
      anyWord.map((word) => (old: string) => `${old} ${word}`),
      anyWord.map((word) => (old: string) => `${word} ${old}`),
      fc.constant((old: string) => old.slice(1)),
      fc.constant((old: string) => old.slice(0, -1)),
      fc.constant((old: string) => `${old}s`),
      fc.constant((old: string) => `un${old}`),
      fc.constant((old: string) => `${old}1`),
      fc.constant((old: string) => old.replace('e', 'é').replace('5', '6').replace('o', 'a')),
    );
    fc.assert(
      fc.property(quoting, fc.nat(), change, ({ text, quotation }, at, become) => {
        const words = quotedWords(quotation);
        const { start, end } = words[at % words.length] ?? { start: 0, end: 0 };
        const mutated =
          quotation.slice(0, start) + become(quotation.slice(start, end)) + quotation.slice(end);
        const [here, there] = [spelled(mutated), spelled(text)];
        fc.pre(here.length >= 3);
        // By chance the text may have just these words somewhere, all of them.
        fc.pre(!there.some((_, from) => here.every((word, index) => there[from + index] === word)));
        const match = find(mutated, text);
        if (match !== null) expect(match.likeness).toBe('differs');
      }),
      { numRuns: 400 },
    );
  });

  it('[F9] is made up of its pieces without a gap, and so is its place', () => {
    const cuts = fc.array(fc.tuple(fc.nat(), fc.constantFrom('', 'word ', ', ', ' […] ', '[sic] ', 'm')), {
      maxLength: 6,
    });
    const disturbed = fc.tuple(quoting, cuts).map(([{ text, quotation }, given]) => ({
      text,
      quotation: given.reduce((before, [at, put]) => {
        const from = at % before.length;
        return before.slice(0, from) + put + before.slice(from + (at % 5));
      }, quotation),
    }));
    fc.assert(
      fc.property(disturbed, ({ text, quotation }) => {
        const given = readQuotation(quotation);
        if (given.kind !== 'quotation') return;
        const match = findIn(given.quotation, text);
        if (match === null) return;
        const { differences, start, end, counts } = match;
        expect(piecesOf(quotation, differences, 'quoted')).toBe(quotation);
        expect(piecesOf(text, differences, 'met')).toBe(text.slice(start, end));
        expect(counts.same + counts.changed + counts.added).toBe(given.quotation.words.length);
        expect(differences.some(({ kind }) => kind !== 'same')).toBe(match.likeness === 'differs');
      }),
      { numRuns: 500 },
    );
  });

  it('[F10] with one word in ten changed is found where it stands', () => {
    // Half of the words are common ones, the others seldom met: of two words alone, every place looks alike.
    const prose = (seed: number, length: number) => {
      let state = seed;
      const next = (below: number) => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
        return (state >> 8) % below;
      };
      return Array.from({ length }, () =>
        next(2) === 0 ? (vocabulary[next(vocabulary.length)] ?? '') : `term${next(500).toString(36)}`,
      );
    };
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 10, max: 80 }),
        fc.nat(),
        (seed, from, many, tenth) => {
          const words = prose(seed, 2_000);
          const first = from % (words.length - many);
          const changed = words
            .slice(first, first + many)
            .map((word, at) => (at % 10 === tenth % 10 ? 'altogether' : word));
          const match = found(changed.join(' '), words.join(' '));
          const start = words.slice(0, first).join(' ').length;
          expect(match.likeness).toBe('differs');
          expect(Math.abs(match.start - start)).toBeLessThan(40);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('[F11] has an answer or none, never an exception, whatever it is and whatever the text', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      anyText(0, 20),
      fc.constantFrom('\ud800\ud800 a b', '[[[a] b c', '… … … a b c …', '\u00ad\u00ada b c', "''a'''b''c d"),
    );
    fc.assert(
      fc.property(fc.array(anything), anything, (parts, more) => {
        const given = readQuotation(parts.join(' '));
        if (given.kind === 'quotation') findIn(given.quotation, `${more} ${parts.slice(1).join('\n')}`);
      }),
      { numRuns: 400 },
    );
  });

  it('[F3] is found where the same words come again and again', () => {
    const text = 'the '.repeat(400_000);
    expect(found('the '.repeat(2_000), text).likeness).toBe('exact');
    const cat = `${'the '.repeat(1_000)}cat${' the'.repeat(900)}`;
    const { same, changed, added, missing } = found(cat, text).counts;
    expect([same, changed + added, missing]).toEqual([1_900, 1, 0]);
    const animals = found('the cat the dog the cow the sow', `${text}the cat the dog the cow and the sow`);
    expect(animals.counts).toMatchObject({ missing: 1, changed: 0, added: 0 });
    expect(found('the … the … the … the … the', text).counts.same).toBe(5);
  });
});

describe('an alignment', () => {
  const parts = ['a', 'b', 'rest', 'rents', 'inter', 'national', 'international'];
  const joinedBy = fc.constantFrom(' ', ' ', '-', '-\n');
  const line = fc
    .array(fc.tuple(fc.constantFrom(...parts), joinedBy), { maxLength: 6 })
    .map((pairs) => pairs.flat().join(''));

  it('[L1] [L3] costs the least of all alignments with any part of the text, and keeps the most words of those', () => {
    fc.assert(
      fc.property(line, line, (quoted, text) => {
        const given = readQuotation(quoted);
        if (given.kind !== 'quotation') return;
        const { quotation } = given;
        const lines = linesOf(quotation, { start: 0, end: quotation.words.length }, text, quotedWords(text));
        const { cost, start, steps } = align(lines.quoted, lines.met);
        const least = leastCost(lines.quoted, lines.met);
        expect(cost).toBe(least.cost);
        // [L3] Of those, one that keeps the most words.
        expect(keptBy(steps)).toBe(least.kept);
        expect(steps.reduce((sum, step) => sum + step.quoted, 0)).toBe(lines.quoted.ids.length);
        const end = start + steps.reduce((sum, step) => sum + step.met, 0);
        expect(end).toBeLessThanOrEqual(lines.met.ids.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an alignment in a band', () => {
  it('[L2] costs the same where the band is wide enough, and never less where it is not', () => {
    const words = fc.array(fc.constantFrom('grid', 'cost', 'reserve', 'grids', 'of'), {
      minLength: 3,
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, words, fc.nat(12), fc.nat(12), (quoted, text, ahead, behind) => {
        const quotation = read(quoted.join(' '));
        const met = text.join(' ');
        const lines = linesOf(quotation, { start: 0, end: quotation.words.length }, met, quotedWords(met));
        const free = align(lines.quoted, lines.met);
        expect(align(lines.quoted, lines.met, 'first', { ahead: 60, behind: 60 })).toEqual(free);
        const banded = align(lines.quoted, lines.met, 'first', { ahead, behind });
        expect(banded.cost).toBeGreaterThanOrEqual(free.cost);
        if (banded.cost > free.cost) return;
        expect(banded.steps.reduce((sum, step) => sum + step.quoted, 0)).toBe(quoted.length);
      }),
    );
  });
});

interface Weighed {
  readonly cost: number;
  readonly kept: number;
}

/** Words of the quotation that stand in the text as they are. */
function keptBy(steps: readonly Step[]): number {
  const whole = (step: Step) => step.kind === 'same' || step.quoted + step.met === 3;
  return steps.reduce((sum, step) => sum + (whole(step) ? step.quoted : 0), 0);
}

/** Tries every alignment with every part of the text. */
function leastCost(quoted: QuotedLine, met: Line): Weighed {
  const spellingAt = (line: Line, at: number): string => line.spellings[line.ids[at] ?? -1] ?? '';
  const least = (ways: readonly Weighed[]): Weighed =>
    ways.reduce((best, way) =>
      way.cost < best.cost || (way.cost === best.cost && way.kept > best.kept) ? way : best,
    );
  const after = (more: number, kept: number, way: Weighed): Weighed => ({
    cost: more + way.cost,
    kept: kept + way.kept,
  });
  const from = (i: number, j: number): Weighed => {
    if (i === quoted.ids.length) return { cost: 0, kept: 0 };
    const ways = [after(costs.added, 0, from(i + 1, j))];
    if (j < met.ids.length) {
      const [one, other] = [spellingAt(quoted, i), spellingAt(met, j)];
      const both = from(i + 1, j + 1);
      if (one === other) ways.push(after(0, 1, both));
      else if (areLike(skeletonOf(one), skeletonOf(other))) ways.push(after(costs.like, 0, both));
      else ways.push(after(costs.different, 0, both));
      ways.push(after(costs.missing, 0, from(i, j + 1)));
      if (j + 1 < met.ids.length && other + spellingAt(met, j + 1) === one)
        ways.push(after(met.parted[j] === true ? 0 : costs.like, 1, from(i + 1, j + 2)));
      if (i + 1 < quoted.ids.length && one + spellingAt(quoted, i + 1) === other)
        ways.push(after(quoted.parted[i] === true ? 0 : costs.like, 2, from(i + 2, j + 1)));
    }
    return least(ways);
  };
  return least(Array.from({ length: met.ids.length + 1 }, (_, start) => from(0, start)));
}

describe('words that were exchanged', () => {
  it('[L3] leave the words beside them alone', () => {
    const text = 'Somebody has to bear the difference, and it will be people who never asked.';
    const match = found('Somebody must bear the difference, and it will be folk who never asked.', text);
    expect(match.start).toBe(0);
    expect(match.counts).toMatchObject({ changed: 2, missing: 1, added: 0 });
  });
});
