// Where texts, vectors and questions come from: the public collections with the vectors that evaluations have kept, or,
// where there are none, a generator whose words are as unevenly frequent as real ones.
import { existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { documentOfText } from '#domain/document.ts';
import { cutPassages, embeddedText } from '#domain/passages.ts';
import { plainText } from '#domain/plainText.ts';
import { modelKnows } from '#search/script.ts';
import { packVector, unpackVector } from '#search/vectorCode.ts';
import { readCollection, type Collection } from '../collection.ts';
import { vectorMaker } from '../madeVectors.ts';
import { cacheFile, hashOfText, readEntries } from '../vectorCache.ts';
import { randomNumbers, wordStream } from '../wordStream.ts';
import type { Questions } from './asking.ts';
import type { GivenDocument } from './corpus.ts';
import type { Given } from './given.ts';

const english = ['adi', 'cranfield', 'scifact', 'squadshifts-wiki', 'climate-fever-sent', 'cisi', 'cacm'];
const others = ['cmrc2018-zh', 'tatoeba-zh2en'];
const questionCount = 200;
/** Words more frequent than this many others are not asked for in threes. */
const tooFrequent = 80;
const fewVectors = 5_000;
const firstDocuments = 5_000;
const madeDocuments = 10_000;

export interface Source {
  readonly given: Given;
  /** Of the questions, then of the passages. */
  readonly packed: Uint8Array;
  readonly realPassages: number;
  /** Vectors are those of the texts, not made up. */
  readonly hasRealVectors: boolean;
  /** What is worth knowing of where it came from. */
  readonly sentence: string;
}

export function readSource(from: string): Source {
  const collections = [...english, ...others].flatMap((name): readonly Collection[] => {
    if (!existsSync(from)) return [];
    const reading = readCollection(from, name);
    return reading.kind === 'read' ? [reading.collection] : [];
  });
  return collections.length === 0 ? madeSource() : realSource(collections);
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** In an order that is the same everywhere and mixes all collections. */
function mixed<T>(all: readonly T[], textOf: (one: T) => string): readonly T[] {
  return all
    .map((one) => ({ one, hash: hashOf(textOf(one)) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ one }) => one);
}

function realSource(collections: readonly Collection[]): Source {
  const kept = new Map<string, Buffer>();
  for (const name of ['questions', ...collections.map((each) => each.name)])
    for (const [hash, packed] of readEntries(cacheFile(name))) kept.set(hash, packed);
  // A few texts without a kept vector do without; where hardly any was kept, all have made ones.
  const hasRealVectors = kept.size > fewVectors;
  const asked = collections
    .filter(({ name }) => english.includes(name))
    .flatMap(({ questions }) => questions.map(({ text }) => text));
  const known = asked.filter((text) => kept.has(hashOfText(text)));
  // Without kept vectors, questions are asked all the same, with made ones.
  const whole = mixed(known.length >= questionCount ? known : asked, (text) => text).slice(0, questionCount);
  const anyVector = vectorMaker(5);
  const questionVectors = whole.map(
    (text) => kept.get(hashOfText(text)) ?? Buffer.from(packVector(anyVector())),
  );
  // Near to questions, so that something is found by meaning.
  const nearVector = vectorMaker(
    9,
    questionVectors.map((packed) => unpackVector(packed)),
  );
  const vectors: Buffer[] = [];

  const documents = mixed(
    collections.flatMap(({ documents }) => documents),
    ({ id, title, text }) => `${id} ${title} ${text.slice(0, 200)}`,
  ).map(({ title, text: raw }): GivenDocument => {
    const text = plainText(documentOfText(raw));
    const spans = cutPassages(text);
    const passages = (spans.length > 0 ? spans : [{ start: 0, end: text.length }]).map(({ start, end }) => {
      const passage = text.slice(start, end);
      if (!modelKnows(passage)) return { start, end, vector: null };
      const packed = hasRealVectors
        ? kept.get(hashOfText(embeddedText(title, passage)))
        : Buffer.from(packVector(nearVector()));
      if (!packed) return { start, end, vector: null };
      vectors.push(packed);
      return { start, end, vector: vectors.length - 1 };
    });
    return { title, text, passages };
  });

  const realPassages = documents.reduce((sum, { passages }) => sum + passages.length, 0);
  return {
    given: { documents, questions: { whole, ...threesOf(documents) } },
    packed: Buffer.concat([...questionVectors, ...vectors]),
    realPassages,
    hasRealVectors,
    sentence:
      `Texts: ${realPassages} passages of ${collections.length} public collections, ` +
      (hasRealVectors
        ? `${vectors.length} of them with the vectors that npm run eval has kept`
        : 'with made-up vectors near to those of questions, since npm run eval has kept too few') +
      '; beyond them copies with 25 % of the words exchanged by frequency and vectors with noise.',
  };
}

function madeSource(): Source {
  const stream = wordStream(3);
  const asking = wordStream(4);
  const whole = Array.from({ length: questionCount }, () => asking.question());
  const anyVector = vectorMaker(3);
  const questionVectors = whole.map(() => anyVector());
  const nearVector = vectorMaker(7, questionVectors);
  const vectors: Uint8Array[] = [];
  const documents = Array.from({ length: madeDocuments }, (): GivenDocument => {
    const text = stream.text(240);
    const passages = cutPassages(text).map(({ start, end }) => {
      vectors.push(packVector(nearVector()));
      return { start, end, vector: vectors.length - 1 };
    });
    return { title: stream.title(), text, passages };
  });
  return {
    given: { documents, questions: { whole, ...threesOf(documents) } },
    packed: Buffer.concat([...questionVectors.map((vector) => packVector(vector)), ...vectors]),
    realPassages: 0,
    hasRealVectors: false,
    sentence:
      'Texts: made up, words as unevenly frequent as in real ones, with vectors near to those of questions; there are no collections in ../shared/collections.',
  };
}

/** Three words that stand in one passage, and the same with the last one typed in part. */
export function threesOf(documents: readonly GivenDocument[]): Pick<Questions, 'three' | 'prefix'> {
  // Of the first ones, which are there at every size.
  const asked = documents.slice(0, firstDocuments);
  const frequent = mostFrequent(asked);
  const random = randomNumbers(4);
  const three: string[] = [];
  const prefix: string[] = [];
  for (let tries = 0; three.length < questionCount && tries < 100 * questionCount; tries += 1) {
    const { text = '', passages = [] } = asked[Math.floor(random() * asked.length)] ?? {};
    const { start = 0, end = 0 } = passages[Math.floor(random() * passages.length)] ?? {};
    const words = [
      ...new Set(
        text
          .slice(start, end)
          .toLowerCase()
          .match(/\b[a-z]{3,}\b/g) ?? [],
      ),
    ].filter((word) => !frequent.has(word));
    const drawn = Array.from({ length: 3 }, () => words.splice(Math.floor(random() * words.length), 1)[0]);
    const [one, two, last] = drawn;
    if (one === undefined || two === undefined || last === undefined) continue;
    three.push(`${one} ${two} ${last}`);
    prefix.push(`${one} ${two} ${last.slice(0, Math.max(2, last.length >> 1))}`);
  }
  return { three, prefix };
}

function mostFrequent(documents: readonly GivenDocument[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { text } of documents)
    for (const [word] of text.toLowerCase().matchAll(/[a-z]+/g))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return new Set(sorted.slice(0, tooFrequent).map(([word]) => word));
}
