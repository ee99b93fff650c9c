// Pauses in long work on the thread of the screens.

/** What waits there has its turn. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Everything else goes first, the engine's cleaning up included: work that leaves much behind and never lets it begin is
 * held up by all of it at once.
 */
export function longBreath(): Promise<void> {
  if (!('scheduler' in globalThis)) return breath();
  return globalThis.scheduler.postTask(() => undefined, { priority: 'background' });
}
