// A collection with known answers: documents, questions, and what people judged relevant, read from a folder.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { withoutMarks } from '#notebook/asking.ts';
import type { Grades } from './metrics.ts';

export interface CollectionDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface JudgedQuestion {
  readonly id: string;
  readonly text: string;
  /** Constants are chosen on these alone: the first byte of the id's SHA-256 is even. */
  readonly isForChoosing: boolean;
  readonly judged: Grades;
}

export interface Collection {
  readonly name: string;
  readonly documents: readonly CollectionDocument[];
  /** Only those with at least one relevant document, in the order of their ids' SHA-256. */
  readonly questions: readonly JudgedQuestion[];
}

export type CollectionReading =
  | { readonly kind: 'read'; readonly collection: Collection }
  | { readonly kind: 'absent'; readonly sentence: string };

/** The lines of a file that may be gzipped; null when there is none. */
function linesOf(folder: string, name: string): readonly string[] | null {
  const plain = join(folder, name);
  const packed = `${plain}.gz`;
  if (!existsSync(plain) && !existsSync(packed)) return null;
  const text = existsSync(plain)
    ? readFileSync(plain, 'utf8')
    : gunzipSync(readFileSync(packed)).toString('utf8');
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function field(line: string, name: string): string {
  const value: unknown = Reflect.get(JSON.parse(line) as object, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * A question without what the search box would read as an exact phrase or an unwanted word: these questions were not
 * written for it.
 */
function plain(question: string): string {
  return withoutMarks(question).replace(/(^|\s)-+(?=\S)/gu, '$1');
}

function readJudgements(
  lines: readonly string[],
  isKept: (document: string) => boolean,
): Map<string, Grades> {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of lines) {
    const [question = '', document = '', grade = ''] = line.split('\t');
    if (!isKept(document) || !Number.isFinite(Number(grade))) continue;
    const judged = judgements.get(question) ?? new Map<string, number>();
    judged.set(document, Number(grade));
    judgements.set(question, judged);
  }
  return judgements;
}

/** Whether an id, or any text that stands for itself, belongs to the half that constants are chosen on. */
export function isForChoosing(id: string): boolean {
  return Number.parseInt(hashOf(id).slice(0, 2), 16) % 2 === 0;
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

/** Of a large set, only so many questions are asked: the first by their ids' SHA-256. */
const mostQuestions = 1_500;

/** Reads `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`, plain or gzipped, and at most so many documents. */
export function readCollection(from: string, name: string, mostDocuments = Infinity): CollectionReading {
  const folder = join(from, name);
  const [corpus, queries, qrels] = ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv'].map((file) =>
    linesOf(folder, file),
  );
  if (!corpus || !queries || !qrels)
    return {
      kind: 'absent',
      sentence: `There is no collection ${name} in ${from}: name another place with --from <folder>.`,
    };
  const documents = corpus.slice(0, mostDocuments).map((line) => ({
    id: field(line, 'id'),
    title: field(line, 'title'),
    text: field(line, 'text'),
  }));
  const kept = new Set(documents.map(({ id }) => id));
  const judgements = readJudgements(qrels, (document) => kept.has(document));
  const questions = queries.flatMap((line): readonly JudgedQuestion[] => {
    const id = field(line, 'id');
    const judged = judgements.get(id);
    const hasAnswer = judged !== undefined && [...judged.values()].some((grade) => grade > 0);
    return hasAnswer
      ? [{ id, text: plain(field(line, 'text')), isForChoosing: isForChoosing(id), judged }]
      : [];
  });
  const inOrder = questions
    .map((question) => ({ question, hash: hashOf(question.id) }))
    .sort((one, other) => (one.hash < other.hash ? -1 : 1))
    .map(({ question }) => question);
  return { kind: 'read', collection: { name, documents, questions: inOrder.slice(0, mostQuestions) } };
}
