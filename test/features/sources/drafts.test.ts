// The forms of sources and excerpts: what is typed is read as it says, and what is not shown stays.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeId } from '#domain/id.ts';
import type { Source } from '#domain/source.ts';
import { bylineText, citedQuotation, confidentialityText, makersText } from '#features/sources/byline.ts';
import { detailsOf, editOf, newExcerptDraft } from '#features/sources/excerptDraft.ts';
import { alongTheText, inOrder, tagged } from '#features/sources/order.ts';
import type { SourceDraft } from '#features/sources/sourceDraft.ts';
import { draftOf, emptyDraft, readDraft } from '#features/sources/sourceDraft.ts';
import type { Excerpt } from '#domain/excerpt.ts';

let made = 0;
/** A source with what the test is about; its CSL-JSON may hold fields that the program does not know. */
function source(fields: Omit<Partial<Source>, 'csl'> & { readonly csl?: object } = {}): Source {
  made += 1;
  return {
    id: makeId('source', made, new Uint8Array(10)),
    schema: 1,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    revision: 1,
    origin: { kind: 'typed' },
    tags: [],
    preview: '',
    words: 0,
    readable: false,
    capture: { method: 'typed', at: '2026-01-01T00:00:00Z' },
    confidentiality: { kind: 'public' },
    ...fields,
    csl: { id: 'key', type: 'report', ...fields.csl },
  };
}

function read(
  draft: Partial<SourceDraft>,
  before?: Source,
): Exclude<ReturnType<typeof readDraft>, { kind: 'wrong' }> {
  const result = readDraft({ ...(before ? draftOf(before) : emptyDraft), ...draft }, before);
  if (result.kind === 'wrong') throw new Error(JSON.stringify(result.errors));
  return result;
}

function wrong(draft: Partial<SourceDraft>, before?: Source): readonly string[] {
  const result = readDraft({ ...(before ? draftOf(before) : emptyDraft), ...draft }, before);
  return result.kind === 'wrong' ? Object.keys(result.errors) : [];
}

describe('the form of a source', () => {
  it('[F1] saving a form that nobody touched changes nothing', () => {
    const odd = fc.record({
      title: fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== ''),
      author: fc.array(
        fc.oneof(
          fc.record({ literal: fc.constantFrom('World Bank', 'Ministry; of odd names') }),
          fc.record({
            family: fc.constantFrom('Meier', 'de la Cruz'),
            given: fc.constantFrom('Ada', 'Li W.'),
          }),
          fc.record({ family: fc.constant('Otto'), suffix: fc.constant('Jr.') }),
        ),
        { minLength: 1, maxLength: 3 },
      ),
      issued: fc.constantFrom(
        { 'date-parts': [[2026, 3]] },
        {
          'date-parts': [
            [2025, 1, 2],
            [2025, 1, 9],
          ],
          circa: true,
        },
        { literal: 'spring 2025' },
      ),
      URL: fc.constantFrom('https://example.org/a', 'ftp://old.example/file'),
      DOI: fc.constantFrom('10.1000/182', 'not a doi'),
      language: fc.constantFrom('de', 'german'),
      type: fc.constantFrom('report', 'patent'),
      note: fc.constantFrom('', 'kept'),
      custom: fc.jsonValue().filter((value) => value !== null),
    });
    fc.assert(
      fc.property(odd, (csl) => {
        const before = source({ csl });
        const { csl: after, confidentiality, reliability, document } = read({}, before);
        expect({ id: 'key', ...after }).toEqual(before.csl);
        expect({ confidentiality, reliability, document }).toEqual({
          confidentiality: before.confidentiality,
          reliability: null,
          document: null,
        });
      }),
    );
  });

  it('[F2] an author added to the line leaves those before as they were', () => {
    const before = source({ csl: { title: 'T', author: [{ literal: 'World Bank', id: 7 }] } });
    expect(read({ authors: 'World Bank; Meier, Ada' }, before).csl.author).toEqual([
      { literal: 'World Bank', id: 7 },
      { family: 'Meier', given: 'Ada' },
    ]);
  });

  it('[F3] a field that is emptied is taken away', () => {
    const before = source({
      csl: { title: 'T', publisher: 'P', issued: { literal: 'x' }, author: [{ literal: 'A' }] },
    });
    expect(read({ publisher: ' ', date: '', authors: '' }, before).csl).toEqual({
      id: 'key',
      type: 'report',
      title: 'T',
    });
  });

  it('[F4] refuses a missing title, addresses of other kinds, and what is no DOI or language', () => {
    expect(wrong({})).toEqual(['title']);
    const given = { title: 'T' };
    for (const url of ['example.org', 'javascript:alert(1)', 'file:///etc/passwd', 'https://a:b@example.org'])
      expect(wrong({ ...given, url })).toEqual(['url']);
    expect(wrong({ ...given, url: ' https://example.org/a ' })).toEqual([]);
    expect(wrong({ ...given, doi: 'example' })).toEqual(['doi']);
    expect(wrong({ ...given, language: 'klingonish!' })).toEqual(['language']);
    expect(read({ ...given, doi: 'https://doi.org/10.1000/182' }).csl.DOI).toBe('10.1000/182');
  });

  it('[F5] asks what may be shown of a source on background, and until when one is embargoed', () => {
    const given = { title: 'T' };
    expect(wrong({ ...given, confidentiality: 'on background' })).toEqual(['alias']);
    expect(wrong({ ...given, confidentiality: 'embargoed', until: '2026' })).toEqual(['until']);
    expect(read({ ...given, confidentiality: 'embargoed', until: '2026-3-9' }).confidentiality).toEqual({
      kind: 'embargoed',
      until: '2026-03-09',
    });
  });

  it('[F6] pasted text becomes paragraphs, and empty lines only part them', () => {
    const { document } = read({ title: 'T', text: '\r\n one\r\n\r\n\r\ntwo\n' });
    expect(document?.content.map((node) => node.content?.[0]?.text)).toEqual([' one', 'two']);
    expect(read({ title: 'T', text: ' \n ' }).document).toBeNull();
  });

  it('[F7] refuses what a record could not hold, in place', () => {
    expect(wrong({ title: 'x'.repeat(2001) })).toEqual(['title']);
    expect(wrong({ title: 'x'.repeat(2000), publisher: 'y'.repeat(501) })).toEqual(['publisher']);
  });
});

describe('the form of an excerpt', () => {
  it('[F8] what is left empty is absent in a new one and taken away from one that exists', () => {
    const draft = { ...newExcerptDraft('words'), page: ' 12 ', comment: ' c ' };
    expect(detailsOf(draft)).toEqual({ page: '12', comment: 'c', tags: [] });
    expect(editOf(draft)).toEqual({ page: '12', timestamp: null, comment: 'c', tags: [], credibility: null });
  });
});

describe('what is shown of a source', () => {
  const named = {
    title: 'T',
    author: [{ family: 'Meier', given: 'Ada' }],
    issued: { 'date-parts': [[2026, 3, 9]] },
  };
  const quoted = { quotation: 'So it is', page: '4' } as Excerpt;

  it('[F9] a source on background shows its alias and never a name', () => {
    const hidden = source({ csl: named, confidentiality: { kind: 'on background', alias: 'an official' } });
    expect(makersText(hidden)).toBe('an official');
    for (const said of [bylineText(hidden), confidentialityText(hidden), citedQuotation(quoted, hidden)]) {
      expect(said).toContain('an official');
      expect(said).not.toContain('Meier');
    }
    const traceable = { ...named, 'container-title': 'Ministry weekly', URL: 'https://example.org/memo' };
    const copied = source({
      csl: traceable,
      confidentiality: { kind: 'on background', alias: 'an official' },
    });
    expect(citedQuotation(quoted, copied)).toBe('“So it is” (an official)');
  });

  it('[F10] a quotation that may not be published yet says so when it is copied', () => {
    expect(citedQuotation(quoted, source({ csl: named }))).toBe(
      '“So it is” (Ada Meier, T, 9 Mar 2026, p. 4)',
    );
    expect(
      citedQuotation(quoted, source({ csl: named, confidentiality: { kind: 'off the record' } })),
    ).toContain('off the record');
    expect(
      citedQuotation(
        quoted,
        source({ csl: named, confidentiality: { kind: 'embargoed', until: '2026-12-01' } }),
      ),
    ).toContain('embargoed until 1 Dec 2026');
  });
});

describe('the order of lists', () => {
  const a = source({
    csl: { title: 'Zebra 10' },
    updatedAt: '2026-01-03T00:00:00Z',
    createdAt: '2026-01-01T00:00:00Z',
    tags: ['x'],
  });
  const b = source({
    csl: { title: 'zebra 9' },
    updatedAt: '2026-01-02T00:00:00Z',
    createdAt: '2026-01-02T00:00:00Z',
    tags: ['x/y'],
  });
  const c = source({
    csl: { title: 'Émile' },
    updatedAt: '2026-01-01T00:00:00Z',
    createdAt: '2026-01-03T00:00:00Z',
  });

  it('[F11] is newest first by edit or by making, or by title as a reader sorts', () => {
    expect(inOrder([c, a, b], 'edited')).toEqual([a, b, c]);
    expect(inOrder([c, a, b], 'created')).toEqual([c, b, a]);
    expect(inOrder([a, b, c], 'title')).toEqual([c, b, a]);
    expect(tagged([a, b, c], 'x')).toEqual([a]);
  });

  it('[F12] of excerpts follows the text; those without a place in it come last', () => {
    const excerpt = (id: string, start: number | null, page?: string): Excerpt =>
      ({
        id,
        anchor: start === null ? { kind: 'typed' } : { kind: 'anchored', start, end: start + 1 },
        ...(page === undefined ? {} : { page }),
      }) as Excerpt;
    const list = [excerpt('d', null, '10'), excerpt('b', 40), excerpt('c', null, '9'), excerpt('a', 7)];
    expect(alongTheText(list).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});
