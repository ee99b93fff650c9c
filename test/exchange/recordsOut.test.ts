import { describe, expect, it } from 'vitest';
import type { Document, ReferenceKind } from '#domain/document.ts';
import { documentOfText } from '#domain/document.ts';
import { parseRecord } from '#domain/operation.ts';
import type { RecordOf } from '#domain/operation.ts';
import type { NounKind } from '#domain/id.ts';
import { makeId } from '#domain/id.ts';
import { exportFiles } from '#exchange/exportFiles.ts';
import type { ExportedFile, Shelves } from '#exchange/exportFiles.ts';
import { documentToMarkdown } from '#exchange/markdownOut.ts';
import type { Resolved } from '#exchange/markdownOut.ts';
import { noteToMarkdown, sourceToMarkdown } from '#exchange/recordsOut.ts';
import { scorecardToMarkdown } from '#exchange/scorecardOut.ts';
import { imported, textOf } from './anyFile.ts';

const id = <const K extends NounKind>(kind: K, number: number) => makeId(kind, number, new Uint8Array(10));
const now = '2026-03-09T12:00:00.000Z';

function record<const K extends NounKind>(
  kind: K,
  number: number,
  fields: Readonly<Record<string, unknown>>,
): RecordOf[K] {
  const parsed = parseRecord(kind, {
    id: id(kind, number),
    schema: 1,
    createdAt: now,
    updatedAt: now,
    revision: 1,
    origin: { kind: 'typed' },
    tags: [],
    preview: '',
    words: 0,
    ...fields,
  });
  if (parsed.kind === 'bad') throw new Error(parsed.why);
  return parsed.value;
}

const source = record('source', 1, {
  csl: {
    id: 'doe2026',
    type: 'report',
    title: 'A report: on *stars*',
    author: [{ family: 'Doe', given: 'Jane' }, { literal: 'An Agency' }],
    issued: { 'date-parts': [[2026, 3]] },
    URL: 'https://example.org/',
    language: 'en',
  },
  readable: true,
  capture: { method: 'typed', at: now },
  confidentiality: { kind: 'public' },
});
const excerpt = record('excerpt', 2, {
  sourceId: source.id,
  quotation: 'The *exact* words\non two lines.',
  quotationSha256: '0'.repeat(64),
  selector: { exact: 'x', prefix: '', suffix: '' },
  anchor: { kind: 'typed' },
  page: '12',
  comment: 'Worth a second look.',
});
const scorecard = record('scorecard', 3, {
  title: 'Two countries',
  question: 'Who leads?',
  subjects: [
    { id: '00000001', name: 'First | one' },
    { id: '00000002', name: 'Second' },
  ],
  criteria: [
    { id: '00000003', name: 'Reach', description: '', scale: { steps: 5, low: 'none', high: 'all' } },
  ],
});
const judgement = (number: number, asOf: string, rating: number, stances: readonly string[]) =>
  record('judgement', number, {
    scorecardId: scorecard.id,
    subjectId: '00000001',
    criterionId: '00000003',
    rating,
    confidence: 'moderate',
    trend: 'rising',
    rationale: documentOfText(`Reason ${number}`),
    evidence: stances.map((stance) => ({ kind: 'excerpt', id: excerpt.id, stance, revision: 1 })),
    wouldChange: 'A new count.',
    asOf,
    recordedAt: now,
  });

function referring(kind: ReferenceKind, text: string): Document {
  const reference = { type: 'reference' as const, attrs: { kind, id: excerpt.id, text } };
  return {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'See ' }, reference] }],
  };
}

describe('records to Markdown', () => {
  it('[O1] writes references as citations, titles of files or words, and says kind and id of the unknown', () => {
    const written = (resolved: Resolved | null): string =>
      documentToMarkdown(referring('excerpt', 'Doe_'), () => resolved).trimEnd();
    expect(written({ kind: 'citation', citekey: 'doe2026', locator: 'p. 12' })).toBe(
      'See Doe\\_ [@doe2026, p. 12]',
    );
    expect(written({ kind: 'citation', citekey: 'a b{c' })).toBe('See Doe\\_ [@{abc}]');
    expect(written({ kind: 'citation', citekey: 'x', locator: '1] [y\n' })).toBe('See Doe\\_ [@x, 1   y]');
    expect(written({ kind: 'file', title: 'A [note]' })).toBe('See [[A  note ]]');
    expect(written({ kind: 'words', text: 'an *official*' })).toBe('See an \\*official\\*');
    expect(written(null)).toBe(`See Doe\\_ (excerpt ${excerpt.id})`);
  });

  it('[O2] keeps the text under marks that Markdown lacks', () => {
    const content = [
      { type: 'text' as const, text: 'under', marks: [{ type: 'underline' as const }] },
      {
        type: 'text' as const,
        text: ' claimed ',
        marks: [{ type: 'claim' as const, attrs: { id: excerpt.id } }],
      },
      { type: 'text' as const, text: ' bold ', marks: [{ type: 'bold' as const }] },
      { type: 'text' as const, text: 'end' },
    ];
    expect(documentToMarkdown({ type: 'doc', content: [{ type: 'paragraph', content }] })).toBe(
      'under claimed  **bold** end\n',
    );
  });

  it('[O3] writes a source with its description, its text and its excerpts, and reads the description back', () => {
    const markdown = sourceToMarkdown({ source, document: documentOfText('Body text'), excerpts: [excerpt] });
    expect(markdown).toContain(
      '> The \\*exact\\* words\\\n> on two lines.\n\np. 12\n\nComment: Worth a second look.\n',
    );
    const { id: _, ...csl } = source.csl;
    const file = imported('a.md', markdown, 'sources');
    expect(file.csl).toMatchObject({ type: csl.type, title: csl.title, issued: csl.issued, URL: csl.URL });
    expect(file.csl?.author).toEqual(csl.author);
    expect(textOf(file)).toContain('Body text\nExcerpts\nThe *exact* words\non two lines.');
  });

  it('[O4] writes a scorecard as a table of what stands, and every series with the case against', () => {
    const judgements = [judgement(5, '2026-02', 4, ['supports', 'contradicts']), judgement(4, '2025', 2, [])];
    const markdown = scorecardToMarkdown({ scorecard, judgements }, () => 'Doe: “words”');
    expect(markdown).toContain('| First \\| one | 4 of 5, moderate confidence, rising |');
    expect(markdown).toContain('| Second | not judged |');
    expect(markdown.indexOf('Reason 4')).toBeGreaterThan(0);
    expect(markdown.indexOf('Reason 4')).toBeLessThan(markdown.indexOf('Reason 5'));
    expect(markdown).toContain('Against: none given');
    expect(markdown).toMatch(/For:\n\n\s+- Doe: “words”/);
    expect(markdown).toMatch(/Against:\n\n\s+- Doe: “words”/);
    expect(markdown).toContain('What would change this: A new count.');
  });

  it('[O5] exports everything: a file a note, source and scorecard, and one of JSON for each record', async () => {
    const note = record('note', 6, { title: 'Same: title' });
    const twin = record('note', 7, { title: 'same title' });
    const document = documentOfText('words');
    const all = [note, twin, source, excerpt, scorecard];
    const kinds = ['note', 'note', 'source', 'excerpt', 'scorecard'] as const;
    async function* shelf<T>(items: readonly T[]): AsyncGenerator<T> {
      for (const item of items) yield await Promise.resolve(item);
    }
    const shelves = (): Shelves => ({
      notes: shelf([note, twin].map((each) => ({ note: each, document }))),
      sources: shelf([{ source, document: null, excerpts: [excerpt] }]),
      scorecards: shelf([{ scorecard, judgements: [] }]),
      records: shelf(
        all.map((each, at) => ({ kind: kinds[at] ?? 'note', record: each, ...(at < 2 && { document }) })),
      ),
      resolve: () => null,
      describe: () => '',
    });
    const files: ExportedFile[] = [];
    for await (const each of exportFiles(shelves())) files.push(each);
    expect(files.map(({ path }) => path)).toEqual([
      'notes/Same title.md',
      'notes/same title (2).md',
      'sources/A report on stars.md',
      'scorecards/Two countries.md',
      ...all.map((each, at) => `records/${kinds[at] ?? ''}/${each.id}.json`),
    ]);
    expect(files[0]?.text).toBe(noteToMarkdown(note, document));
    expect(JSON.parse(files[4]?.text ?? '')).toEqual({ kind: 'note', record: note, document });
    const stop = new AbortController();
    const some: string[] = [];
    for await (const { path } of exportFiles(shelves(), stop.signal)) {
      some.push(path);
      stop.abort();
    }
    expect(some).toHaveLength(1);
  });
});
