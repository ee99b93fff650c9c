// The copy of the browser's databases that is set aside before another version of the engine opens them.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyBeforeNewEngine } from '../../electron/main/coldCopy.ts';

let profile: string;

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'cold-'));
});

afterEach(() => {
  rmSync(profile, { recursive: true });
});

function fill(text: string): void {
  mkdirSync(join(profile, 'IndexedDB', 'app_notebook_0.indexeddb.leveldb'), { recursive: true });
  writeFileSync(join(profile, 'IndexedDB', 'app_notebook_0.indexeddb.leveldb', 'CURRENT'), text);
}

function copies(): readonly string[] {
  return readdirSync(profile).filter((name) => name.startsWith('IndexedDB '));
}

const start = (engine: string | null, free?: number) =>
  copyBeforeNewEngine({
    profile,
    engine,
    ...(free !== undefined && { freeBytes: () => Promise.resolve(free) }),
  });

describe('the cold copy', () => {
  it('[C1] is made when the major version of the engine is another than at the last start, and only then', async () => {
    fill('one');
    expect(await start('45.1.0')).toMatchObject({ kind: 'copied' }); // who opened them last is not known
    expect(await start('45.9.9')).toEqual({ kind: 'not needed' });
    fill('two');
    expect(await start('46.0.0')).toMatchObject({ kind: 'copied' });
    const [copy = '', ...others] = copies();
    expect(others).toEqual([]);
    expect(copy).toBe('IndexedDB of engine 45');
    const file = join(profile, copy, 'app_notebook_0.indexeddb.leveldb', 'CURRENT');
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(await start('46.0.0')).toEqual({ kind: 'not needed' });
  });

  it('[C2] is not made of nothing, nor of what is not the engine of the program', async () => {
    expect(await start('45.0.0')).toEqual({ kind: 'not needed' });
    fill('one');
    expect(await start(null)).toEqual({ kind: 'not needed' });
    expect(copies()).toEqual([]);
  });

  it('[C3] is left out when there is no room, and tried again at the next start; the copy before stays', async () => {
    fill('one');
    await start('45.0.0');
    expect(await start('46.0.0', 1000)).toEqual({ kind: 'skipped', why: 'disk full' });
    expect(copies()).toEqual(['IndexedDB of engine unknown']);
    expect(await start('46.0.0')).toMatchObject({ kind: 'copied' });
    expect(copies()).toEqual(['IndexedDB of engine 45']);
  });

  it('[C4] that fell over is begun anew, and nothing half-made passes for a copy', async () => {
    fill('one');
    mkdirSync(join(profile, 'IndexedDB of engine unknown.part'));
    await start('45.0.0');
    expect(copies()).toEqual(['IndexedDB of engine unknown']);
    expect(existsSync(join(profile, 'IndexedDB', 'app_notebook_0.indexeddb.leveldb', 'CURRENT'))).toBe(true);
  });
});
