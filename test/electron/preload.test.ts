// The bridge between window and main.
import { describe, expect, it, vi } from 'vitest';
import { calls, channel, type Desktop, pushes } from '../../src/desktop/contract.ts';

const wire = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  asked: [] as unknown[][],
  listeners: new Map<string, ((event: unknown, push: unknown) => void)[]>(),
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => wire.exposed.set(name, api) },
  ipcRenderer: {
    invoke: (...values: unknown[]) => {
      wire.asked.push(values);
      return Promise.resolve('answer');
    },
    on: (name: string, listener: () => void) =>
      wire.listeners.set(name, [...(wire.listeners.get(name) ?? []), listener]),
    removeListener: (name: string, listener: () => void) =>
      wire.listeners.set(
        name,
        (wire.listeners.get(name) ?? []).filter((each) => each !== listener),
      ),
  },
}));

await import('../../electron/preload/index.ts');
const desktop = wire.exposed.get('desktop') as Desktop;

describe('the bridge', () => {
  it('[B1] has one frozen object with a function for each call, one to listen, and nothing else', () => {
    expect([...wire.exposed.keys()]).toEqual(['desktop']);
    expect(Object.keys(desktop).sort()).toEqual([...Object.keys(calls), 'listen'].sort());
    expect(Object.isFrozen(desktop)).toBe(true);
  });

  it('[B2] passes one payload on the channel of its call', async () => {
    expect(await desktop.openLink('https://example.org/')).toBe('answer');
    expect(wire.asked.at(-1)).toEqual([channel('openLink'), 'https://example.org/']);
    await desktop.boot();
    expect(wire.asked.at(-1)).toEqual([channel('boot'), undefined]);
  });

  it('[B3] hears each push without its event, until the listener is stopped', () => {
    for (const name of pushes) {
      const heard: unknown[] = [];
      const stop = desktop.listen(name, (...push: unknown[]) => heard.push(push));
      const tell = (push: unknown): void => {
        for (const listener of wire.listeners.get(channel(name)) ?? []) listener({ sender: 'secret' }, push);
      };
      tell('one');
      stop();
      tell('two');
      expect(heard).toEqual([['one']]);
    }
  });

  it('[B4] listens to nothing that the contract does not name', () => {
    expect(() => desktop.listen('boot' as never, () => undefined)).toThrow('Refused');
  });
});
