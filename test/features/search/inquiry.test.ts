// Questions put to a librarian whose answers come when the test says so.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Librarian } from '#notebook/librarianClient.ts';
import type { Findings, Question } from '#notebook/librarianProtocol.ts';
import type { Answer, Asked, Inquiry, Reading } from '#features/search/inquiry.ts';
import { createInquiry, isKeptBack } from '#features/search/inquiry.ts';
import { findings, idsOf } from './hits.ts';

interface Put {
  readonly question: Question;
  readonly signal: AbortSignal;
  readonly found: (found: Findings, isLast: boolean) => void;
  readonly fail: (error: Error) => void;
}

let puts: Put[];
let reading: Reading;
let inquiry: Inquiry;
const typed = (text: string): Asked => ({ text, kinds: null, limit: 50, isTyping: true });

const ask: Librarian['ask'] = (question, signal, found) =>
  new Promise((resolve, reject) => {
    puts.push({ question, signal, found, fail: reject });
    signal.addEventListener('abort', () => reject(new DOMException('withdrawn', 'AbortError')));
    if (signal.aborted) resolve();
  });
const begin = (first: Asked | null = null, found: Answer | null = null): void => {
  inquiry = createInquiry({ ask, reading: () => reading, nowMs: () => Date.now(), first, found });
};
const last = (): Put => {
  const put = puts.at(-1);
  if (!put) throw new Error('nothing was asked');
  return put;
};
const answer = (): Answer => {
  const state = inquiry.state();
  if (state.kind !== 'answered') throw new Error(`it is ${state.kind}`);
  return state.answer;
};

beforeEach(() => {
  vi.useFakeTimers();
  puts = [];
  reading = { inSight: 0, isInList: false };
  begin();
});
afterEach(() => void vi.useRealTimers());

describe('a question', () => {
  it('[Q1] shows hits by words while those by meaning are under way', () => {
    inquiry.ask(typed('cost'));
    last().found(findings('ab', 'words'), false);
    vi.advanceTimersByTime(100);
    expect([idsOf(answer().hits), answer().isFinal]).toEqual(['ab', false]);
  });

  it('[Q2] is drawn once when both come together', () => {
    const drawn = vi.fn();
    inquiry.ask(typed('cost'));
    inquiry.watch(drawn);
    last().found(findings('ab', 'words'), false);
    last().found(findings('ba'), true);
    vi.advanceTimersByTime(1000);
    expect(drawn).toHaveBeenCalledTimes(1);
    expect(idsOf(answer().hits)).toBe('ba');
  });

  it('[Q2] shows hits by words within a frame where there is no list yet, and holds them back a little where there is', () => {
    inquiry.ask(typed('cost'));
    last().found(findings('ab', 'words'), false);
    vi.advanceTimersByTime(20);
    expect(idsOf(answer().hits)).toBe('ab');
    last().found(findings('ab'), true);
    inquiry.ask(typed('costs'));
    last().found(findings('cd', 'words'), false);
    vi.advanceTimersByTime(50);
    expect(inquiry.state().kind).toBe('looking');
    vi.advanceTimersByTime(20);
    expect(idsOf(answer().hits)).toBe('cd');
  });

  it('[Q2] draws what was found by words when Enter is pressed before it was drawn, until the answer is there', () => {
    inquiry.ask(typed('cost'));
    last().found(findings('ab', 'words'), false);
    inquiry.ask({ ...typed('cost'), isTyping: false });
    expect([idsOf(answer().hits), answer().isFinal, answer().asked.isTyping]).toEqual(['ab', false, false]);
    last().found(findings('ac', 'words'), false);
    last().found(findings('ca'), true);
    expect([idsOf(answer().hits), answer().isFinal]).toEqual(['ca', true]);
    // Of other words, or other kinds, it is no answer.
    inquiry.clear();
    for (const other of [typed('costs'), { ...typed('cost'), kinds: ['note' as const] }]) {
      inquiry.ask(typed('cost'));
      last().found(findings('ab', 'words'), false);
      inquiry.ask(other);
      expect(inquiry.state().kind).toBe('looking');
      // Nor when these are asked once more.
      inquiry.ask({ ...other, isTyping: false });
      expect(inquiry.state().kind).toBe('looking');
    }
  });

  it('[Q3] withdraws the one before, whose answer is not heard any more', () => {
    inquiry.ask(typed('co'));
    const older = last();
    older.found(findings('a', 'words'), false);
    inquiry.ask(typed('cost'));
    expect(older.signal.aborted).toBe(true);
    older.found(findings('x'), true);
    vi.advanceTimersByTime(1000);
    expect(inquiry.state().kind).toBe('looking');
    last().found(findings('b'), true);
    expect(idsOf(answer().hits)).toBe('b');
  });

  it('[Q4] keeps the list of the one before until there is another', () => {
    inquiry.ask(typed('co'));
    last().found(findings('ab'), true);
    inquiry.ask(typed('cos'));
    const state = inquiry.state();
    expect(state.kind === 'looking' && idsOf(state.before?.hits ?? [])).toBe('ab');
  });

  it('[Q5] asks for beginnings of words only while it is typed', () => {
    inquiry.ask(typed('cos'));
    expect(last().question.prefix).toBe(true);
    inquiry.ask({ ...typed('cost'), isTyping: false, kinds: ['note'] });
    expect(last().question).toMatchObject({ prefix: false, kinds: ['note'], ranking: 'fused', limit: 50 });
  });

  it('[Q6] that fails says why; one that was withdrawn says nothing', async () => {
    inquiry.ask(typed('cost'));
    last().fail(new Error('the index is damaged'));
    await vi.advanceTimersByTimeAsync(0);
    expect(inquiry.state()).toEqual({ kind: 'failed', why: 'the index is damaged' });
    inquiry.ask(typed('cost'));
    inquiry.clear();
    await vi.advanceTimersByTimeAsync(0);
    expect(inquiry.state()).toEqual({ kind: 'idle' });
  });
});

describe('hits by meaning', () => {
  const wait = (ms: number): void => {
    inquiry.ask(typed('cost'));
    last().found(findings('abcd', 'words'), false);
    vi.advanceTimersByTime(60 + ms);
  };

  it('[Q7] take the place of those by words while nobody can have read them', () => {
    wait(700);
    reading = { inSight: 2, isInList: false };
    last().found(findings('dxab'), true);
    expect(idsOf(answer().hits)).toBe('dxab');
    expect([answer().late, answer().inOrder]).toEqual([0, null]);
  });

  it('[Q8] join below what is in sight once the list has stood', () => {
    wait(850);
    reading = { inSight: 2, isInList: false };
    last().found(findings('dxab'), true);
    expect(idsOf(answer().hits)).toBe('abdx');
    expect([answer().late, answer().isFinal, idsOf(answer().inOrder ?? [])]).toEqual([1, true, 'dxab']);
  });

  it('[Q9] join below at once where the reader is in the list already', () => {
    wait(10);
    reading = { inSight: 1, isInList: true };
    last().found(findings('dxab'), true);
    expect(idsOf(answer().hits)).toBe('adxb');
  });

  it('[Q10] can be put in order afterwards', () => {
    wait(850);
    reading = { inSight: 4, isInList: false };
    last().found(findings('dxab'), true);
    inquiry.sort();
    expect([idsOf(answer().hits), answer().inOrder, answer().late]).toEqual(['dxab', null, 0]);
  });
});

describe('a list that was come back to', () => {
  const found: Answer = {
    ...findings('abc'),
    asked: typed('cost'),
    isFinal: true,
    late: 0,
    inOrder: null,
    isNearestShown: false,
  };

  it('[Q11] is there at once and takes in what changed without moving', () => {
    begin(typed('cost'), found);
    expect(idsOf(answer().hits)).toBe('abc');
    reading = { inSight: 2, isInList: true };
    inquiry.refresh();
    last().found(findings('cab', 'words'), false);
    vi.advanceTimersByTime(1000);
    expect(idsOf(answer().hits)).toBe('abc');
    last().found(findings('xabc'), true);
    expect([idsOf(answer().hits), answer().late]).toEqual(['abxc', 0]);
  });

  it('[Q12] is asked anew when there is nothing of it, and not at all when nothing was asked', () => {
    begin();
    inquiry.refresh();
    expect(puts).toHaveLength(0);
    begin(typed('cost'));
    inquiry.refresh();
    last().found(findings('ab'), true);
    expect(idsOf(answer().hits)).toBe('ab');
    inquiry.clear();
    inquiry.refresh();
    expect(puts).toHaveLength(1);
  });
});

describe('sentences that come after the hits', () => {
  const near = (ids: string, start: number): Findings => {
    const { hits, ...rest } = findings(ids);
    return { ...rest, hits: hits.map((hit) => ({ ...hit, sentence: { start, end: start + 5 } })) };
  };
  const sentences = (): readonly (number | undefined)[] =>
    answer().hits.map(({ sentence }) => sentence?.start);

  it('[Q13] are asked for once nothing more is typed', () => {
    inquiry.ask(typed('cost'));
    expect(last().question.sentences).toBe(false);
    inquiry.ask({ ...typed('cost'), isTyping: false });
    expect(last().question.sentences).toBe(true);
  });

  it('[Q14] are not waited for, and change nothing but the sentences', () => {
    inquiry.ask({ ...typed('cost'), isTyping: false });
    last().found(near('ab', 0), false);
    expect([idsOf(answer().hits), answer().isFinal, sentences()]).toEqual(['ab', true, [0, 0]]);
    const [before] = answer().hits;
    last().found(near('bca', 7), true);
    expect([idsOf(answer().hits), sentences()]).toEqual(['ab', [7, 7]]);
    expect(answer().hits[0]?.marks).toBe(before?.marks);
  });

  it('[Q15] reach a list that stands in another order, and that order too', () => {
    inquiry.ask({ ...typed('cost'), isTyping: false });
    last().found(findings('ab', 'words'), false);
    vi.advanceTimersByTime(500);
    reading = { inSight: 2, isInList: true };
    last().found(near('ba', 0), false);
    expect([idsOf(answer().hits), sentences()]).toEqual(['ab', [undefined, undefined]]);
    last().found(near('ba', 7), true);
    expect(sentences()).toEqual([7, 7]);
    inquiry.sort();
    expect([idsOf(answer().hits), sentences()]).toEqual(['ba', [7, 7]]);
  });

  it('[Q16] reach what is being read also when they come with the hits', () => {
    begin({ ...typed('cost'), isTyping: false }, { ...answered('ab'), asked: typed('cost') });
    reading = { inSight: 2, isInList: true };
    inquiry.refresh();
    last().found(near('ab', 7), true);
    expect(sentences()).toEqual([7, 7]);
  });
});

const answered = (ids: string, more: Partial<Answer> = {}): Answer => ({
  ...findings(ids),
  asked: typed('cost'),
  isFinal: true,
  late: 0,
  inOrder: null,
  isNearestShown: false,
  ...more,
});
const weak = (ids: string): Findings => ({ ...findings(ids), isWeak: true });

describe('hits of which none is relevant', () => {
  it('[Q17] are kept back until they are asked for, and then for this question alone', () => {
    inquiry.ask(typed('cost'));
    last().found(weak('ab'), true);
    expect(isKeptBack(answer())).toBe(true);
    inquiry.showNearest();
    expect([isKeptBack(answer()), idsOf(answer().hits)]).toEqual([false, 'ab']);
    inquiry.refresh();
    last().found(weak('abc'), true);
    expect(isKeptBack(answer())).toBe(false);
    inquiry.ask(typed('grid'));
    last().found(weak('c'), true);
    expect(isKeptBack(answer())).toBe(true);
    inquiry.ask(typed('cost'));
    last().found(weak('ab'), true);
    expect(isKeptBack(answer())).toBe(false);
  });

  it('[Q18] are shown still where one comes back to them', () => {
    begin(typed('cost'), answered('ab', { isWeak: true, isNearestShown: true }));
    inquiry.refresh();
    last().found(weak('ab'), true);
    expect(isKeptBack(answer())).toBe(false);
  });

  it('[Q19] are not taken away from one who reads them, and do not appear before one who does not', () => {
    const again = (isInList: boolean, found: Answer): boolean => {
      begin(typed('cost'), found);
      reading = { inSight: 2, isInList };
      inquiry.refresh();
      last().found(weak('ab'), true);
      return isKeptBack(answer());
    };
    expect(again(true, answered('ab'))).toBe(false);
    expect(again(false, answered('ab'))).toBe(true);
    expect(again(true, answered('ab', { isWeak: true }))).toBe(true);
  });
});

describe('a question at rest', () => {
  const restWith = (text: string, words: readonly string[]): Question | null => {
    puts = [];
    inquiry.ask(typed(text));
    const { hits, ...more } = findings('ab');
    last().found({ ...more, hits: hits.map((hit) => ({ ...hit, words })) }, true);
    inquiry.rest();
    return puts.length > 1 ? last().question : null;
  };

  it('[Q20] is asked as it stands, without moving what is shown', () => {
    expect(restWith('who pays the cost', ['costs', 'cost'])).toMatchObject({
      prefix: false,
      sentences: true,
    });
    expect(idsOf(answer().hits)).toBe('ab');
    reading = { inSight: 2, isInList: false };
    last().found(findings('ba'), true);
    expect([idsOf(answer().hits), answer().asked.isTyping, answer().late]).toEqual(['ab', false, 0]);
    inquiry.rest();
    expect(puts).toHaveLength(2);
  });

  it('[Q21] stays as it is where it ends with the beginning of a word', () => {
    expect(restWith('price of Electr', ['electricity'])).toBeNull();
    expect(restWith('price of electr?', ['electricity'])).not.toBeNull();
    expect(restWith('price of zzyzx', ['electricity'])).not.toBeNull();
  });

  it('[Q22] waits for the answer that is under way', () => {
    inquiry.ask(typed('cost'));
    last().found(findings('ab', 'words'), false);
    vi.advanceTimersByTime(100);
    inquiry.rest();
    expect(puts).toHaveLength(1);
  });
});
