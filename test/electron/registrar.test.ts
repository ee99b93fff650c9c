// The one place where calls arrive.
import { describe, expect, it } from 'vitest';
import { channel } from '../../src/desktop/contract.ts';
import {
  callNames,
  type Handlers,
  isFromWindow,
  joinHandlers,
  registerCalls,
} from '../../electron/main/registrar.ts';

function everyHandler(): Partial<Handlers> {
  return Object.fromEntries(callNames.map((name) => [name, (payload: unknown) => payload ?? name]));
}

/** A door that keeps what was registered, to be knocked at as the window would. */
function openDoor() {
  const listeners = new Map<string, (event: unknown, payload: unknown) => Promise<unknown>>();
  return {
    listeners,
    door: {
      handle(name: string, listener: (event: unknown, payload: unknown) => Promise<unknown>) {
        if (listeners.has(name)) throw new Error(`second listener for ${name}`);
        listeners.set(name, listener);
      },
    },
    knock: (name: string, payload?: unknown) => listeners.get(name)?.(null, payload),
  };
}

describe('the registrar', () => {
  it('[R1] registers exactly the calls of the contract', () => {
    const { door, listeners } = openDoor();
    registerCalls(door, () => true, [everyHandler()]);
    expect([...listeners.keys()].sort()).toEqual(callNames.map((name) => channel(name)).sort());
  });

  it.each(callNames)('[R2] refuses to start when a call has no handler, or two: %s', (name) => {
    const { [name]: one, ...others } = everyHandler();
    expect(() => joinHandlers([others])).toThrow(`0 handlers for ${name}`);
    expect(() => joinHandlers([everyHandler(), { [name]: one }])).toThrow(`2 handlers for ${name}`);
  });

  it('[R3] answers nobody but the window, whatever is asked', async () => {
    const { door, knock } = openDoor();
    registerCalls(door, () => false, [everyHandler()]);
    for (const name of callNames) await expect(knock(channel(name))).rejects.toThrow('not the window');
  });

  it('[R4] parses a payload before any handler sees it', async () => {
    const { door, knock } = openDoor();
    const seen: unknown[] = [];
    const watching = Object.fromEntries(
      callNames.map((name) => [name, (value: unknown) => seen.push(value)]),
    );
    registerCalls(door, () => true, [watching]);
    const wrong: readonly (readonly [string, unknown])[] = [
      ['boot', 1],
      ['appendJournal', { toString: () => 'x' }],
      ['openJournal', -1],
      ['openJournal', '0'],
      ['openJournal', Number.NaN],
      ['chooseImport', 'disk'],
      ['chooseSave', { name: 'a', extension: '../x' }],
      ['chooseSave', { name: 'a', extension: 'md', folder: '/etc' }],
      ['openLink', 'x'.repeat(3000)],
      ['setTheme', 'pink'],
      ['setMenu', [{ kind: 'program' }]],
      ['finishJob', { exitCode: 0, output: 1, error: '' }],
    ];
    for (const [name, payload] of wrong)
      await expect(knock(`commonplace:${name}`, payload), name).rejects.toThrow('Refused');
    expect(seen).toEqual([]);
    await knock('commonplace:setTheme', 'dark');
    expect(seen).toEqual(['dark']);
  });

  it('[R5] trusts the page of the window at an own address, and nothing else', () => {
    const window = { id: 1 };
    const page = { url: 'app://notebook/', parent: null };
    expect(isFromWindow({ sender: window, senderFrame: page }, window)).toBe(true);
    expect(isFromWindow({ sender: { id: 1 }, senderFrame: page }, window)).toBe(false);
    expect(isFromWindow({ sender: window, senderFrame: null }, window)).toBe(false);
    expect(isFromWindow({ sender: window, senderFrame: { ...page, parent: page } }, window)).toBe(false);
    for (const url of [
      'app://other/',
      'app://notebook.evil/',
      'app://user@notebook/',
      'http://notebook/',
      'about:blank',
      'file:///etc/passwd',
      '',
    ])
      expect(isFromWindow({ sender: window, senderFrame: { url, parent: null } }, window), url).toBe(false);
  });
});
