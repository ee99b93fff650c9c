// Understanding the records of a backup: every line through the domain's door, a batch at a time, with a pause between.
import { nounKinds } from '#domain/id.ts';
import { parseOperation, type PutOperation } from '#domain/operation.ts';
import { repairRecord } from '#domain/repairRecord.ts';
import { isSameValue } from '#domain/same.ts';
import type { Restored } from '#store/fill.ts';
import { keyOf, recordKinds } from '#store/recordsByKey.ts';
import { sha256Hex } from '#vault/sha256.ts';
import type { StreamNews, StreamPart } from '#vault/snapshotStream.ts';
import { longBreath } from './breath.ts';
import type { Ledger } from './ledger.ts';
import type { RecordKind } from './restoring.ts';

export interface ReadRecord {
  readonly key: string;
  readonly restored: Restored;
  /** The record as a line of JSON: as it came, unless it was repaired. */
  readonly line: string;
}

export type BackupStep =
  | Exclude<StreamNews, { readonly kind: 'records' | 'attached' }>
  | { readonly kind: 'batch'; readonly of: RecordKind; readonly records: readonly ReadRecord[] };

const sliceMs = 8;
const batchRecords = 100;
const batchChars = 1_000_000;
/** So many are gathered before they are read: what waits longer is cleaned up late, in one go that holds the window up. */
const gatheredBytes = 300_000;
const mostLineBytes = 64 * 2 ** 20;
const mostDepth = 400;

/** What a backup says, step after step, with its records in batches. What is noticed goes into the ledger. */
export async function* backupRecords(
  parts: AsyncIterable<StreamPart>,
  ledger: Ledger,
): AsyncGenerator<BackupStep> {
  let lines = lineReader();
  let of: RecordKind | null = null;
  const waiting: string[] = [];
  let waitingBytes = 0;
  for await (const part of parts) {
    switch (part.kind) {
      case 'attached':
        ledger.attached(part.sound);
        break;
      case 'records':
        yield* batch();
        lines = lineReader();
        of = recordKinds.find((kind) => kind === part.of) ?? null;
        if (of === null) ledger.unread.add({ kind: 'unknown kind', id: part.of, why: 'of a newer version' });
        break;
      case 'bytes': {
        const whole = lines.push(part.bytes);
        if (whole === null) {
          const entry = `records/${of ?? 'unknown'}.ndjson`;
          yield { kind: 'refused', fault: { kind: 'too large', entry }, healthy: null };
          return;
        }
        // Bytes come in small parts, too few for a batch.
        for (const line of whole) waiting.push(line);
        waitingBytes += part.bytes.length;
        if (waitingBytes >= gatheredBytes) yield* batch();
        break;
      }
      default:
        yield* batch();
        yield part;
    }
  }

  async function* batch(): AsyncGenerator<BackupStep> {
    waitingBytes = 0;
    const whole = waiting.splice(0);
    if (of !== null) yield* batchesOf(of, whole, ledger);
  }
}

type GoodLine = Extract<LineRead, { readonly kind: 'ok' }>;

async function* batchesOf(
  of: RecordKind,
  lines: readonly string[],
  ledger: Ledger,
): AsyncGenerator<BackupStep> {
  let read: GoodLine[] = [];
  let chars = 0;
  let sinceMs = performance.now();
  for (const [at, line] of lines.entries()) {
    const one = readLine(of, line);
    if (one.kind === 'bad') ledger.unread.add({ kind: of, id: one.key, why: one.why });
    else read.push(one);
    chars += line.length;
    if (performance.now() - sinceMs > sliceMs) {
      await longBreath();
      sinceMs = performance.now();
    }
    const isFull = read.length >= batchRecords || chars >= batchChars || at === lines.length - 1;
    if (!isFull || read.length === 0) continue;
    const records = taken(of, read, ledger);
    await longBreath(); // whoever uses them takes a while too
    if (records.length > 0) yield { kind: 'batch', of, records };
    await longBreath();
    sinceMs = performance.now();
    read = [];
    chars = 0;
  }
}

function taken(of: RecordKind, read: readonly GoodLine[], ledger: Ledger): readonly ReadRecord[] {
  return read.flatMap(({ record, repair }) => {
    if (!ledger.take(of, record.key, record.restored)) return [];
    if (repair !== null) ledger.repaired.add({ kind: of, id: record.key, why: repair });
    return [record];
  });
}

type LineRead =
  | { readonly kind: 'ok'; readonly record: ReadRecord; readonly repair: string | null }
  | { readonly kind: 'bad'; readonly key: string; readonly why: string };

function readLine(of: RecordKind, line: string): LineRead {
  if (of !== 'piece' && isTooDeep(line)) return { kind: 'bad', key: '', why: 'nested too deeply' };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'bad', key: '', why: 'not JSON' };
  }
  if (typeof value !== 'object' || value === null) return { kind: 'bad', key: '', why: 'not a record' };
  const key = keyOf(of, value);
  const noun = nounKinds.find((kind) => kind === of);
  if (noun === undefined) {
    const parsed = parseOperation(of === 'piece' ? { ...value, op: of } : { op: of, [of]: value });
    if (parsed.kind === 'bad') return { kind: 'bad', key, why: parsed.why };
    const { value: restored } = parsed;
    if (restored.op === 'remove' || restored.op === 'put' || restored.op === 'forget')
      return { kind: 'bad', key, why: 'not a record' };
    // It would pass for another text.
    if (restored.op === 'piece' && sha256Hex(restored.content) !== key)
      return { kind: 'bad', key, why: 'the text is not that of its name' };
    return { kind: 'ok', record: { key, restored, line }, repair: null };
  }
  const parsed = repairRecord(noun, value);
  if (parsed.kind === 'bad') return { kind: 'bad', key, why: parsed.why };
  const { record, repairs } = parsed.value;
  const [repair = isSameValue(record, value) ? null : 'put in order'] = repairs;
  const restored = { op: 'put', kind: noun, record } as PutOperation;
  const written = repair === null ? line : JSON.stringify(record);
  return { kind: 'ok', record: { key, restored, line: written }, repair };
}

/** The record itself, as a working copy would give it. */
export function recordOf(restored: Restored): object {
  switch (restored.op) {
    case 'put':
      return restored.record;
    case 'body': {
      const { owner, revision, pieces } = restored.body;
      return { owner, revision, pieces };
    }
    case 'setting': {
      const { name, revision, value } = restored.setting;
      return { name, revision, value };
    }
    case 'piece':
      return { hash: restored.hash, content: restored.content };
  }
}

/** The other way round: a record of a working copy as it would be restored. */
export function asRestored(kind: RecordKind, record: object): Restored {
  const restored = nounKinds.some((noun) => noun === kind)
    ? { op: 'put', kind, record }
    : kind === 'piece'
      ? { op: 'piece', ...record }
      : { op: kind, [kind]: record };
  return restored as unknown as Restored;
}

/** Nested so deeply that reading it could exhaust the stack. A short line cannot be. */
function isTooDeep(line: string): boolean {
  if (line.length < 2 * mostDepth) return false;
  let depth = 0;
  let isText = false;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (isText && code === 0x5c) at += 1;
    else if (code === 0x22) isText = !isText;
    else if (isText) continue;
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > mostDepth) return true;
  }
  return false;
}

interface LineReader {
  /** The lines that are whole now; null when one is longer than any can be. */
  push(bytes: Uint8Array): readonly string[] | null;
}

function lineReader(): LineReader {
  const decoder = new TextDecoder();
  let held = '';
  return {
    push(bytes) {
      const lines = (held + decoder.decode(bytes, { stream: true })).split('\n');
      held = lines.pop() ?? '';
      return held.length > mostLineBytes ? null : lines;
    },
  };
}
