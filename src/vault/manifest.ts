// A snapshot's manifest: what it is of, and every entry with its size and hash.

export interface SnapshotAbout {
  readonly notebookId: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** The last entry of the journal that is in it. */
  readonly lastSeq: number;
  /** Why it was taken, in a word or two. */
  readonly reason: string;
  /** Version of the program that wrote it. */
  readonly program: string;
}

export interface ManifestEntry {
  readonly name: string;
  readonly bytes: number;
  /** Of the unpacked bytes, in lower-case hex. */
  readonly sha256: string;
  /** Lines, where the entry is a list of records. */
  readonly records?: number;
}

export interface Manifest extends SnapshotAbout {
  /** Records by their kind, pieces of text included. */
  readonly counts: Readonly<Record<string, number>>;
  readonly attachments: number;
  readonly entries: readonly ManifestEntry[];
}

const format = 'Commonplace snapshot';
const version = 1;

export const manifestName = 'manifest.json';
export const readmeName = 'README.txt';
const hash = /^[0-9a-f]{64}$/;

export function recordsName(kind: string): string {
  return `records/${kind}.ndjson`;
}

export function attachmentName(sha256: string): string {
  return `attachments/${sha256.slice(0, 2)}/${sha256}`;
}

/** What an entry is, told by its name; null for a name that no snapshot has. */
export type EntryNature =
  | { readonly kind: 'manifest' | 'readme' }
  | { readonly kind: 'records'; readonly of: string }
  | { readonly kind: 'attachment'; readonly sha256: string };

export function natureOf(name: string): EntryNature | null {
  if (name === manifestName) return { kind: 'manifest' };
  if (name === readmeName) return { kind: 'readme' };
  const of = /^records\/([a-z]{1,40})\.ndjson$/.exec(name)?.[1];
  if (of !== undefined) return { kind: 'records', of };
  const sha256 = /^attachments\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(name)?.[1];
  return sha256 !== undefined && attachmentName(sha256) === name ? { kind: 'attachment', sha256 } : null;
}

export function makeManifest(about: SnapshotAbout, entries: readonly ManifestEntry[]): Manifest {
  const { notebookId, createdAt, lastSeq, reason, program } = about;
  return { notebookId, createdAt, lastSeq, reason, program, ...countsOf(entries), entries };
}

function countsOf(entries: readonly ManifestEntry[]): Pick<Manifest, 'attachments' | 'counts'> {
  const counts = new Map<string, number>();
  let attachments = 0;
  for (const { name, records = 0 } of entries) {
    const nature = natureOf(name);
    if (nature?.kind === 'attachment') attachments += 1;
    if (nature?.kind === 'records') counts.set(nature.of, records);
  }
  return { counts: Object.fromEntries(counts), attachments };
}

/** How much is in it, for comparing with another: without what the program itself makes and thins out. */
export function recordsIn({ counts }: Manifest): number {
  const own = Object.entries(counts).filter(([kind]) => kind !== 'piece' && kind !== 'revision');
  return own.reduce((sum, [, count]) => sum + count, 0);
}

export function encodeManifest(manifest: Manifest): Uint8Array {
  const { entries, ...rest } = manifest;
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  const head = JSON.stringify({ format, version, ...rest }, null, 2).slice(0, -2);
  return new TextEncoder().encode(`${head},\n  "entries": [\n${lines}\n  ]\n}\n`);
}

export type ManifestReading =
  | { readonly kind: 'read'; readonly manifest: Manifest }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'bad' };

const bad: ManifestReading = { kind: 'bad' };

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function parseEntry(value: unknown): ManifestEntry | null {
  const fields = fieldsOf(value);
  const [name, bytes, sha256, records] = ['name', 'bytes', 'sha256', 'records'].map((key) => fields.get(key));
  if (typeof name !== 'string' || !isCount(bytes) || typeof sha256 !== 'string' || !hash.test(sha256))
    return null;
  const isList = natureOf(name)?.kind === 'records';
  if (isList !== isCount(records)) return null;
  return isCount(records) ? { name, bytes, sha256, records } : { name, bytes, sha256 };
}

export function parseManifest(bytes: Uint8Array): ManifestReading {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return bad;
  }
  const fields = fieldsOf(value);
  const written = fields.get('version');
  if (fields.get('format') !== format || !isCount(written)) return bad;
  if (written > version) return { kind: 'newer', version: written };
  const [notebookId, createdAt, reason, program] = ['notebookId', 'createdAt', 'reason', 'program'].map(
    (key) => fields.get(key),
  );
  const lastSeq = fields.get('lastSeq');
  const given = fields.get('entries');
  if (!isCount(lastSeq) || !Array.isArray(given) || typeof createdAt !== 'string') return bad;
  if (typeof notebookId !== 'string' || typeof reason !== 'string' || typeof program !== 'string') return bad;
  if (Number.isNaN(Date.parse(createdAt))) return bad;
  const entries = given.map(parseEntry).filter((entry) => entry !== null);
  if (entries.length < given.length) return bad;
  const manifest = makeManifest({ notebookId, createdAt, lastSeq, reason, program }, entries);
  const counts = fieldsOf(fields.get('counts'));
  const isAgreed =
    fields.get('attachments') === manifest.attachments &&
    counts.size === Object.keys(manifest.counts).length &&
    Object.entries(manifest.counts).every(([kind, count]) => counts.get(kind) === count);
  return isAgreed ? { kind: 'read', manifest } : bad;
}
