// Giving records to whoever writes a snapshot: in portions that are worth a call, a few of them on their way at a time.
import type { LinesTaken, SnapshotBegun, SnapshotEnded, SnapshotRequest } from '#desktop/snapshots.ts';
import type { SnapshotDesk } from './backup.ts';
import { openUnderWay } from '#store/underWay.ts';
import type { RecordKind } from './restoring.ts';

/** About how many characters are handed over at a time: a longer text is long in the engine's memory, however short its use. */
const portionChars = 100_000;
/** How many portions are on their way at a time: one is packed while the next travels. */
const mostUnderWay = 3;

export interface Giving {
  readonly snapshot: number;
  /**
   * Records of one kind, each a line of JSON without its end; all of a kind come one after the other. False when nobody
   * takes any more: `finish` says why.
   */
  readonly give: (kind: RecordKind, lines: readonly string[]) => Promise<boolean>;
  /** Gives what is left. Answers when the file was read back and has its name, or nothing is left of it. */
  readonly finish: () => Promise<SnapshotEnded>;
  readonly drop: () => Promise<void>;
}

export type GivingBegun =
  { readonly kind: 'begun'; readonly giving: Giving } | Extract<SnapshotBegun, { readonly kind: 'refused' }>;

export async function beginGiving(desk: SnapshotDesk, request: SnapshotRequest): Promise<GivingBegun> {
  const begun = await desk.beginSnapshot(request);
  if (begun.kind === 'refused') return begun;
  const { snapshot } = begun;
  const underWay = openUnderWay<LinesTaken>(mostUnderWay);
  let portion: { readonly kind: RecordKind; lines: string } | null = null;
  let isTaken = true;

  async function send(): Promise<void> {
    if (portion === null) return;
    const taken = desk.addToSnapshot({ snapshot, ...portion });
    portion = null;
    if ((await underWay.add(taken))?.kind === 'ended') isTaken = false;
  }

  return {
    kind: 'begun',
    giving: {
      snapshot,
      give: async (kind, lines) => {
        if (portion !== null && portion.kind !== kind) await send();
        for (const line of lines) {
          portion ??= { kind, lines: '' };
          portion.lines += `${line}\n`;
          if (portion.lines.length >= portionChars) await send();
        }
        return isTaken;
      },
      finish: async () => {
        await send();
        await underWay.rest();
        return desk.finishSnapshot(snapshot);
      },
      drop: async () => {
        await desk.dropSnapshot(snapshot);
      },
    },
  };
}
