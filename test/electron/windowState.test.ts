// How the window stood.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWindowState, parseWindowState, visibleBounds } from '../../electron/main/windowState.ts';

const bounds = { x: 10, y: 20, width: 900, height: 700 };
const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];

describe('the window state', () => {
  it('[W1] is what was kept last, over a restart', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'state-'));
    const first = openWindowState(profile);
    first.keep({ theme: 'dark' });
    first.keep({ bounds, isMaximised: true });
    await first.settled();
    expect(openWindowState(profile).current()).toEqual({ bounds, isMaximised: true, theme: 'dark' });
  });

  it('[W2] that is damaged is as if there were none', () => {
    const fresh = { bounds: null, isMaximised: false, theme: 'system' };
    const profile = mkdtempSync(join(tmpdir(), 'state-'));
    expect(openWindowState(profile).current()).toEqual(fresh);
    writeFileSync(join(profile, 'window.json'), '{"theme":');
    expect(openWindowState(profile).current()).toEqual(fresh);
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseWindowState(text)).toEqual(fresh);
      }),
    );
    expect(parseWindowState('{"theme":"pink"}')).toEqual(fresh);
    expect(parseWindowState('{"bounds":{"x":1,"y":2,"width":"wide","height":3}}')).toEqual(fresh);
  });

  it('[W3] opens a window where it was, unless its top would be out of reach', () => {
    expect(visibleBounds(bounds, screens)).toEqual(bounds);
    expect(visibleBounds(null, screens)).toBeNull();
    for (const lost of [{ x: 5000 }, { x: -5000 }, { y: 5000 }, { y: -700 }])
      expect(visibleBounds({ ...bounds, ...lost }, screens)).toBeNull();
    expect(visibleBounds(bounds, [])).toBeNull();
  });
});
