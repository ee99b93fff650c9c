// How the window stood when it was last open, and its theme: a small file in the profile, remembered between starts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Theme } from '#desktop/contract.ts';
import { oneOf } from '#desktop/parse.ts';
import { writeWhole } from './wholeFile.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Null until the window was moved or sized: the desktop then says where it opens. */
  readonly bounds: Bounds | null;
  readonly isMaximised: boolean;
  readonly theme: Theme;
}

export const minSize = { width: 720, height: 480 } as const;
export const usualSize = { width: 1280, height: 820 } as const;
const fresh: WindowState = { bounds: null, isMaximised: false, theme: 'system' };

function parseBounds(value: unknown): Bounds | null {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y, width, height } = value as Record<string, unknown>;
  const numbers = [x, y, width, height].flatMap((each) =>
    typeof each === 'number' && Number.isSafeInteger(each) ? [each] : [],
  );
  const [left, top, wide, high] = numbers;
  if (left === undefined || top === undefined || wide === undefined || high === undefined) return null;
  return { x: left, y: top, width: Math.max(wide, minSize.width), height: Math.max(high, minSize.height) };
}

/** Reads what an earlier run wrote. Whatever is not understood is as if it were not there. */
export function parseWindowState(text: string): WindowState {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return fresh;
    const { bounds, isMaximised, theme } = value as Record<string, unknown>;
    return {
      bounds: parseBounds(bounds),
      isMaximised: isMaximised === true,
      theme: theme === undefined ? 'system' : oneOf('system', 'light', 'dark')(theme),
    };
  } catch {
    return fresh;
  }
}

/** The kept bounds, where enough of the window's top would be on a screen to take hold of it; null otherwise. */
export function visibleBounds(bounds: Bounds | null, screens: readonly Bounds[]): Bounds | null {
  if (bounds === null) return null;
  const grip = 64;
  const isReachable = screens.some(
    (screen) =>
      bounds.x + bounds.width - grip >= screen.x &&
      bounds.x + grip <= screen.x + screen.width &&
      bounds.y >= screen.y - grip &&
      bounds.y + grip <= screen.y + screen.height,
  );
  return isReachable ? bounds : null;
}

export interface KeptWindowState {
  readonly current: () => WindowState;
  keep(change: Partial<WindowState>): void;
  /** Resolves when what was kept is written. */
  settled(): Promise<void>;
}

export function openWindowState(profile: string): KeptWindowState {
  const file = join(profile, 'window.json');
  let state = readState(file);
  let writing = Promise.resolve();
  return {
    current: () => state,
    keep(change) {
      state = { ...state, ...change };
      const bytes = new TextEncoder().encode(`${JSON.stringify(state)}\n`);
      writing = writing
        .then(() => writeWhole(file, bytes))
        .catch((error: unknown) => {
          process.stderr.write(`window.json could not be written: ${String(error)}\n`);
        });
    },
    settled: () => writing,
  };
}

function readState(file: string): WindowState {
  try {
    return parseWindowState(readFileSync(file, 'utf8'));
  } catch {
    return fresh;
  }
}
