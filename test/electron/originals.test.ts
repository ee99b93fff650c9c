// The originals of sources: only what was offered is copied, only under the hash of its bytes, and never by a path.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { originalRequest, originalStored } from '#desktop/originals.ts';
import { attachmentName } from '#vault/manifest.ts';
import { createHands, type Hands } from '../../electron/main/hands.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { openOriginals, type Originals } from '../../electron/main/originals.ts';

let root: string;
let vault: string;
let hands: Hands;
let originals: Originals;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'originals-'));
  vault = join(root, 'vault');
  mkdirSync(vault);
  hands = createHands();
  originals = openOriginals(nodeFiles(vault), hands);
});
afterEach(async () => {
  await originals.close();
  rmSync(root, { recursive: true });
});

const bytes = Buffer.from('<h1>Tides</h1>'.repeat(1000));
const hashOf = (of: Uint8Array): string => createHash('sha256').update(of).digest('hex');
const sha256 = hashOf(bytes);

function offer(name = 'tides.html'): string {
  writeFileSync(join(root, name), bytes);
  return hands.offerFile(join(root, name));
}

function ask(address: string, method = 'GET', body?: BodyInit): Promise<Response> {
  const upload = body === undefined ? {} : { body, duplex: 'half' as const };
  return hands.answer(new Request(`app://notebook${address}`, { method, ...upload }));
}

const kept = { kind: 'kept', sizeBytes: bytes.length };

describe('the original of a source', () => {
  it('[OG1] is copied from where it was offered, before or after it was read there, once', async () => {
    for (const reads of [true, false]) {
      const address = offer();
      if (reads) expect((await ask(address)).status).toBe(200);
      expect(await originals.handlers.keepOriginal({ sha256, address })).toEqual(kept);
      expect(await originals.handlers.keepOriginal({ sha256, address })).toEqual({
        kind: 'refused',
        why: 'gone',
      });
      expect((await ask(address)).status).toBe(404);
    }
    expect(readFileSync(join(vault, attachmentName(sha256))).equals(bytes)).toBe(true);
    expect(readdirSync(join(vault, 'attachments', sha256.slice(0, 2)))).toEqual([sha256]);
  });

  it('[OG2] is not taken from any other address, nor from a path', async () => {
    offer();
    const others = [
      hands.savePlace(join(root, 'tides.html')).address,
      hands.exportPlace(root).address,
      join(root, 'tides.html'),
      '/hand/',
      '',
    ];
    for (const address of others)
      expect(await originals.handlers.keepOriginal({ sha256, address })).toEqual({
        kind: 'refused',
        why: 'gone',
      });
    expect(() => originalRequest({ sha256: '../../etc/passwd', address: null })).toThrow('hash expected');
    expect(() => originalRequest({ sha256, address: null, path: '/etc/passwd' })).toThrow('unknown field');
  });

  it('[OG3] that changed since it was read is not kept as what was read', async () => {
    const address = offer();
    writeFileSync(join(root, 'tides.html'), 'something else');
    expect(await originals.handlers.keepOriginal({ sha256, address })).toEqual({
      kind: 'refused',
      why: 'other bytes',
    });
    const gone = offer();
    rmSync(join(root, 'tides.html'));
    expect(await originals.handlers.keepOriginal({ sha256, address: gone })).toEqual({
      kind: 'refused',
      why: 'gone',
    });
  });

  it('[OG4] that was dropped on the window is handed over, under its hash alone', async () => {
    const place = async (): Promise<string> => {
      const answer = await originals.handlers.keepOriginal({ sha256, address: null });
      if (answer.kind !== 'place') throw new Error(answer.kind);
      return answer.address;
    };
    const wrong = await ask(await place(), 'PUT', 'other bytes');
    expect(originalStored(await wrong.json())).toEqual({ kind: 'refused', why: 'other bytes' });
    const address = await place();
    expect((await ask(address)).status).toBe(405);
    expect(originalStored(await (await ask(address, 'PUT', bytes)).json())).toEqual(kept);
    expect((await ask(address, 'PUT', bytes)).status).toBe(404);
  });

  it('[OG5] is handed out again as it was, or not at all', async () => {
    expect(await originals.handlers.openOriginal(sha256)).toBeNull();
    await originals.handlers.keepOriginal({ sha256, address: offer() });
    const opened = await originals.handlers.openOriginal(sha256);
    const response = await ask(opened?.address ?? '');
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    writeFileSync(join(vault, attachmentName(sha256)), 'damaged');
    expect(await originals.handlers.openOriginal(sha256)).toBeNull();
  });

  it('[OG6] leaves nothing half-made at the next start, and nothing is begun after closing', async () => {
    const folder = join(vault, 'attachments', 'ab');
    mkdirSync(folder, { recursive: true });
    const half = `ab${'0'.repeat(62)}.part`;
    for (const name of [half, 'holiday.part']) writeFileSync(join(folder, name), 'half');
    await originals.close();
    originals = openOriginals(nodeFiles(vault), hands);
    await originals.close();
    expect(readdirSync(folder)).toEqual(['holiday.part']);
    expect(await originals.handlers.keepOriginal({ sha256, address: offer() })).toMatchObject({
      kind: 'failed',
    });
  });

  describe('of a source that was erased', () => {
    const later = { nowMs: 2 * 60 * 60_000 };
    let clock: { nowMs: number };
    let isBackingUp: boolean;
    let mayTurnBack: boolean;

    const forget = (...hashes: readonly string[]) => originals.handlers.forgetOriginals(hashes);
    const files = (): readonly string[] => readdirSync(join(vault, 'attachments', sha256.slice(0, 2)));

    beforeEach(async () => {
      clock = { nowMs: 0 };
      isBackingUp = false;
      mayTurnBack = false;
      await originals.close();
      originals = openOriginals(nodeFiles(vault), hands, {
        isBackingUp: () => isBackingUp,
        mayTurnBack: () => Promise.resolve(mayTurnBack),
        nowMs: () => clock.nowMs,
      });
      await originals.handlers.keepOriginal({ sha256, address: offer() });
    });

    it('[OG7] is removed, with what was put aside for it, and nothing else is', async () => {
      const neighbour = `${sha256.slice(0, 2)}${'0'.repeat(62)}`;
      for (const name of [neighbour, `${sha256}.damaged-1`])
        writeFileSync(join(vault, 'attachments', sha256.slice(0, 2), name), 'bytes');
      Object.assign(clock, later);
      expect(await forget(sha256, '0'.repeat(64))).toEqual([sha256, '0'.repeat(64)]);
      expect(files()).toEqual([neighbour]);
      expect(await originals.handlers.openOriginal(sha256)).toBeNull();
    });

    it('[OG8] stays for an hour after it came in, also when it was there before', async () => {
      expect(await forget(sha256)).toEqual([]);
      Object.assign(clock, later);
      await originals.handlers.keepOriginal({ sha256, address: offer() });
      expect(await forget(sha256)).toEqual([]);
      clock.nowMs += 61 * 60_000;
      expect(await forget(sha256)).toEqual([sha256]);
    });

    it('[OG9] that comes in again while it is removed is there afterwards', async () => {
      for (const pause of [0, 1, 2, 4, 8]) {
        clock.nowMs += later.nowMs;
        const removing = forget(sha256);
        for (let turn = 0; turn < pause; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        const returning = originals.handlers.keepOriginal({ sha256, address: offer() });
        await removing;
        expect(await returning).toEqual(kept);
        expect(files()).toEqual([sha256]);
      }
    });

    it('[OG10] stays while a backup is written, while a restore may be taken back, and once files may come in', async () => {
      Object.assign(clock, later);
      isBackingUp = true;
      expect(await forget(sha256)).toEqual([]);
      isBackingUp = false;
      mayTurnBack = true;
      expect(await forget(sha256)).toEqual([]);
      mayTurnBack = false;
      await originals.hold();
      expect(await forget(sha256)).toEqual([]);
      expect(files()).toEqual([sha256]);
    });

    it('[OG11] stays when the machine does not remove it, and nothing is said to be gone', async () => {
      Object.assign(clock, later);
      await originals.close();
      const broken = { ...nodeFiles(vault), remove: () => Promise.reject(new Error('EBUSY')) };
      originals = openOriginals(broken, hands, { nowMs: () => clock.nowMs });
      expect(await forget(sha256)).toEqual([]);
      expect(files()).toEqual([sha256]);
    });
  });
});
