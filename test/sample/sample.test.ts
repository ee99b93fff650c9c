// The sample notebook's data: that it reads, hangs together, shows every feature, and names nobody.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document, DocumentNode } from '#domain/document.ts';
import { everyNode, marks, nodes } from '#domain/document.ts';
import { credibilities } from '#domain/excerpt.ts';
import { compareJudgements, confidences, stances, standing, trends } from '#domain/judgement.ts';
import type { Judgement } from '#domain/judgement.ts';
import { parseDocument } from '#domain/parseDocument.ts';
import { cutPieces } from '#domain/piece.ts';
import { layoutText, plainText } from '#domain/plainText.ts';
import { dateText } from '#domain/source.ts';
import type { Sample } from '#notebook/sampleFormat.ts';
import { parseSample, withIds } from '#notebook/sampleFormat.ts';

const text = readFileSync(new URL('../../resources/sample/notebook.json', import.meta.url), 'utf8');
const raw: unknown = JSON.parse(text);
const read = parseSample(raw);
if (read.kind === 'bad') throw new Error(read.why);
const sample: Sample = read.value;
const { sources, excerpts, scorecards, judgements, notes } = sample;

const asText = new Map(sources.map((source) => [source.key, plainText(source.document)]));
const occurrences = (whole: string, part: string) => whole.split(part).length - 1;
const written: readonly { readonly key: string; readonly document: Document }[] = [
  ...sources,
  ...notes,
  ...judgements.map(({ key, rationale }) => ({ key, document: rationale })),
];
const allNodes = written.flatMap(({ document }) => [...everyNode(document)]);
const cellOf = ({ subject, criterion }: { subject: string; criterion: string }) => `${subject} ${criterion}`;
const series = new Map(
  judgements.map((each) => [cellOf(each), judgements.filter((other) => cellOf(other) === cellOf(each))]),
);

/** A quantity: a number in digits before a unit, a percentage or a thing that is counted. */
const figure =
  /\d[\d,.]*\s?(?:%|per cent|GW|MW|kWh|dollars|days|weeks|months|years|hours|times|sites|ports|companies|suppliers)/i;
const illustrative = /illustrative/i;

describe('the sample notebook', () => {
  it('[N1] has about five sources, sixteen excerpts, one scorecard, thirty judgements and two notes', () => {
    expect(sources).toHaveLength(5);
    expect(excerpts.length).toBeGreaterThanOrEqual(14);
    expect(scorecards).toHaveLength(1);
    expect(judgements.length).toBeGreaterThanOrEqual(25);
    expect(notes).toHaveLength(2);
    for (const { key } of sources) {
      const words = (asText.get(key) ?? '').split(/\s+/).length;
      expect(words, key).toBeGreaterThanOrEqual(500);
      expect(words, key).toBeLessThanOrEqual(900);
    }
  });

  it('[N2] every quotation stands exactly once in its source, inside one block', () => {
    for (const { key, source, quotation } of excerpts) {
      expect(occurrences(asText.get(source) ?? '', quotation), key).toBe(1);
      expect(quotation, key).not.toContain('\n');
    }
  });

  it('[N3] what a note sets as a quotation from an excerpt is the excerpt, word for word', () => {
    const quotations = notes.flatMap(({ document }) =>
      document.content
        .filter(({ type }) => type === 'blockquote')
        .flatMap((quote) => {
          const cited = [...everyNode(quote)].find(({ attrs }) => attrs?.['kind'] === 'excerpt');
          return cited
            ? [{ key: cited.attrs?.['key'], said: plainText({ type: 'doc', content: quote.content ?? [] }) }]
            : [];
        }),
    );
    expect(quotations.length).toBeGreaterThanOrEqual(3);
    for (const { key, said } of quotations)
      expect(said.split('\n')[0]).toBe(excerpts.find((excerpt) => excerpt.key === key)?.quotation);
  });

  it('[N4] documents with ids need no repair and read back as they are', () => {
    let made = 0;
    const ids = new Map<string, string>();
    const placed = withIds(sample, (kind, key) => {
      const name = `${kind} ${key}`;
      const id = ids.get(name) ?? `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`;
      ids.set(name, id);
      return id;
    });
    const documents = [
      ...placed.sources.map(({ document }) => document),
      ...placed.notes.map(({ document }) => document),
      ...placed.judgements.map(({ rationale }) => rationale),
    ];
    for (const document of documents) expect(parseDocument(document)).toEqual({ document, repairs: [] });
    expect(made).toBeGreaterThan(5);
  });

  it('[N5] what the file says is what was read: nothing in a document was dropped on the way', () => {
    const file = raw as Record<string, Record<string, unknown>[]>;
    expect(sources.map(({ document }) => document)).toEqual(file['sources']?.map((each) => each['document']));
    expect(notes.map(({ document }) => document)).toEqual(file['notes']?.map((each) => each['document']));
    expect(judgements.map(({ rationale }) => rationale)).toEqual(
      file['judgements']?.map((each) => each['rationale']),
    );
  });

  it('[N6] every subject, criterion, source and excerpt is put to use', () => {
    const scorecard = scorecards[0];
    expect(scorecard?.subjects.map(({ name }) => name)).toEqual(['United States', 'China', 'Gulf states']);
    expect(scorecard?.criteria).toHaveLength(8);
    expect(new Set(judgements.map(({ subject }) => subject))).toEqual(
      new Set(scorecard?.subjects.map(({ key }) => key)),
    );
    expect(new Set(judgements.map(({ criterion }) => criterion))).toEqual(
      new Set(scorecard?.criteria.map(({ key }) => key)),
    );
    const pointed = new Set([
      ...judgements.flatMap(({ evidence }) => evidence.map(({ kind, key }) => `${kind} ${key}`)),
      ...allNodes.map(({ attrs }) => `${String(attrs?.['kind'])} ${String(attrs?.['key'])}`),
    ]);
    for (const { key } of excerpts) expect(pointed, key).toContain(`excerpt ${key}`);
    for (const { key } of sources)
      expect(
        excerpts.map(({ source }) => source),
        key,
      ).toContain(key);
  });

  it('[N7] one or two cells are left without a judgement, and one judgement without a rating', () => {
    expect(24 - series.size).toBeGreaterThanOrEqual(1);
    expect(24 - series.size).toBeLessThanOrEqual(2);
    expect(judgements.filter(({ rating }) => rating === undefined)).toHaveLength(1);
  });

  it('[N8] several cells are a series, and what stood in spring differs from what stands now', () => {
    const several = [...series.values()].filter((cell) => cell.length > 1);
    expect(several.length).toBeGreaterThanOrEqual(5);
    expect(several.some((cell) => cell.length === 3)).toBe(true);
    const changed = several.filter((cell) => {
      const records = cell.map((each) => ({ ...each, id: each.key }) as unknown as Judgement);
      return standing(records, '2026-03-31')?.rating !== standing(records, null)?.rating;
    });
    expect(changed.length).toBeGreaterThanOrEqual(3);
    for (const cell of several) {
      const records = cell.map((each) => ({ ...each, id: each.key }) as unknown as Judgement);
      expect(records.toSorted(compareJudgements)).toEqual(records);
    }
  });

  it('[N9] judgements are of 2026, recorded after the day they speak of and after their evidence came out', () => {
    const issued = new Map(sources.map(({ key, csl }) => [key, dateText(csl.issued)]));
    for (const { key, asOf, recordedAt, evidence } of judgements) {
      expect(asOf, key).toMatch(/^2026-/);
      expect(asOf <= recordedAt.slice(0, asOf.length), key).toBe(true);
      expect(recordedAt < '2026-11-23', key).toBe(true);
      for (const piece of evidence) {
        const source = excerpts.find((each) => each.key === piece.key)?.source ?? piece.key;
        expect((issued.get(source) ?? '') <= recordedAt.slice(0, 10), `${key}: ${source}`).toBe(true);
      }
    }
  });

  it('[N10] some judgements have real evidence against them, some have none, each says what would change it', () => {
    const against = judgements.filter(({ evidence }) =>
      evidence.some(({ stance }) => stance === 'contradicts'),
    );
    expect(against.length).toBeGreaterThanOrEqual(3);
    expect(judgements.length - against.length).toBeGreaterThanOrEqual(3);
    for (const { key, wouldChange, rationale } of judgements) {
      expect(wouldChange.length, key).toBeGreaterThan(20);
      expect(plainText(rationale).match(/[.?!](?:\s|$)/g)?.length ?? 0, key).toBeLessThanOrEqual(3);
    }
  });

  it('[N11] shows every node and every mark but the claim', () => {
    const used = new Set(allNodes.map(({ type }) => type));
    expect([...used].toSorted()).toEqual(Object.keys(nodes).toSorted());
    const usedMarks = new Set(allNodes.flatMap((node) => (node.marks ?? []).map(({ type }) => type)));
    expect([...usedMarks, 'claim'].toSorted()).toEqual(Object.keys(marks).toSorted());
    const referred = new Set(
      allNodes.flatMap(({ attrs }) => (attrs?.['key'] === undefined ? [] : [attrs['kind']])),
    );
    expect(referred.size).toBe(5);
  });

  it('[N12] shows every confidence, trend, stance and kind of evidence, and a mixture of grades', () => {
    expect(new Set(judgements.map(({ confidence }) => confidence))).toEqual(new Set(confidences));
    expect(new Set(judgements.map(({ trend }) => trend))).toEqual(new Set(trends));
    const evidence = judgements.flatMap((judgement) => judgement.evidence);
    expect(new Set(evidence.map(({ stance }) => stance))).toEqual(new Set(stances));
    expect(new Set(evidence.map(({ kind }) => kind))).toEqual(new Set(['excerpt', 'note', 'source']));
    expect(new Set(sources.map(({ reliability }) => reliability)).size).toBeGreaterThanOrEqual(3);
    const kinds = sources.map(({ confidentiality }) => confidentiality.kind);
    expect(new Set(kinds)).toEqual(new Set(['public', 'on background', 'embargoed']));
    expect(new Set(excerpts.map(({ credibility }) => credibility)).size).toBeGreaterThanOrEqual(3);
    for (const { credibility, page } of excerpts) {
      expect(credibilities).toContain(credibility);
      expect(page).toMatch(/^\d+$/);
    }
  });

  it('[N13] every source says in its first line that all its figures are illustrative', () => {
    for (const { key } of sources)
      expect((asText.get(key) ?? '').split('\n')[0], key).toMatch(/all figures .* illustrative/i);
  });

  it('[N14] outside its source too, a paragraph with a figure says that it is illustrative', () => {
    const paragraphs = [
      ...written
        .filter(({ key }) => !asText.has(key))
        .flatMap(({ key, document }) => blocksOf(document).map((said) => ({ key, said }))),
      ...excerpts.flatMap(({ key, quotation, comment }) => [
        { key, said: quotation },
        { key, said: comment },
      ]),
      ...judgements.map(({ key, wouldChange }) => ({ key, said: wouldChange })),
    ];
    expect(paragraphs.some(({ said }) => figure.test(said))).toBe(true);
    for (const { key, said } of paragraphs) if (figure.test(said)) expect(said, key).toMatch(illustrative);
  });

  it('[N15] names no real outlet and no person: one publisher, one desk, reserved addresses only', () => {
    for (const { key, csl } of sources) {
      expect(csl.publisher, key).toBe('Commonplace sample');
      expect(csl.author, key).toEqual([{ literal: 'Commonplace sample desk' }]);
      expect(csl.language, key).toBe('en-GB');
    }
    const addresses = text.match(/(?:[a-z]+:\/\/|mailto:|www\.)[^\s"]+/gi) ?? [];
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses)
      expect(address).toMatch(/^(?:https:\/\/example\.org\/[\w/-]*|mailto:[\w-]+@example\.org)$/);
  });

  it('[N16] no record and no piece of a body reaches 60 KB', () => {
    const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value), 'utf8');
    for (const record of [...sources, ...excerpts, ...scorecards, ...judgements, ...notes])
      expect(bytes(record), record.key).toBeLessThan(60_000);
    for (const { document } of written)
      for (const { content } of cutPieces(document, (line) => line))
        expect(bytes(content)).toBeLessThan(60_000);
  });
});

function blocksOf(document: Document): readonly string[] {
  const inline = (node: DocumentNode): string => plainText({ type: 'doc', content: [node] });
  return layoutText(document).blocks.map(({ node }) => inline(node));
}
