import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from './lock.mjs';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'commonplace-lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const silence = (): void => undefined;
const lock = new URL('./lock.mjs', import.meta.url).href;

/** Another process asks for the same lock, and says whether it got it. */
function askElsewhere(): string {
  const code = `const { takeLock } = await import(${JSON.stringify(lock)});
    const got = takeLock(process.argv[1], { from: 'elsewhere' }, () => {});
    process.stdout.write(got === null ? 'refused' : 'taken');
    process.exit();`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', code, folder], { encoding: 'utf8' })
    .stdout;
}

describe('the single-instance lock', () => {
  it('[L1] is refused to a second process, and the first hears what the second had to say', async () => {
    const heard = new Promise((resolve) => {
      expect(takeLock(folder, null, resolve)).not.toBeNull();
    });
    expect(askElsewhere()).toBe('refused');
    expect(await heard).toMatchObject({ additionalData: { from: 'elsewhere' } });
  });

  it('[L2] is free again once released', () => {
    takeLock(folder, null, silence)?.();
    expect(askElsewhere()).toBe('taken');
  });

  it('[L3] is taken over from a process that is gone, also when its number lives on in another', () => {
    expect(askElsewhere()).toBe('taken');
    const release = takeLock(folder, null, silence);
    expect(release).not.toBeNull();
    release?.();
    writeFileSync(join(folder, 'standin.lock'), JSON.stringify({ pid: process.pid, birth: 'long ago' }));
    expect(takeLock(folder, null, silence)).not.toBeNull();
    expect(existsSync(join(folder, 'standin.lock'))).toBe(true);
  });
});
