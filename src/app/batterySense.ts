// Knows whether the machine runs on its battery, and lets indexing take less of it while it does.
import type { Librarian } from '#notebook/librarianClient.ts';

/** The part of Chromium's BatteryManager that is used. */
interface Battery extends EventTarget {
  readonly charging: boolean;
}

declare global {
  interface Navigator {
    readonly getBattery?: () => Promise<Battery>;
  }
}

/** Follows the battery until the program ends. A machine that does not tell counts as plugged in. */
export async function batterySense(
  librarian: Librarian,
  machine: Pick<Navigator, 'getBattery'>,
): Promise<void> {
  const battery = await machine.getBattery?.().catch(() => undefined);
  if (battery === undefined) return;
  const tell = (): void => librarian.calm('battery', !battery.charging);
  battery.addEventListener('chargingchange', tell);
  tell();
}
