// Damaged and forged backups, many of them: none is accepted, each is refused in time with a value that says why, and
// the notebook that is open stays as it is.
import { documentOfText } from '#domain/document.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { newRecord, put } from '#notebook/records.ts';
import { attachmentName, encodeManifest } from '#vault/manifest.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { openVault } from '#vault/vault.ts';
import { mainOf } from '../notebook/mainDesk.ts';
import { newWorld, openTestNotebook, type TestNotebook } from '../notebook/openTestNotebook.ts';
import { forge, type Forged, honestManifest, textEntry } from '../vault/forge.ts';
import { MemoryFiles } from '../vault/memoryFiles.ts';
import { type Battery, dice } from './battery.ts';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What was wrong, and at the end how often each fault was said. */
  readonly lines: readonly string[];
  readonly slowestMs: number;
}

type Roll = (below: number) => number;
type Damage = (sound: Uint8Array, roll: Roll) => Uint8Array;

const mostMs = 2000;

/** Damage that chance does to a file. */
const accidents: readonly Damage[] = [
  (sound, roll) => sound.slice(0, roll(sound.length)),
  (sound, roll) => changed(sound, (bytes) => flip(bytes, roll)),
  (sound, roll) =>
    changed(sound, (bytes) => {
      for (let count = 2 + roll(6); count > 0; count -= 1) flip(bytes, roll);
    }),
  (sound, roll) => changed(sound, (bytes) => void bytes.fill(0, ...range(bytes, roll))),
  (sound, roll) => {
    const [from, to] = range(sound, roll);
    return joined(sound.subarray(0, from), sound.subarray(to));
  },
  (sound, roll) => {
    const at = roll(sound.length);
    return joined(sound.subarray(0, at), new Uint8Array(1 + roll(300)), sound.subarray(at));
  },
  (sound, roll) => {
    const at = 1 + roll(sound.length - 1);
    return joined(sound.subarray(at), sound.subarray(0, at));
  },
  (sound) => joined(sound, sound),
  (sound) => joined(sound, new Uint8Array([0])),
  (_, roll) => Uint8Array.from({ length: roll(4000) }, () => roll(256)),
];

const note = textEntry('records/note.ndjson', '{"id":"1"}\n{"id":"2"}\n');

/** Files that somebody made: their own checksums and seal are right. */
const forgeries: readonly ((roll: Roll) => MemoryFiles)[] = [
  ...[
    '../../escape.txt',
    '/etc/passwd',
    'C:\\Windows\\system.ini',
    'attachments/../../x',
    'records/note.ndjson/../../x',
    'records/NOTE.ndjson',
    'attachments/zz/' + 'z'.repeat(64),
    'attachments/00/' + 'f'.repeat(64),
    'records/note.ndjson\u0000.txt',
    '',
  ].map((name) => () => honest([note, textEntry(name, 'x')])),
  () => honest([note, note]),
  () => forge([note, textEntry('records/source.ndjson', '{}\n')], encodeManifest(honestManifest([note]))),
  () => forge([note], encodeManifest(honestManifest([note, textEntry('records/source.ndjson', '{}\n')]))),
  () => forge([note], null),
  () => forge([note], new TextEncoder().encode('{"format":"Commonplace snapshot","version":99}')),
  () => forge([note], new TextEncoder().encode('['.repeat(100_000))),
  () => lied({ sha256: 'a'.repeat(64) }),
  () => lied({ records: 3 }),
  () => lied({ bytes: 1 }),
  () => lied({ bytes: 2 ** 50 }),
  () => honest([textEntry('records/note.ndjson', '{"id":"1"}')]),
  () => honest([{ name: attachmentName('a'.repeat(64)), bytes: new Uint8Array([1]) }]),
  // Bombs: far more comes out than is said, or more is said than can be meant.
  () => honest([{ ...bomb(64), says: { bytes: 1000 } }]),
  () => honest([{ ...bomb(1), says: { bytes: 2 ** 41 } }]),
  () => honest([{ ...bomb(1), says: { bytes: 2 ** 31 } }]),
  () => honest([{ ...note, says: { packedBytes: 2 ** 40 } }]),
  (roll) => honest([{ ...note, says: { at: 1 + roll(1000) } }]),
  (roll) => honest([{ ...note, says: { crc32: roll(2 ** 31) } }]),
];

function honest(entries: readonly Forged[]): MemoryFiles {
  return forge(entries, encodeManifest(honestManifest(entries)));
}

function lied(difference: object): MemoryFiles {
  const manifest = honestManifest([note]);
  const entries = manifest.entries.map((entry) => ({ ...entry, ...difference }));
  return forge([note], encodeManifest({ ...manifest, entries }));
}

function bomb(megabytes: number): Forged {
  return { name: 'records/note.ndjson', bytes: new Uint8Array(megabytes * 2 ** 20) };
}

function changed(sound: Uint8Array, change: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = sound.slice();
  change(bytes);
  return bytes;
}

function flip(bytes: Uint8Array, roll: Roll): void {
  const at = roll(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << roll(8));
}

function range(bytes: Uint8Array, roll: Roll): readonly [number, number] {
  const from = roll(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + roll(500))];
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** A notebook with something of everything, and the file of a backup of it. */
async function soundBackup(): Promise<Uint8Array> {
  const world = newWorld();
  const vault = await openVault(world.files, {
    newNotebookId: world.notebookId,
    clock: () => world.clock.ms,
  });
  const { notebook } = await openTestNotebook(world, mainOf(world, vault), vault);
  for (let at = 0; at < 12; at += 1)
    await notebook.notes.create({
      title: `Note ${at}`,
      document: documentOfText(`Text ${at}. `.repeat(at * 9)),
    });
  await notebook.sources.create({
    csl: { type: 'report', title: 'A source' },
    document: documentOfText('Read.'),
  });
  const bytes = Uint8Array.from({ length: 700 }, (_, at) => (at * at * 31) & 0xff);
  const sha256 = sha256Hex(bytes);
  world.files.put(attachmentName(sha256), bytes);
  const fields = { sha256, sizeBytes: bytes.length, mediaType: 'text/plain', name: 'a file' };
  await notebook.parts.door.commit([
    put('attachment', newRecord(notebook.parts.machine, 'attachment', fields)),
  ]);
  await notebook.settled();
  const kept = await notebook.backup.now('asked');
  await notebook.close();
  if (kept.kind !== 'kept') throw new Error(JSON.stringify(kept));
  return world.backups.bytes(kept.name);
}

async function everything(notebook: Notebook): Promise<string> {
  const pages: unknown[] = [];
  for await (const page of notebook.parts.store.everyRecord()) pages.push(page);
  return sha256Hex(JSON.stringify(pages));
}

/** A notebook whose dialog for a backup file answers with whatever lies under this name now. */
async function liveNotebook(files: MemoryFiles, name: string): Promise<TestNotebook> {
  const world = newWorld();
  const vault = await openVault(world.files, {
    newNotebookId: world.notebookId,
    clock: () => world.clock.ms,
  });
  const test = await openTestNotebook(world, mainOf(world, vault, { files, name }), vault);
  await test.notebook.notes.create({ title: 'Mine', document: documentOfText('Mine alone.') });
  await test.notebook.settled();
  return test;
}

/** Damages a backup `count` times, and tries to look at and to restore what came of it. */
export async function damagedBackups(count: number, seed: number): Promise<Outcome> {
  const roll = dice(seed);
  const sound = await soundBackup();
  const name = 'chosen.zip';
  const files = new MemoryFiles();
  const live = await liveNotebook(files, name);
  const { notebook, vault, world } = live;
  const identity = JSON.stringify(vault.identity());
  const content = await everything(notebook);
  const names = world.files.names().join('\n');
  const lines: string[] = [];
  const said = new Map<string, number>();
  let passed = 0;
  let slowestMs = 0;

  const control = await attempt(sound);
  if (control.kind !== 'looked') lines.push(`control: the sound backup was not looked at: ${control.kind}`);

  async function attempt(bytes: Uint8Array): Promise<{ readonly kind: string; readonly fault?: string }> {
    files.put(name, bytes);
    const source = await notebook.restoring.chooseFile();
    if (source === null) throw new Error('nothing was chosen');
    const looked = await notebook.restoring.look(source);
    if (looked.kind === 'refused') return { kind: looked.kind, fault: looked.fault.kind };
    return { kind: looked.kind };
  }

  for (let at = 0; at < count; at += 1) {
    const forgery = at % 3 === 2 ? forgeries[Math.floor(at / 3) % forgeries.length] : undefined;
    const accident = accidents[roll(accidents.length)];
    const bytes = forgery?.(roll).bytes('a.zip') ?? accident?.(sound, roll) ?? sound;
    if (Buffer.compare(bytes, sound) === 0) continue;
    const sinceMs = performance.now();
    const looked = await attempt(bytes);
    const tookMs = performance.now() - sinceMs;
    slowestMs = Math.max(slowestMs, tookMs);
    const source = await notebook.restoring.chooseFile();
    const restored = source === null ? null : await notebook.restoring.restore(source);
    said.set(looked.fault ?? looked.kind, (said.get(looked.fault ?? looked.kind) ?? 0) + 1);
    const isRefused = looked.kind === 'refused' && restored?.kind === 'refused' && tookMs < mostMs;
    const isUnchanged =
      JSON.stringify(vault.identity()) === identity && world.files.names().join('\n') === names;
    if (isRefused && isUnchanged) passed += 1;
    else
      lines.push(
        `case ${at} of seed ${seed}: ${looked.kind}, ${restored?.kind ?? ''}, ${Math.round(tookMs)} ms, ${isUnchanged ? 'unchanged' : 'CHANGED'}`,
      );
  }
  if ((await everything(notebook)) !== content) lines.push('the notebook is not what it was');
  const failed = lines.length;
  await notebook.close();
  for (const [fault, times] of said) lines.push(`${fault}: ${times}`);
  return { passed, failed, lines, slowestMs };
}

export const damage: Battery = {
  name: 'damaged-backups',
  async run(size) {
    const { passed, failed, lines, slowestMs } = await damagedBackups(size === 'long' ? 1000 : 100, 1);
    return [
      { name: 'refused, the notebook unchanged', figure: passed, isGood: failed === 0 },
      { name: 'slowest refusal in ms', figure: Math.round(slowestMs), isGood: slowestMs < mostMs },
      ...lines.map((line) => ({ name: 'said', figure: line })),
    ];
  },
};
