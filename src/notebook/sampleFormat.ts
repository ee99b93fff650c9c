// The sample notebook as it lies in its file: keys where a notebook has ids, read as untrusted data.
//
// Every entry is held against the domain's own parser, with placeholders for what only a notebook can give (ids,
// instants, hashes). So a sample that reads here is one that the notebook will accept, and no rule is stated twice.
import type { Document, ReferenceKind } from '#domain/document.ts';
import type { Excerpt } from '#domain/excerpt.ts';
import type { Evidence, Judgement } from '#domain/judgement.ts';
import type { Note } from '#domain/note.ts';
import type { Parsed } from '#domain/operation.ts';
import type { Criterion, Scorecard, Subject } from '#domain/scorecard.ts';
import type { Source } from '#domain/source.ts';
import { looseEnds } from './sampleKeys.ts';
import type { Fields } from './sampleReader.ts';
import {
  anyHash,
  anyInstant,
  fieldsOf,
  listOf,
  mapReferences,
  placeholder,
  SampleReader,
} from './sampleReader.ts';

/** A name that stands for an id inside the file; unique among records of its kind, and among a scorecard's parts. */
export interface Keyed {
  readonly key: string;
}
/** `csl.id`, the citekey, is the source's key. */
export interface SampleSource
  extends Keyed, Pick<Source, 'csl' | 'tags' | 'reliability' | 'confidentiality'> {
  readonly document: Document;
}
export interface SampleExcerpt
  extends Keyed, Pick<Excerpt, 'quotation' | 'page' | 'comment' | 'credibility' | 'tags'> {
  /** Key of the source it is quoted from. */
  readonly source: string;
}
export interface SampleScorecard extends Keyed, Pick<Scorecard, 'title' | 'question' | 'tags'> {
  readonly subjects: readonly (Keyed & Pick<Subject, 'name'>)[];
  readonly criteria: readonly (Keyed & Pick<Criterion, 'name' | 'description' | 'scale'>)[];
}
export interface SampleEvidence extends Keyed, Pick<Evidence, 'kind' | 'stance'> {}
export interface SampleJudgement
  extends
    Keyed,
    Pick<Judgement, 'rating' | 'confidence' | 'trend' | 'rationale' | 'wouldChange' | 'asOf' | 'recordedAt'> {
  /** Keys of the scorecard and of its parts. */
  readonly scorecard: string;
  readonly subject: string;
  readonly criterion: string;
  readonly evidence: readonly SampleEvidence[];
}
export interface SampleNote extends Keyed, Pick<Note, 'title' | 'tags'> {
  readonly document: Document;
}

/** References in its documents carry `{kind, key, text}`; `withIds` turns them into the editor's `{kind, id, text}`. */
export interface Sample {
  readonly sources: readonly SampleSource[];
  readonly excerpts: readonly SampleExcerpt[];
  readonly scorecards: readonly SampleScorecard[];
  readonly judgements: readonly SampleJudgement[];
  readonly notes: readonly SampleNote[];
}

/** The same sample with documents as a notebook keeps them: each reference's key replaced by the id given for it. */
export function withIds(sample: Sample, idFor: (kind: ReferenceKind, key: string) => string): Sample {
  const place = (document: Document): Document =>
    mapReferences(document, 'id', ({ kind, target }) => idFor(kind, target));
  return {
    ...sample,
    sources: sample.sources.map((source) => ({ ...source, document: place(source.document) })),
    judgements: sample.judgements.map((judgement) => ({
      ...judgement,
      rationale: place(judgement.rationale),
    })),
    notes: sample.notes.map((note) => ({ ...note, document: place(note.document) })),
  };
}

/** Reads a sample: all of it, or the first reason against it. Documents that would need repair are refused. */
export function parseSample(value: unknown): Parsed<Sample> {
  const file = fieldsOf(value);
  if (file['format'] !== 1) return { kind: 'bad', why: 'not a sample of format 1' };
  const reader = new SampleReader();
  const sample: Sample = {
    sources: reader.entries(file, 'sources', (given, key, where) => {
      const csl = { ...fieldsOf(given['csl']), id: key };
      const read = reader.record('source', where, { ...given, csl, ...unreadSource });
      const document = reader.document(given['document'], where);
      if (!read || !document) return null;
      const { tags, confidentiality } = read;
      return {
        key,
        csl: read.csl,
        tags,
        confidentiality,
        document,
        ...(read.reliability === undefined ? {} : { reliability: read.reliability }),
      };
    }),
    excerpts: reader.entries(file, 'excerpts', (given, key, where) => {
      const read = reader.record('excerpt', where, { ...given, ...unreadExcerpt });
      if (!read) return null;
      const { quotation, comment, tags } = read;
      const source = reader.key(given, 'source', where);
      return {
        key,
        source,
        quotation,
        comment,
        tags,
        ...(read.page === undefined ? {} : { page: read.page }),
        ...(read.credibility === undefined ? {} : { credibility: read.credibility }),
      };
    }),
    scorecards: reader.entries(file, 'scorecards', (given, key, where) => {
      const subjects = listOf(given['subjects']).map(fieldsOf);
      const criteria = listOf(given['criteria']).map(fieldsOf);
      const read = reader.record('scorecard', where, {
        ...given,
        subjects: subjects.map((subject) => ({ ...subject, id: placeholder(0) })),
        criteria: criteria.map((criterion) => ({ ...criterion, id: placeholder(0) })),
      });
      if (!read) return null;
      const { title, question, tags } = read;
      const keyAt = (parts: readonly Fields[], at: number) => reader.key(parts[at] ?? {}, 'key', where);
      return {
        key,
        title,
        question,
        tags,
        subjects: read.subjects.map(({ name }, at) => ({ key: keyAt(subjects, at), name })),
        criteria: read.criteria.map(({ name, description, scale }, at) => ({
          key: keyAt(criteria, at),
          name,
          description,
          scale,
        })),
      };
    }),
    judgements: reader.entries(file, 'judgements', (given, key, where) => {
      const evidence = listOf(given['evidence']).map(fieldsOf);
      const rationale = reader.document(given['rationale'], where);
      const read = reader.record('judgement', where, {
        ...given,
        rationale,
        evidence: evidence.map((each) => ({ ...each, id: placeholder(0), revision: 1 })),
        scorecardId: placeholder(0),
        subjectId: '',
        criterionId: '',
      });
      if (!read || !rationale) return null;
      const { confidence, trend, wouldChange, asOf, recordedAt } = read;
      return {
        key,
        scorecard: reader.key(given, 'scorecard', where),
        subject: reader.key(given, 'subject', where),
        criterion: reader.key(given, 'criterion', where),
        ...(read.rating === undefined ? {} : { rating: read.rating }),
        confidence,
        trend,
        rationale,
        evidence: read.evidence.map(({ kind, stance }, at) => ({
          kind,
          key: reader.key(evidence[at] ?? {}, 'key', where),
          stance,
        })),
        wouldChange,
        asOf,
        recordedAt,
      };
    }),
    notes: reader.entries(file, 'notes', (given, key, where) => {
      const read = reader.record('note', where, { ...given, preview: '', words: 0 });
      const document = reader.document(given['document'], where);
      return read && document ? { key, title: read.title, tags: read.tags, document } : null;
    }),
  };
  const [why] = [...reader.problems, ...looseEnds(sample)];
  return why === undefined ? { kind: 'ok', value: sample } : { kind: 'bad', why };
}

/** What a source or an excerpt has only in a notebook. */
const unreadSource = {
  preview: '',
  words: 0,
  readable: true,
  capture: { method: 'sample', at: anyInstant },
};
const unreadExcerpt = {
  sourceId: placeholder(0),
  quotationSha256: anyHash,
  selector: { exact: '', prefix: '', suffix: '' },
  anchor: { kind: 'typed' },
};
