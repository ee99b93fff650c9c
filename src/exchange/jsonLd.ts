// What a page says of itself in JSON-LD (schema.org): read as data that may be anything.
import { oneLine } from './inline.ts';

export interface LinkedData {
  readonly headline: string | null;
  readonly authors: readonly LinkedName[];
  readonly published: string | null;
  readonly publisher: string | null;
  readonly language: string | null;
}

interface LinkedName {
  readonly name: string;
  readonly isOrganization: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const longestScript = 1_000_000;
const works = /(?:Article|Posting|Report|WebPage|CreativeWork|Book|Chapter|Thesis|Review)$/;
const mostObjects = 1000;

const nothing: LinkedData = { headline: null, authors: [], published: null, publisher: null, language: null };

/** Reads the scripts of a page; of several works described, the first that has a date or an author. */
export function readLinkedData(scripts: readonly string[]): LinkedData {
  const found = scripts.flatMap((script) => worksIn(parseJson(script))).map(describe);
  return found.find((each) => each.authors.length > 0 || each.published !== null) ?? found[0] ?? nothing;
}

function parseJson(script: string): unknown {
  if (script.length > longestScript) return null;
  try {
    return JSON.parse(script) as unknown;
  } catch {
    // Pages often carry broken JSON-LD; the page itself is still readable.
    return null;
  }
}

function worksIn(value: unknown): readonly Fields[] {
  const out: Fields[] = [];
  const waiting: unknown[] = [value];
  for (let seen = 0; waiting.length > 0 && seen < mostObjects; seen++) {
    const next = waiting.shift();
    if (Array.isArray(next)) waiting.push(...(next.slice(0, mostObjects) as unknown[]));
    else if (isFields(next)) {
      if (texts(next['@type']).some((type) => works.test(type))) out.push(next);
      waiting.push(next['@graph'], next['mainEntity']);
    }
  }
  return out;
}

function describe(work: Fields): LinkedData {
  return {
    headline: textOf(work['headline']) ?? textOf(work['name']),
    authors: listOf(work['author']).flatMap(nameOf).slice(0, 100),
    published: textOf(work['datePublished']),
    publisher: listOf(work['publisher']).flatMap(nameOf)[0]?.name ?? null,
    language: textOf(work['inLanguage']),
  };
}

function nameOf(value: unknown): readonly LinkedName[] {
  if (typeof value === 'string') return named(value, false);
  if (!isFields(value)) return [];
  const isOrganization = texts(value['@type']).some((type) => /Organization$/.test(type));
  return named(textOf(value['name']) ?? '', isOrganization);
}

function named(text: string, isOrganization: boolean): readonly LinkedName[] {
  const name = oneLine(text, 300);
  return name === '' || URL.canParse(name) ? [] : [{ name, isOrganization }];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function texts(value: unknown): readonly string[] {
  return listOf(value).filter((each) => typeof each === 'string');
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? oneLine(value, 2000) : '';
  return text === '' ? null : text;
}
