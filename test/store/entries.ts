// Entries to apply: small records made by number, and random runs of them.
import * as fc from 'fast-check';
import { makeId, nounKinds, type Id, type NounKind } from '#domain/id.ts';
import { parseOperation, type Operation } from '#domain/operation.ts';
import type { Entry } from '#store/store.ts';

const startMs = Date.parse('2026-11-23T10:00:00.000Z');

export function idOf<const K extends NounKind>(kind: K, number: number): Id<K> {
  const first = number + 16 * nounKinds.indexOf(kind);
  return makeId(
    kind,
    startMs + number,
    Uint8Array.from({ length: 10 }, (_, at) => first + at),
  );
}

function instant(second: number): string {
  return new Date(startMs + second * 1000).toISOString();
}

function common(kind: NounKind, number: number, revision: number): Record<string, unknown> {
  return {
    id: idOf(kind, number),
    schema: 1,
    createdAt: instant(number),
    updatedAt: instant(number + 60 * revision),
    revision,
    origin: { kind: 'typed' },
  };
}

function own(kind: NounKind): Record<string, unknown> {
  const sha256 = 'a'.repeat(64);
  switch (kind) {
    case 'note':
      return { title: 'Note', tags: [], preview: '', words: 0 };
    case 'source':
      return {
        csl: { id: 'key', type: 'document', title: 'Source' },
        tags: [],
        preview: '',
        words: 0,
        readable: true,
        capture: { method: 'typed', at: instant(0) },
        confidentiality: { kind: 'public' },
      };
    case 'excerpt':
      return {
        sourceId: idOf('source', 1),
        quotation: 'said',
        quotationSha256: sha256,
        selector: { exact: 'said', prefix: '', suffix: '' },
        anchor: { kind: 'typed' },
        comment: '',
        tags: [],
      };
    case 'scorecard':
      return { title: 'Card', question: '', tags: [], subjects: [], criteria: [] };
    case 'judgement':
      return {
        scorecardId: idOf('scorecard', 1),
        subjectId: 'subject-1',
        criterionId: 'criterion-1',
        confidence: 'low',
        trend: 'steady',
        rationale: { type: 'doc', content: [{ type: 'paragraph' }] },
        evidence: [],
        wouldChange: '',
        asOf: '2026',
        recordedAt: instant(0),
      };
    case 'claim':
      return { noteId: idOf('note', 1), sentence: 'It is so.', status: 'no source', evidence: [] };
    case 'revision':
      return { noteId: idOf('note', 1), noteRevision: 1, title: 'Note', pieces: [], why: 'first' };
    case 'link':
      return {
        fromKind: 'note',
        from: idOf('note', 1),
        toKind: 'source',
        to: idOf('source', 1),
        kind: 'cites',
      };
    case 'attachment':
      return { sha256, sizeBytes: 1, mediaType: 'text/plain', name: 'a.txt' };
  }
}

/** A whole record of a kind as an operation, with whatever is to differ. */
export function put(
  kind: NounKind,
  number: number,
  revision: number,
  differing: Readonly<Record<string, unknown>> = {},
): Operation {
  const parsed = parseOperation({
    op: 'put',
    kind,
    record: { ...common(kind, number, revision), ...own(kind), ...differing },
  });
  if (parsed.kind === 'bad') throw new Error(parsed.why);
  return parsed.value;
}

export function remove(kind: NounKind, number: number, revision: number): Operation {
  return { op: 'remove', kind, id: idOf(kind, number), revision };
}

export function body(owner: string, revision: number, pieces: readonly string[]): Operation {
  return { op: 'body', body: { owner, revision, pieces } };
}

/** Stands for a hash: the store never computes one. */
export function hashOf(number: number): string {
  return number.toString(16).padStart(16, '0').padEnd(64, '0');
}

export function piece(number: number): Operation {
  return { op: 'piece', hash: hashOf(number), content: line(`piece ${number}`) };
}

function forget(numbers: readonly number[]): Operation {
  return { op: 'forget', hashes: numbers.map(hashOf) };
}

export function line(text: string): string {
  return `${JSON.stringify({ type: 'paragraph', content: [{ type: 'text', text }] })}\n`;
}

export function numbered(groups: readonly (readonly Operation[])[], firstSeq = 1): Entry[] {
  return groups.map((operations, index) => ({ seq: firstSeq + index, operations }));
}

const number = fc.integer({ min: 1, max: 3 });
const revision = fc.integer({ min: 1, max: 5 });
const kinds = fc.constantFrom<NounKind>(
  'note',
  'source',
  'excerpt',
  'scorecard',
  'judgement',
  'link',
  'claim',
);
/** Some titles are too long for one row. */
const words = fc.oneof(
  { weight: 5, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 1, arbitrary: fc.integer({ min: 27_900, max: 90_000 }).map((length) => 'x'.repeat(length)) },
);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(kinds, number, revision, words, fc.boolean())
      .map(([kind, n, r, extra, deleted]) =>
        put(kind, n, r, { extra, ...(deleted ? { deletedAt: instant(r) } : {}) }),
      ),
  },
  { weight: 1, arbitrary: fc.tuple(kinds, number, revision).map(([kind, n, r]) => remove(kind, n, r)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom<NounKind>('note', 'source'),
        number,
        revision,
        fc.oneof(fc.nat(3), fc.constant(900)),
      )
      .map(([kind, n, r, count]) =>
        body(
          idOf(kind, n),
          r,
          Array.from({ length: count }, (_, at) => hashOf(at + r)),
        ),
      ),
  },
  { weight: 2, arbitrary: fc.nat(8).map(piece) },
  { weight: 1, arbitrary: fc.array(fc.nat(8), { maxLength: 3 }).map(forget) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('theme', 'width'), revision, fc.oneof(fc.integer(), words))
      .map(([name, r, value]): Operation => ({ op: 'setting', setting: { name, value, revision: r } })),
  },
);

export const runs: fc.Arbitrary<Entry[]> = fc
  .array(fc.array(operation, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 })
  .map((groups) => numbered(groups));
