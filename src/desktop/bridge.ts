// Where the window finds the main process: the preload puts the contract's `Desktop` on `window`.
import type { Desktop } from './contract.ts';

declare global {
  interface Window {
    readonly desktop: Desktop;
  }
}

/** The main process, as this window may ask it. Only the window's own thread has it; workers do not. */
export function desktopOfWindow(): Desktop {
  return window.desktop;
}
