// Damaged and forged snapshots: none is accepted, and each is refused with a value that names what is wrong.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { portableDigest } from '#vault/digest.ts';
import { attachmentName, encodeManifest, type Manifest } from '#vault/manifest.ts';
import { openSnapshot, usualLimits } from '#vault/openSnapshot.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { verifySnapshot } from '#vault/verifySnapshot.ts';
import { writeSnapshot } from '#vault/writeSnapshot.ts';
import { forge, type Forged, forgeHonest, honestManifest, textEntry } from './forge.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { contentOf, readBack } from './snapshotOf.ts';

const name = 'a.zip';
const notes = textEntry('records/note.ndjson', '{"title":"one"}\n{"title":"two"}\n');
const readme = textEntry('README.txt', 'Read me.');

let sound: Uint8Array;

beforeAll(async () => {
  const files = new MemoryFiles();
  const records = [
    {
      kind: 'note',
      lines: Array.from({ length: 40 }, (_, at) => JSON.stringify({ id: at, title: `Note ${at}` })),
    },
    { kind: 'piece', lines: [JSON.stringify({ hash: 'x', content: 'y'.repeat(300) })] },
  ];
  const attachments = [Uint8Array.from({ length: 700 }, (_, at) => (at * at * 31) & 0xff)];
  await writeSnapshot(files, name, contentOf({ lastSeq: 5, records, attachments }));
  sound = files.bytes(name);
});

function withBytes(bytes: Uint8Array): MemoryFiles {
  const files = new MemoryFiles();
  files.put(name, bytes);
  return files;
}

async function faultOf(files: MemoryFiles) {
  const answer = await verifySnapshot(files, name);
  return answer.kind === 'refused' ? answer.fault : null;
}

function changed(manifest: Manifest, entry: string, difference: object): Uint8Array {
  const entries = manifest.entries.map((each) => (each.name === entry ? { ...each, ...difference } : each));
  return encodeManifest({ ...manifest, entries });
}

describe('a damaged snapshot', () => {
  it('[D1] is refused whichever of its bytes was changed', async () => {
    for (let at = 0; at < sound.length; at += 1) {
      const bytes = sound.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      expect([at, await faultOf(withBytes(bytes))]).not.toEqual([at, null]);
    }
  });

  it('[D2] is refused wherever it was cut short', async () => {
    for (let size = 0; size < sound.length; size += 7) {
      const fault = await faultOf(withBytes(sound.slice(0, size)));
      expect(fault).toEqual({ kind: size < 4 ? 'not a snapshot' : 'cut short' });
    }
  });

  it('[D3] is refused after any of a hundred kinds of harm, never with an exception', async () => {
    const place = fc.nat(sound.length - 1);
    const harm = fc.oneof(
      fc.record({ kind: fc.constant('zeros' as const), at: place, bytes: fc.integer({ min: 1, max: 600 }) }),
      fc.record({
        kind: fc.constant('removed' as const),
        at: place,
        bytes: fc.integer({ min: 1, max: 600 }),
      }),
      fc.record({
        kind: fc.constant('doubled' as const),
        at: place,
        bytes: fc.integer({ min: 1, max: 600 }),
      }),
      fc.record({ kind: fc.constant('noise' as const), at: place, bytes: fc.integer({ min: 1, max: 600 }) }),
    );
    await fc.assert(
      fc.asyncProperty(
        harm,
        fc.uint8Array({ minLength: 600, maxLength: 600 }),
        async ({ kind, at, bytes }, noise) => {
          const before = sound.slice(0, at);
          const struck = sound.slice(at, at + bytes);
          const after = sound.slice(at + bytes);
          const instead = {
            zeros: new Uint8Array(struck.length),
            removed: new Uint8Array(),
            doubled: Uint8Array.from([...struck, ...struck]),
            noise: noise.slice(0, struck.length),
          }[kind];
          fc.pre(Buffer.compare(instead, struck) !== 0);
          const files = withBytes(Uint8Array.from(Buffer.concat([before, instead, after])));
          expect(await faultOf(files)).not.toBeNull();
        },
      ),
      { numRuns: 100 },
    );
  });

  it('[D4] names the entry whose bytes are damaged', async () => {
    const opened = await openSnapshot(withBytes(sound), name);
    if (opened.kind !== 'open') throw new Error(opened.kind);
    for (const entry of opened.snapshot.entries) {
      const bytes = sound.slice();
      const at = entry.at + 30 + entry.name.length + (entry.packedBytes >> 1);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      expect(await faultOf(withBytes(bytes))).toEqual({ kind: 'damaged', entry: entry.name });
    }
  });

  it('[D5] is refused by the seal alone where the bits that are changed mean nothing', async () => {
    const opened = await openSnapshot(withBytes(sound), name);
    if (opened.kind !== 'open') throw new Error(opened.kind);
    const harmless: string[] = [];
    // What fills up the last byte of packed bytes is read by nobody.
    for (const entry of opened.snapshot.entries)
      for (const bit of [128, 64, 32, 16, 8, 4, 2, 1]) {
        const bytes = sound.slice();
        const at = entry.at + 30 + entry.name.length + entry.packedBytes - 1;
        bytes[at] = (bytes[at] ?? 0) ^ bit;
        const isRead = await readBack(withBytes(bytes), name).then(
          () => true,
          () => false,
        );
        if (!isRead) continue;
        harmless.push(entry.name);
        expect(await faultOf(withBytes(bytes))).toEqual({ kind: 'damaged', entry: null });
      }
    expect(harmless.length).toBeGreaterThan(0);
  });

  it('[D6] says that the disk failed, whichever operation did, and nothing about what it holds', async () => {
    for (let failing = 0; ; failing += 1) {
      const files = withBytes(sound);
      files.failAt(failing, 'EIO');
      const fault = await faultOf(files);
      if (files.operations.length <= failing) {
        expect(fault).toBeNull();
        break;
      }
      expect(fault).toEqual({ kind: 'unreadable', why: 'disk error' });
    }
    expect(await faultOf(new MemoryFiles())).toEqual({ kind: 'absent' });
  });
});

describe('a forged snapshot', () => {
  it('[D7] is accepted when there is nothing wrong with it', async () => {
    expect(await faultOf(forgeHonest([readme, notes]))).toBeNull();
  });

  it.each([
    ['wrong hash', { sha256: sha256Hex('other') }],
    ['wrong count', { records: 1 }],
    ['too large', { bytes: 5 }],
  ])('[D8] is refused for a %s in its manifest', async (kind, difference) => {
    const honest = honestManifest([readme, notes]);
    const counts = 'records' in difference ? { note: 1 } : honest.counts;
    const files = forge([readme, notes], changed({ ...honest, counts }, notes.name, difference));
    expect(await faultOf(files)).toEqual({ kind, entry: notes.name });
  });

  it('[D9] is refused for an entry twice, in the file or in the manifest', async () => {
    expect(await faultOf(forgeHonest([readme, notes, notes]))).toEqual({
      kind: 'duplicate',
      entry: notes.name,
    });
    const twice = encodeManifest(honestManifest([readme, notes, notes]));
    expect(await faultOf(forge([readme, notes], twice))).toEqual({ kind: 'duplicate', entry: notes.name });
  });

  it('[D10] is refused for an entry that is missing, or that no manifest names, or without a manifest', async () => {
    const both = encodeManifest(honestManifest([readme, notes]));
    const one = encodeManifest(honestManifest([readme]));
    expect(await faultOf(forge([readme], both))).toEqual({ kind: 'missing', entry: notes.name });
    expect(await faultOf(forge([readme, notes], one))).toEqual({ kind: 'unlisted', entry: notes.name });
    expect(await faultOf(forge([notes], null))).toEqual({ kind: 'missing', entry: 'manifest.json' });
    const noManifest = forge([notes], new TextEncoder().encode('{"format":"something"}'));
    expect(await faultOf(noManifest)).toEqual({ kind: 'damaged', entry: 'manifest.json' });
  });

  it.each([
    '../records/note.ndjson',
    '/etc/passwd',
    'C:\\notes.txt',
    'records\\note.ndjson',
    'records/../note.ndjson',
    'records/NOTE.ndjson',
    'records/note.ndjson\u0000.txt',
    'records/note.ndjson/',
    './README.txt',
    'readme.txt',
    '',
    attachmentName(sha256Hex('x')).toUpperCase(),
    `attachments/00/${'f'.repeat(64)}`,
  ])('[D11] is refused for the name %j', async (strange) => {
    const files = forgeHonest([readme, textEntry(strange, 'x')]);
    expect(await faultOf(files)).toEqual({ kind: 'strange name', entry: strange });
  });

  it('[D12] is refused for an attachment whose bytes are not those that its name promises', async () => {
    const other = textEntry(attachmentName(sha256Hex('promised')), 'delivered');
    expect(await faultOf(forgeHonest([other]))).toEqual({ kind: 'wrong hash', entry: other.name });
  });

  it('[D13] is refused when entries overlap or leave a gap', async () => {
    for (const shift of [-1, 1, -30]) {
      const honest = honestManifest([readme, notes]);
      const at = 30 + readme.name.length + 10 + 16;
      const files = forge([readme, { ...notes, says: { at: at + shift } }], encodeManifest(honest));
      expect(await faultOf(files)).toEqual({ kind: 'damaged', entry: notes.name });
    }
  });

  it('[D14] is not unpacked further than it declares, however much would come', async () => {
    const bomb: Forged = {
      name: attachmentName(sha256Hex('bomb')),
      bytes: new Uint8Array(40 * 2 ** 20),
      says: { bytes: 1000 },
    };
    const honest = honestManifest([bomb]);
    const files = forge([bomb], changed(honest, bomb.name, { bytes: 1000 }));
    let unpacked = 0;
    const newDigest = () => {
      const digest = portableDigest();
      const update = (bytes: Uint8Array): void => {
        unpacked += bytes.length;
        digest.update(bytes);
      };
      return { ...digest, update };
    };
    const answer = await verifySnapshot(files, name, { newDigest });
    expect(answer).toEqual({ kind: 'refused', fault: { kind: 'too large', entry: bomb.name } });
    expect(unpacked).toBeLessThan(files.bytes(name).length + 10_000);
  });

  it('[D15] is refused before anything is unpacked when it declares more than can be meant', async () => {
    const declared = (bytes: number): MemoryFiles => {
      const entry: Forged = { ...notes, says: { bytes } };
      return forge([entry], changed(honestManifest([notes]), notes.name, { bytes }));
    };
    for (const files of [declared(2 ** 31), declared(2 ** 41)]) {
      expect(await faultOf(files)).toMatchObject({ kind: 'too large' });
      expect(files.operations.filter((what) => what === 'read').length).toBeLessThanOrEqual(2);
    }
    const limits = { ...usualLimits, mostEntries: 1 };
    const many = await verifySnapshot(forgeHonest([readme, notes]), name, { limits });
    expect(many).toMatchObject({ fault: { kind: 'too large', entry: null } });
  });

  it('[D16] of a later version is refused as that, not as damaged', async () => {
    const text = new TextDecoder().decode(encodeManifest(honestManifest([notes])));
    const later = new TextEncoder().encode(text.replace('"version": 1', '"version": 2'));
    expect(await faultOf(forge([notes], later))).toEqual({ kind: 'newer', version: 2 });
  });
});
