// Watches the room that is left on the disk of the notebook, and keeps the ballast there while there is room for it.
import type { DiskLevel, DiskState } from '#desktop/contract.ts';
import type { Ballast } from '#vault/ballast.ts';

export interface DiskGuardParts {
  readonly freeBytes: () => Promise<number>;
  /** Null for a notebook that is thrown away afterwards. */
  readonly ballast: Ballast | null;
  /** Runs something later, unless the returned function is called before. */
  readonly after: (pauseMs: number, run: () => void) => () => void;
  /** Told when the level changes. */
  readonly tell: (state: DiskState) => void;
}

export interface DiskGuard {
  readonly state: () => DiskState;
  /** Looks now; the disk just refused something. */
  readonly look: () => Promise<DiskState>;
  readonly close: () => Promise<void>;
}

const megabyte = 2 ** 20;
const lowBytes = 2048 * megabyte;
const noImportsBytes = 500 * megabyte;
const journalOnlyBytes = 200 * megabyte;

/** A disk that is filling up is looked at more often. */
const usualPauseMs = 30_000;
const shortPauseMs = 5_000;

export function levelOf(freeBytes: number): DiskLevel {
  if (freeBytes < journalOnlyBytes) return 'journal only';
  if (freeBytes < noImportsBytes) return 'no imports';
  return freeBytes < lowBytes ? 'low' : 'ok';
}

/** Asks once before it answers, so that the window begins with what is so; the ballast is written meanwhile. */
export async function openDiskGuard(parts: DiskGuardParts): Promise<DiskGuard> {
  const { freeBytes, ballast, after, tell } = parts;
  let state: DiskState = { level: 'ok', freeBytes: 0 };
  let isBegun = false;
  let isClosed = false;
  let looking: Promise<DiskState> | null = null;
  let cancel: () => void = () => undefined;

  async function measure(): Promise<DiskState> {
    // A disk that cannot tell is not taken for a full one: whatever is written still says so itself.
    const free = await freeBytes().catch(() => null);
    if (free === null) return state;
    const before = state.level;
    state = { level: levelOf(free), freeBytes: free };
    if (state.level !== before && isBegun && !isClosed) tell(state);
    return state;
  }

  async function keepBallast({ freeBytes: free }: DiskState): Promise<DiskState> {
    if (ballast !== null && free >= noImportsBytes + ballast.sizeBytes) await ballast.takeUp();
    return state;
  }

  function look(): Promise<DiskState> {
    looking ??= measure()
      .then(keepBallast)
      .finally(() => {
        looking = null;
        plan();
      });
    return looking;
  }

  function plan(): void {
    cancel();
    if (isClosed) return;
    cancel = after(state.level === 'ok' ? usualPauseMs : shortPauseMs, () => void look());
  }

  await measure();
  isBegun = true;
  void look();
  return {
    state: () => state,
    look,
    async close() {
      isClosed = true;
      cancel();
      await looking;
    },
  };
}
