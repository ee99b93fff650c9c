// Reading a sample notebook's file as untrusted data: what is refused, and how keys become ids.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSample, withIds } from '#notebook/sampleFormat.ts';

const reference = (kind: string, key: unknown) => ({ type: 'reference', attrs: { kind, key, text: 'see' } });
const documentOf = (...content: readonly object[]) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content }],
});

const small = {
  format: 1,
  sources: [
    {
      key: 'brief',
      csl: { type: 'report', title: 'A brief' },
      tags: ['energy'],
      reliability: 'B',
      confidentiality: { kind: 'public' },
      document: documentOf({ type: 'text', text: 'Some words.' }, reference('note', 'note')),
    },
  ],
  excerpts: [
    {
      key: 'words',
      source: 'brief',
      quotation: 'Some words.',
      comment: '',
      tags: [],
      credibility: 2,
      page: '3',
    },
  ],
  scorecards: [
    {
      key: 'card',
      title: 'A card',
      question: 'Who?',
      tags: [],
      subjects: [{ key: 'us', name: 'United States' }],
      criteria: [
        { key: 'cost', name: 'Cost', description: '', scale: { steps: 3, low: 'dear', high: 'cheap' } },
      ],
    },
  ],
  judgements: [
    {
      key: 'first',
      scorecard: 'card',
      subject: 'us',
      criterion: 'cost',
      rating: 3,
      confidence: 'low',
      trend: 'steady',
      rationale: documentOf(reference('source', 'brief')),
      evidence: [{ kind: 'excerpt', key: 'words', stance: 'supports' }],
      wouldChange: '',
      asOf: '2026-02',
      recordedAt: '2026-03-01T09:00:00Z',
    },
  ],
  notes: [
    {
      key: 'note',
      title: 'A note',
      tags: ['draft'],
      document: documentOf(reference('excerpt', 'words'), reference('judgement', 'first')),
    },
  ],
};

/** The small sample with the value at a path replaced; undefined takes it away. */
function withValue(path: string, value: unknown): unknown {
  const copy = structuredClone(small) as unknown;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const target = steps.reduce<unknown>((inside, step) => (inside as Record<string, unknown>)[step], copy);
  (target as Record<string, unknown>)[last] = value;
  return JSON.parse(JSON.stringify(copy)) as unknown;
}

const whyNot = (value: unknown): string => {
  const read = parseSample(value);
  return read.kind === 'bad' ? read.why : 'accepted';
};

describe('parseSample', () => {
  it('[F1] reads a sound sample, and gives a source its key as citekey', () => {
    const read = parseSample(small);
    expect(read.kind).toBe('ok');
    if (read.kind === 'bad') return;
    expect(read.value).toEqual({
      sources: [{ ...small.sources[0], csl: { type: 'report', title: 'A brief', id: 'brief' } }],
      excerpts: small.excerpts,
      scorecards: small.scorecards,
      judgements: small.judgements,
      notes: small.notes,
    });
  });

  it.each([
    ['another format', 'format', 2, 'format'],
    ['a list that is none', 'notes', {}, 'notes: not a list'],
    ['an entry without a key', 'notes.0.key', undefined, 'notes[0]: key'],
    ['a key that is no key', 'excerpts.0.key', '../x', 'excerpts[0]: key'],
    ['a field of the wrong kind', 'notes.0.title', 7, 'notes.note: title'],
    ['an unknown reliability', 'sources.0.reliability', 'Z', 'sources.brief: reliability'],
    ['an unknown stance', 'judgements.0.evidence.0.stance', 'proves', 'judgements.first: evidence.0.stance'],
    ['a date that is none', 'judgements.0.asOf', 'spring', 'judgements.first: asOf'],
    [
      'a document in need of repair',
      'sources.0.document.content.0.type',
      'table',
      'sources.brief: unknown node',
    ],
    ['a rating above the scale', 'judgements.0.rating', 4, 'rating above the scale'],
    ['a source that is not there', 'excerpts.0.source', 'report', 'no source report'],
    ['a cell that is not there', 'judgements.0.criterion', 'speed', 'no cell card, us, speed'],
    ['a subject that is not there', 'judgements.0.subject', 'china', 'no cell card, china, cost'],
    ['evidence that is not there', 'judgements.0.evidence.0.key', 'brief', 'no excerpt brief'],
    ['evidence without a key', 'judgements.0.evidence.0.key', null, 'key is not a key'],
    ['a part key given twice', 'scorecards.0.subjects.0.key', 'cost', 'two parts have the same key'],
    [
      'a reference that leads nowhere',
      'notes.0.document',
      documentOf(reference('note', 'other')),
      'no note other',
    ],
    [
      'a reference of an unknown kind',
      'notes.0.document',
      documentOf(reference('claim', 'words')),
      'bad attribute',
    ],
    ['a reference without a key', 'notes.0.document', documentOf(reference('note', 5)), 'key is not a key'],
    ['a key given twice', 'notes.1', { ...small.notes[0] }, 'notes: two have the same key'],
  ])('[F2] refuses %s and says where', (_what, path, value, why) => {
    expect(whyNot(withValue(path, value))).toContain(why);
  });

  it('[F3] takes anything without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(small)), (value, name) => {
        expect(parseSample(value).kind).toBe('bad');
        expect(['ok', 'bad']).toContain(parseSample({ ...small, [name]: value }).kind);
        expect(['ok', 'bad']).toContain(parseSample({ ...small, [name]: [value] }).kind);
      }),
    );
  });

  it('[F4] refuses a document nested beyond all bounds', () => {
    let deep: object = { type: 'paragraph' };
    for (let depth = 0; depth < 20_000; depth++) deep = { type: 'blockquote', content: [deep] };
    expect(
      whyNot({ ...small, notes: [{ ...small.notes[0], document: { type: 'doc', content: [deep] } }] }),
    ).toContain('notes.note');
  });
});

describe('withIds', () => {
  it('[F5] gives each reference the id of its kind and key, keeps what it says, and leaves no key', () => {
    const read = parseSample(small);
    if (read.kind === 'bad') throw new Error(read.why);
    const placed = withIds(read.value, (kind, key) => `${kind}/${key}`);
    expect(placed.notes[0]?.document.content[0]?.content).toEqual([
      { type: 'reference', attrs: { kind: 'excerpt', id: 'excerpt/words', text: 'see' } },
      { type: 'reference', attrs: { kind: 'judgement', id: 'judgement/first', text: 'see' } },
    ]);
    const asJson = (document: unknown) => JSON.stringify(document);
    expect(asJson(placed.sources)).toContain('"id":"note/note"');
    expect(asJson(placed.judgements)).toContain('"id":"source/brief"');
    expect(read.value.notes[0]?.document).toEqual(small.notes[0]?.document);
  });
});
