// The battery: indexing holds back while the machine runs on it, from the start and at every change.
import { describe, expect, it } from 'vitest';
import type { Librarian } from '#notebook/librarianClient.ts';
import { batterySense } from '#app/batterySense.ts';

function listening(): { readonly librarian: Librarian; readonly heard: unknown[] } {
  const heard: unknown[] = [];
  const calm: Librarian['calm'] = (...given) => heard.push(given);
  return { librarian: { calm } as unknown as Librarian, heard };
}

describe('the battery', () => {
  it('[B1] is told to the librarian at once and when the plug is drawn or put in', async () => {
    const { librarian, heard } = listening();
    const battery = Object.assign(new EventTarget(), { charging: true });
    await batterySense(librarian, { getBattery: () => Promise.resolve(battery) });
    battery.charging = false;
    battery.dispatchEvent(new Event('chargingchange'));
    expect(heard).toEqual([
      ['battery', false],
      ['battery', true],
    ]);
  });

  it('[B2] that nobody can tell of holds nothing back', async () => {
    const { librarian, heard } = listening();
    await batterySense(librarian, {});
    await batterySense(librarian, { getBattery: () => Promise.reject(new Error('not allowed')) });
    expect(heard).toEqual([]);
  });
});
