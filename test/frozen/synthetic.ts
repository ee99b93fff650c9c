// A small notebook made up to be frozen: every kind of record, with every field, in every form that the schema knows.
import { documentOfText } from '#domain/document.ts';
import { makeId, type NounKind } from '#domain/id.ts';
import { cutPieces } from '#domain/piece.ts';
import { sha256Hex } from '#vault/sha256.ts';

let made = 0;
const madeMs = Date.UTC(2026, 10, 24, 9);

/** The same ids each time. */
function id(kind: NounKind): string {
  made += 1;
  return makeId(
    kind,
    madeMs + made,
    Uint8Array.from({ length: 10 }, (_, at) => (made * 31 + at * 7) % 256),
  );
}

type Fields = Readonly<Record<string, unknown>>;

function record(kind: NounKind, fields: Fields): Fields & { readonly id: string } {
  return {
    id: id(kind),
    schema: 1,
    createdAt: '2026-11-24T09:00:00.000Z',
    updatedAt: '2026-11-24T09:30:00.000Z',
    revision: 1,
    origin: { kind: 'typed' },
    ...fields,
  };
}

function body(owner: string, text: string, revision = 1) {
  const pieces = cutPieces(documentOfText(text), sha256Hex);
  const hashes = pieces.map(({ hash }) => hash);
  return {
    hashes,
    operations: [
      ...pieces.map(({ hash, content }) => ({ op: 'piece', hash, content })),
      { op: 'body', body: { owner, revision, pieces: hashes } },
    ],
  };
}

const put = (kind: NounKind, value: Fields) => ({ op: 'put', kind, record: value });

/** The entries of the journal, in order: each a list of operations. */
export function syntheticEntries(): readonly (readonly unknown[])[] {
  made = 0;
  const imported = {
    kind: 'imported',
    root: '/home/someone/notes',
    path: 'grid/Größe.md',
    sha256: 'a'.repeat(64),
    importedAt: '2026-11-24T08:00:00.000Z',
    revision: 1,
    duplicateOf: '0199-not-there',
  };
  const long = Array.from({ length: 400 }, (_, at) => `Paragraph ${at}: the grid is full, 電力, 👩‍🔬 says.`);
  const note = record('note', {
    title: 'Who pays – Größe',
    tags: ['energy/grid'],
    preview: 'Para',
    words: 9,
  });
  const other = record('note', { title: '', tags: [], preview: '', words: 0, origin: imported });
  const gone = record('note', { title: 'Deleted', tags: [], preview: '', words: 0, deletedAt: madeAt(50) });
  const erased = record('note', { title: 'Erased', tags: [], preview: '', words: 0 });
  const noteBody = body(note.id, long.join('\n'));
  const text = 'The grid is full. Nobody says so. Who pays is open.';
  const csl = {
    id: 'muller2026',
    type: 'report',
    title: 'The grid',
    author: [{ family: 'Müller', given: 'A.' }, { literal: 'Institute' }],
    publisher: 'Press',
    'container-title': 'Series',
    issued: { 'date-parts': [[2026, 1, 2]] },
    accessed: { literal: 'spring' },
    URL: 'https://example.org/grid',
    DOI: '10.1000/1',
    language: 'en',
    page: '1-9',
    custom: { kept: true },
  };
  const attachment = record('attachment', {
    sha256: sha256Hex('bytes'),
    sizeBytes: 5,
    mediaType: 'text/plain',
    name: 'bytes.txt',
  });
  const sources = [
    { kind: 'public' },
    { kind: 'on background', alias: 'An official' },
    { kind: 'off the record' },
    { kind: 'embargoed', until: '2027-01-01' },
  ].map((confidentiality, at) =>
    record('source', {
      csl: { ...csl, id: `key${at}` },
      tags: ['energy'],
      preview: '',
      words: 10,
      readable: at === 0,
      capture: {
        method: (['typed', 'file', 'web', 'sample'] as const)[at],
        at: madeAt(0),
        sha256: 'b'.repeat(64),
      },
      ...(at === 0 ? { attachment: attachment.id, reliability: 'B' } : {}),
      confidentiality,
      origin: at === 1 ? { kind: 'sample' } : { kind: 'typed' },
    }),
  );
  const [source] = sources;
  if (source === undefined) throw new Error('no source');
  const sourceBody = body(source.id, text);
  const excerpt = (anchor: Fields, details: Fields = {}) =>
    record('excerpt', {
      sourceId: source.id,
      quotation: 'The grid is full.',
      quotationSha256: sha256Hex('The grid is full.'),
      selector: { exact: 'The grid is full.', prefix: '', suffix: ' Nobody says so. Who pays is ope' },
      anchor,
      comment: 'Look',
      tags: [],
      ...details,
    });
  const anchored = excerpt(
    { kind: 'anchored', start: 0, end: 17 },
    { page: '4', timestamp: '00:01', credibility: 2 },
  );
  const card = record('scorecard', {
    title: 'Countries',
    question: 'Who leads?',
    tags: [],
    subjects: [
      { id: 'aaaaaaaa', name: 'One' },
      { id: 'bbbbbbbb', name: 'Two', deleted: true },
    ],
    criteria: [
      {
        id: 'cccccccc',
        name: 'Power',
        description: 'Of all kinds',
        scale: { steps: 5, low: 'none', high: 'all' },
        deleted: false,
      },
    ],
  });
  const evidence = [
    { kind: 'excerpt', id: anchored.id, stance: 'supports', revision: 1, quotationSha256: 'c'.repeat(64) },
    { kind: 'note', id: note.id, stance: 'contradicts', revision: 1 },
    { kind: 'source', id: source.id, stance: 'context', revision: 1 },
  ];
  const judgement = (fields: Fields) =>
    record('judgement', {
      scorecardId: card.id,
      subjectId: 'aaaaaaaa',
      criterionId: 'cccccccc',
      confidence: 'moderate',
      trend: 'rising',
      rationale: documentOfText('Because it is so.'),
      evidence,
      wouldChange: 'A new line',
      asOf: '2026-11',
      recordedAt: madeAt(10),
      ...fields,
    });
  const claim = record('claim', {
    noteId: note.id,
    sentence: 'The grid is full.',
    status: 'single source',
    evidence,
    signedOffAt: madeAt(20),
  });
  const revisions = (['first', 'interval', 'closed', 'before a change'] as const).map((why, at) =>
    record('revision', {
      noteId: at === 3 ? source.id : note.id,
      noteRevision: at + 1,
      title: 'Earlier',
      pieces: at === 3 ? sourceBody.hashes : noteBody.hashes,
      why,
      ...(at === 3 ? { capture: { method: 'typed', at: madeAt(0) } } : {}),
    }),
  );
  const links = (['cites', 'supports', 'contradicts', 'context', 'mentions'] as const).map((kind) =>
    record('link', { fromKind: 'note', from: note.id, toKind: 'excerpt', to: anchored.id, kind }),
  );
  return [
    [put('note', { ...note, title: 'Before' }), put('note', erased), put('attachment', attachment)],
    [...noteBody.operations, put('note', { ...note, revision: 2 })],
    [put('note', { ...other, fromTheFuture: { kept: [1, 2] } }), put('note', gone)],
    [...sourceBody.operations, ...sources.map((each) => put('source', each))],
    [
      put('excerpt', anchored),
      put('excerpt', excerpt({ kind: 'needs review' })),
      put('excerpt', excerpt({ kind: 'typed' })),
    ],
    [
      put('scorecard', card),
      put('judgement', judgement({ rating: 4 })),
      put('judgement', judgement({ confidence: 'low', trend: 'unclear', evidence: [] })),
      put('claim', claim),
    ],
    [...revisions.map((each) => put('revision', each)), ...links.map((each) => put('link', each))],
    [
      { op: 'remove', kind: 'note', id: erased.id, revision: 2 },
      { op: 'setting', setting: { name: 'theme', revision: 1, value: 'dark' } },
      { op: 'setting', setting: { name: 'unknown', revision: 3, value: { any: ['thing'] } } },
    ],
  ];
}

function madeAt(minutes: number): string {
  return new Date(madeMs + minutes * 60_000).toISOString();
}
