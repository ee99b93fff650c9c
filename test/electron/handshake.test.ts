// Closing in two steps.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandshake, type Handshake } from '../../electron/main/handshake.ts';

const patienceMs = 5000;
let answers: ('close' | 'wait')[];
let happened: string[];
let handshake: Handshake;

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  happened = [];
  handshake = createHandshake({
    tellWindow: () => happened.push('told'),
    close: () => happened.push(handshake.mayClose() ? 'closed' : 'stopped'),
    askPerson: () => {
      happened.push('asked');
      return Promise.resolve(answers.shift() ?? 'wait');
    },
    patienceMs,
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('closing', () => {
  it('[C1] waits for the window, tells it once, and then closes', async () => {
    expect(handshake.mayClose()).toBe(false);
    expect(handshake.mayClose()).toBe(false);
    expect(happened).toEqual(['told']);
    handshake.ready();
    handshake.ready();
    await vi.advanceTimersByTimeAsync(patienceMs * 3);
    expect(happened).toEqual(['told', 'closed']);
  });

  it('[C2] asks the person when the window does not answer, and closes when told to', async () => {
    answers = ['close'];
    handshake.mayClose();
    await vi.advanceTimersByTimeAsync(patienceMs - 1);
    expect(happened).toEqual(['told']);
    await vi.advanceTimersByTimeAsync(1);
    expect(happened).toEqual(['told', 'asked', 'closed']);
  });

  it('[C3] waits as long again when the person wants to, and still closes by itself when the window is ready', async () => {
    answers = ['wait', 'wait'];
    handshake.mayClose();
    await vi.advanceTimersByTimeAsync(patienceMs * 2);
    expect(happened).toEqual(['told', 'asked', 'asked']);
    handshake.ready();
    await vi.advanceTimersByTimeAsync(patienceMs * 3);
    expect(happened).toEqual(['told', 'asked', 'asked', 'closed']);
  });

  it('[C4] a window that is ready before anybody asked closes at once', () => {
    handshake.ready();
    expect(handshake.mayClose()).toBe(true);
    expect(happened).toEqual([]);
  });
});
