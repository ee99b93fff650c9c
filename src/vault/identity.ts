// Which notebook this is: a small file beside the journal, in two copies, either of which is enough.
import { VaultFault } from './fault.ts';
import type { Files } from './files.ts';
import { keepAside } from './segments.ts';
import { sha256Hex } from './sha256.ts';

/** What is written down. The last sequence number is not: the journal itself says that. */
export interface IdentityRecord {
  readonly notebookId: string;
  /** Name of the database that holds the working copy. */
  readonly database: string;
  /** True once anything was ever written. */
  readonly everHadData: boolean;
  readonly base: Base | null;
}

/** Where the notebook begins when it is not with the journal's first entry: after a restore, and after compaction. */
export interface Base {
  /** A snapshot below the vault's `base` folder. */
  readonly snapshot: string;
  /** Its records are the notebook as it was after this entry; the entries after it come on top. */
  readonly seq: number;
}

/** What stands in the files: the record, counted up at each change so that the newer copy is known. */
export interface SealedIdentity extends IdentityRecord {
  readonly generation: number;
}

export const identityNames = ['IDENTITY.a.json', 'IDENTITY.b.json'] as const;
/** Format 2 has a base: a program that knows only format 1 would begin with the wrong entry. */
const newestFormat = 2;
const mostBytes = 2 ** 16;

/** Canonical: the same record is always the same text, so that the checksum can be over text. */
function bodyOf(identity: SealedIdentity): string {
  const { generation, notebookId, database, everHadData, base } = identity;
  const always = { generation, notebookId, database, everHadData };
  if (base === null) return JSON.stringify({ format: 1, ...always });
  const { snapshot, seq } = base;
  return JSON.stringify({ format: 2, ...always, base: { snapshot, seq } });
}

export function encodeIdentity(identity: SealedIdentity): Uint8Array {
  const body = bodyOf(identity);
  return new TextEncoder().encode(`${body}\n${sha256Hex(body)}\n`);
}

type Reading =
  | { readonly kind: 'valid'; readonly identity: SealedIdentity }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

export function parseIdentity(bytes: Uint8Array): Reading {
  const [body = '', checksum] = new TextDecoder().decode(bytes).split('\n');
  if (sha256Hex(body) !== checksum) return { kind: 'damaged' };
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null) return { kind: 'damaged' };
  const fields = new Map<string, unknown>(Object.entries(value));
  const version = fields.get('format');
  if (typeof version === 'number' && version > newestFormat) return { kind: 'newer', version };
  const generation = fields.get('generation');
  const notebookId = fields.get('notebookId');
  const database = fields.get('database');
  const isWhole =
    typeof generation === 'number' && typeof notebookId === 'string' && typeof database === 'string';
  const base = version === 2 ? baseIn(fields.get('base')) : null;
  if (!isWhole || base === undefined) return { kind: 'damaged' };
  const everHadData = fields.get('everHadData') === true;
  return { kind: 'valid', identity: { generation, notebookId, database, everHadData, base } };
}

/** Undefined where there should be one that can be read. */
function baseIn(value: unknown): Base | undefined {
  if (typeof value !== 'object' || value === null || !('snapshot' in value) || !('seq' in value))
    return undefined;
  const { snapshot, seq } = value;
  return typeof snapshot === 'string' && typeof seq === 'number' ? { snapshot, seq } : undefined;
}

/** What the two copies say, and which of them must be written again. */
export interface FoundIdentity {
  readonly identity: SealedIdentity | null;
  readonly stale: readonly string[];
  readonly unreadable: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** Reads both copies; the newer of those that can be read is what counts. */
export async function findIdentity(files: Files): Promise<FoundIdentity> {
  const copies = new Map<string, SealedIdentity>();
  const unreadable: { name: string; bytes: Uint8Array }[] = [];
  for (const name of identityNames) {
    if ((await files.sizeOf(name)) === null) continue;
    const bytes = await files.read(name, 0, mostBytes);
    const reading = parseIdentity(bytes);
    if (reading.kind === 'newer')
      throw new VaultFault({ kind: 'newer', file: name, version: reading.version });
    if (reading.kind === 'valid') copies.set(name, reading.identity);
    else unreadable.push({ name, bytes });
  }
  const identity = [...copies.values()].reduce<SealedIdentity | null>(
    (newest, copy) => (newest !== null && newest.generation >= copy.generation ? newest : copy),
    null,
  );
  const stale = identityNames.filter(
    (name) => !copies.has(name) || copies.get(name)?.generation !== identity?.generation,
  );
  return { identity, stale, unreadable };
}

/** Makes both copies say the same again. A copy that could not be read is kept aside before it is replaced. */
export async function mendIdentity(
  files: Files,
  found: FoundIdentity,
  identity: SealedIdentity,
  timeMs: number,
): Promise<void> {
  for (const { name, bytes } of found.unreadable) await keepAside(files, name, bytes, timeMs);
  await writeIdentity(files, identity, found.stale);
}

/**
 * Writes the copies one after the other. Rejects when the first could not be written; once one copy holds a change it
 * is made, and a second copy that could not be written is written again at the next start.
 */
export async function writeIdentity(
  files: Files,
  identity: SealedIdentity,
  names: readonly string[],
): Promise<void> {
  const bytes = encodeIdentity(identity);
  const [first, ...others] = names;
  if (first === undefined) return;
  await files.writeAtomic(first, bytes);
  await Promise.allSettled(others.map((name) => files.writeAtomic(name, bytes)));
}
