// Repairing a record that is not quite as it should be, rather than losing it: what cannot be read gives way to what a
// record of its kind begins with, or is left out. Its id is never made up.
import type { NounKind } from './id.ts';
import { type Parsed, parseRecord, type RecordOf } from './operation.ts';
import { schemaVersion } from './record.ts';

export interface Repaired<R> {
  readonly record: R;
  /** What was wrong, first thing first; empty where nothing was. */
  readonly repairs: readonly string[];
}

const mostRepairs = 12;

/** Values that a field begins with; a field that is not named here is left out. */
function beginning(field: string, record: Readonly<Record<string, unknown>>): unknown {
  switch (field) {
    case 'schema':
      return schemaVersion;
    case 'revision':
      return 1;
    case 'createdAt':
      return record['updatedAt'];
    case 'updatedAt':
      return record['createdAt'];
    case 'origin':
      return { kind: 'typed' };
    case 'title':
    case 'preview':
    case 'comment':
    case 'label':
      return '';
    case 'words':
      return 0;
    case 'tags':
    case 'evidence':
    case 'subjects':
    case 'criteria':
    case 'pieces':
      return [];
    default:
      return undefined;
  }
}

/** Reads a record of a kind, repaired where it has to be and can be. */
export function repairRecord<const K extends NounKind>(
  kind: K,
  value: unknown,
): Parsed<Repaired<RecordOf[K]>> {
  const repairs: string[] = [];
  const tried = new Set<string>();
  let current = value;
  for (;;) {
    const parsed = parseRecord(kind, current);
    if (parsed.kind === 'ok') return { kind: 'ok', value: { record: parsed.value, repairs } };
    const field = /^[A-Za-z]+(?=[.:])/.exec(parsed.why)?.[0];
    const isHopeless = field === undefined || field === 'id' || repairs.length >= mostRepairs;
    if (isHopeless || typeof current !== 'object' || current === null || Array.isArray(current))
      return parsed;
    const fields: Readonly<Record<string, unknown>> = { ...current };
    const first = tried.has(field) ? undefined : beginning(field, fields);
    if (first === undefined && !Object.hasOwn(fields, field)) return parsed;
    tried.add(field);
    repairs.push(parsed.why);
    const { [field]: _wrong, ...others } = fields;
    current = first === undefined ? others : { ...others, [field]: first };
  }
}
