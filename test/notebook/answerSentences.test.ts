// The sentence of a passage that answers: chosen after the hits are there, by meaning and by words, and only where asked.
import { describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import { createAnswerSentences } from '#notebook/answerSentences.ts';
import type { Findings, Hit, Question } from '#notebook/librarianProtocol.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { hit } from '../features/search/hits.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';

const byWords =
  'Every winter the tide at the harbour was measured by hand, with rope, lead and patience, and then copied twice into heavy ledgers.';
const byMeaning = 'The harbour gauge failed.';
const text = `${byWords} ${byMeaning} Nobody wrote down why that happened.`;
const question = 'harbour tide gauge measured';

async function notebookOf(texts: Readonly<Record<string, string>>): Promise<{
  readonly notebook: Notebook;
  readonly embedded: string[];
}> {
  const world = newWorld();
  const { notebook } = await openTestNotebook(world);
  for (const [title, each] of Object.entries(texts))
    await notebook.notes.create({ title, document: documentOfText(each) });
  await notebook.librarian.idle();
  return { notebook, embedded: world.embedded };
}

async function askAll(
  { librarian }: Notebook,
  asked: Partial<Question> & { readonly text: string },
): Promise<readonly Findings[]> {
  const all: Findings[] = [];
  const lasts: boolean[] = [];
  await librarian.ask(
    { limit: 5, ranking: 'fused', ...asked },
    new AbortController().signal,
    (findings, isLast) => {
      all.push(findings);
      lasts.push(isLast);
    },
  );
  expect(lasts).toEqual([...all.slice(1).map(() => false), true]);
  return all;
}

function sentenceOf({ hits }: Findings): string | null {
  const [first] = hits;
  if (!first?.sentence) return null;
  return first.passage.slice(first.sentence.start, first.sentence.end);
}

describe('the sentence that answers', () => {
  it('[W1] is told in one more answer, in which nothing else is different', async () => {
    const { notebook, embedded } = await notebookOf({ Tides: text });
    const before = embedded.length;
    const [, ranked, marked, ...more] = await askAll(notebook, { text: question, sentences: true });
    if (!ranked || !marked) throw new Error('too few answers');
    expect(more).toEqual([]);
    expect([ranked, marked].map(sentenceOf)).toEqual([byWords, byMeaning]);
    const bare = ({ hits, ...rest }: Findings): unknown => ({
      ...rest,
      hits: hits.map((each) => ({ ...each, sentence: null })),
    });
    expect(bare(marked)).toEqual(bare(ranked));
    expect(embedded.slice(before)).toEqual([
      question,
      byWords,
      byMeaning,
      'Nobody wrote down why that happened.',
    ]);
    await notebook.close();
  });

  it('[W2] is there at once when it is asked again, for nothing but the question', async () => {
    const { notebook, embedded } = await notebookOf({ Tides: text });
    await askAll(notebook, { text: question, sentences: true });
    const before = embedded.length;
    const again = await askAll(notebook, { text: question, sentences: true });
    expect(again.map(({ mode }) => mode)).toEqual(['words', 'fused']);
    expect(again.map(sentenceOf)).toEqual([byWords, byMeaning]);
    expect(embedded.slice(before)).toEqual([question]);
    await notebook.close();
  });

  it.each([
    ['nobody asked for it', {}],
    ['the question is still typed', { sentences: true, prefix: true }],
    ['words alone are asked', { sentences: true, ranking: 'words' }],
  ] as const)('[W3] costs nothing where %s', async (_, more) => {
    const { notebook, embedded } = await notebookOf({ Tides: text });
    const before = embedded.length;
    const all = await askAll(notebook, { text: question, ...more });
    expect(all.map(sentenceOf)).toEqual(all.map(() => byWords));
    expect(embedded.slice(before).filter((each) => each !== question)).toEqual([]);
    await notebook.close();
  });

  it('[W4] is not looked for in hits of which none is relevant', async () => {
    const { notebook, embedded } = await notebookOf({ Tides: text });
    const before = embedded.length;
    const strange = 'volcano quartz ballad symphony harbour';
    const last = (await askAll(notebook, { text: strange, sentences: true })).at(-1);
    expect([last?.isWeak, last?.hits.length]).toEqual([true, 1]);
    expect(embedded.slice(before)).toEqual([strange]);
    await notebook.close();
  });

  it('[W5] is not told to one who has withdrawn the question', async () => {
    const { notebook } = await notebookOf({ Tides: text });
    const control = new AbortController();
    const modes: string[] = [];
    const asking = notebook.librarian.ask(
      { text: question, limit: 5, ranking: 'fused', sentences: true },
      control.signal,
      ({ mode }) => {
        modes.push(mode);
        if (mode === 'fused') control.abort();
      },
    );
    await expect(asking).rejects.toThrow('withdrawn');
    await askAll(notebook, { text: question, sentences: true });
    expect(modes).toEqual(['words', 'fused']);
    await notebook.close();
  });
});

/** A model for which a text is as near to the question as the number in it says. */
const nearness = (sentence: string): Float32Array => Float32Array.of(Number(/\d+/.exec(sentence)?.[0]) / 100);
const asked = Float32Array.of(1);

async function choose(
  hits: readonly Hit[],
  known: (sentence: string) => boolean = () => true,
): Promise<{ readonly chosen: readonly (string | null)[]; readonly read: readonly string[] }> {
  const read: string[] = [];
  const { marked } = createAnswerSentences((sentence) => {
    read.push(sentence);
    return Promise.resolve(known(sentence) ? nearness(sentence) : null);
  });
  let chosen: readonly (string | null)[] = [];
  for await (const answer of marked(hits, asked, new AbortController().signal))
    chosen = answer.hits.map(({ passage, sentence }) =>
      sentence === null ? null : passage.slice(sentence.start, sentence.end),
    );
  return { chosen, read };
}

const passageOf = (...near: readonly number[]): string =>
  near.map((each) => `One is near by ${each}.`).join(' ');
const sentenceAt = (passage: string, at: number): Hit['sentence'] => {
  const length = 'One is near by 10.'.length;
  return { start: at * (length + 1), end: at * (length + 1) + length };
};

describe('the choice among sentences', () => {
  it('[W6] is the nearest, unless what words chose is nearly as near', async () => {
    const passage = passageOf(30, 50, 47);
    const voted = (at: number): Hit => hit('a', { passage, sentence: sentenceAt(passage, at) });
    const { chosen } = await choose([hit('a', { passage }), voted(2), voted(0)]);
    expect(chosen).toEqual(['One is near by 50.', 'One is near by 47.', 'One is near by 50.']);
  });

  it('[W7] is made for three hits, and for none of a single sentence', async () => {
    const short = passageOf(40, 41);
    const hits = ['a', 'b', 'c', 'd'].map((id) => hit(id, { passage: short }));
    const { chosen } = await choose([hit('one', { passage: 'One is near by 99.' }), ...hits]);
    expect(chosen).toEqual([null, 'One is near by 41.', 'One is near by 41.', null, null]);
  });

  it('[W10] is made among twelve sentences, those with most words of the question, half of them of the first hit', async () => {
    const passage = (from: number): string => passageOf(...Array.from({ length: 9 }, (_, at) => from + at));
    const start = sentenceAt(passage(10), 8)?.start ?? 0;
    const marks = [{ start, end: start + 3 }];
    const { chosen, read } = await choose([
      hit('a', { passage: passage(10), marks }),
      hit('b', { passage: passage(30), sentence: sentenceAt(passage(30), 7) }),
      hit('c', { passage: passage(50) }),
    ]);
    expect(chosen).toEqual(['One is near by 18.', 'One is near by 37.', 'One is near by 52.']);
    expect(read.map((each) => Number(/\d+/.exec(each)?.[0]))).toEqual([
      18, 10, 11, 12, 13, 14, 37, 30, 31, 50, 51, 52,
    ]);
  });

  it('[W8] is left to words where a sentence cannot be compared', async () => {
    const passage = passageOf(30, 50);
    const sentence = sentenceAt(passage, 0);
    const foreign = `${passage} 这是一个很长的句子而且模型不认识它.`;
    const { chosen, read } = await choose([hit('a', { passage: foreign, sentence })]);
    expect([chosen, read]).toEqual([['One is near by 30.'], []]);
    const faulty = await choose([hit('a', { passage, sentence })], (each) => !each.includes('50'));
    expect(faulty.chosen).toEqual(['One is near by 30.']);
  });

  it('[W9] reads no more than the beginning of a long sentence', async () => {
    const long = `One is near by 60 ${'and so on '.repeat(100)}.`;
    const { chosen, read } = await choose([hit('a', { passage: `${long} ${passageOf(20)}` })]);
    expect(chosen).toEqual([long]);
    expect(Math.max(...read.map(({ length }) => length))).toBeLessThanOrEqual(400);
  });
});
