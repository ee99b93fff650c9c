// Questions put to a librarian whose answers come when the test says so.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Librarian } from '#notebook/librarianClient.ts';
import type { Findings, Question } from '#notebook/librarianProtocol.ts';
import type { Answer, Asked, Inquiry, Reading } from '#features/search/inquiry.ts';
import { createInquiry } from '#features/search/inquiry.ts';
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
    wait(250);
    reading = { inSight: 2, isInList: false };
    last().found(findings('dxab'), true);
    expect(idsOf(answer().hits)).toBe('dxab');
    expect([answer().late, answer().inOrder]).toEqual([0, null]);
  });

  it('[Q8] join below what is in sight once the list has stood', () => {
    wait(350);
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
    wait(350);
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
