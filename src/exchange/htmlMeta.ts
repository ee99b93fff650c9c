// Who wrote a page, when, where it stands and in which language: read from what the page declares.
import { parseAddress } from '#domain/address.ts';
import type { CslName } from '#domain/source.ts';
import { parseDate, parseNames } from '#domain/source.ts';
import { attributeOf, everyElement, rawText } from './htmlTree.ts';
import type { HtmlElement, HtmlRoot } from './htmlTree.ts';
import { oneLine } from './inline.ts';
import type { LinkedData } from './jsonLd.ts';
import { readLinkedData } from './jsonLd.ts';
import type { ImportedCsl } from './imported.ts';

export interface HtmlMeta {
  /** Empty when the page has none. */
  readonly title: string;
  /** Where its relative addresses start from. */
  readonly base: string | null;
  readonly csl: ImportedCsl;
}

/** What the elements of a page say, gathered in one walk; of several that say the same, the first counts. */
interface Said {
  readonly metas: ReadonlyMap<string, readonly string[]>;
  readonly scripts: readonly string[];
  readonly title: string;
  readonly heading: string;
  readonly relAuthor: string;
  readonly time: string;
  readonly canonical: string;
  readonly base: string;
  readonly language: string;
}

export function readMeta(root: HtmlRoot): HtmlMeta {
  const said = gather(root);
  const linked = readLinkedData(said.scripts);
  const meta = (...names: readonly string[]): string =>
    names.map((name) => said.metas.get(name)?.[0] ?? '').find((text) => text !== '') ?? '';
  const address = [said.canonical, meta('og:url')].map(parseAddress).find(isWebAddress) ?? null;
  const base = URL.canParse(said.base, address ?? undefined)
    ? new URL(said.base, address ?? undefined).href
    : address;
  const title = first(meta('og:title'), said.title, linked.headline, said.heading);
  const site = first(meta('og:site_name'), linked.publisher);
  const author = authors(said, linked);
  const issued = parseDate(
    first(
      meta('article:published_time', 'date', 'dc.date', 'dcterms.date', 'dcterms.created', 'pubdate'),
      linked.published,
      said.time,
    ).slice(0, 200),
  );
  const language = first(said.language, linked.language).slice(0, 40);
  const publisher = first(linked.publisher, site);
  return {
    title: oneLine(title, 2000),
    base: isWebAddress(parseAddress(base)) ? base : null,
    csl: {
      type: 'webpage',
      ...(title !== '' && { title: oneLine(title, 2000) }),
      ...(author.length > 0 && { author }),
      ...(issued && { issued }),
      ...(address !== null && { URL: address }),
      ...(language !== '' && { language }),
      ...(publisher !== '' && { publisher: oneLine(publisher, 500) }),
      ...(site !== '' && { 'container-title': oneLine(site, 500) }),
    },
  };
}

function isWebAddress(address: string | null): address is string {
  return address !== null && /^https?:/.test(address);
}

function first(...texts: readonly (string | null)[]): string {
  return texts.find((text) => text !== null && text !== '') ?? '';
}

function authors(said: Said, linked: LinkedData): readonly CslName[] {
  const declared = ['author', 'article:author', 'dc.creator', 'citation_author', 'parsely-author']
    .map((name) => said.metas.get(name)?.filter((text) => !URL.canParse(text)) ?? [])
    .find((names) => names.length > 0);
  if (declared) return declared.flatMap(splitNames).slice(0, 500);
  if (linked.authors.length > 0)
    return linked.authors.flatMap(({ name, isOrganization }) =>
      isOrganization ? [{ literal: name }] : splitNames(name),
    );
  return splitNames(said.relAuthor);
}

/** "By Jane Doe and John Smith": names in a row. "Doe, Jane" is one name, "Jane Doe, John Smith" are two. */
function splitNames(line: string): readonly CslName[] {
  const plain = oneLine(line, 2000).replace(/^by\s+/i, '');
  const parts = plain.split(/\s*;\s*|\s+(?:and|&)\s+/i).flatMap((part) => {
    const between = part.split(/\s*,\s*/);
    return between.every((name) => name.includes(' ')) ? between : [part];
  });
  return parts.flatMap((part) => parseNames(part.slice(0, 290)));
}

function gather(root: HtmlRoot): Said {
  const metas = new Map<string, string[]>();
  const scripts: string[] = [];
  let drawings = new Set<HtmlElement>();
  const texts = { title: '', heading: '', relAuthor: '', time: '', canonical: '', base: '', language: '' };
  const say = (name: keyof typeof texts, text: string | null): void => {
    if (texts[name] === '') texts[name] = oneLine(text ?? '', 4000);
  };
  for (const element of everyElement(root.children)) {
    const { tagName } = element;
    const attribute = (name: string): string | null => attributeOf(element, name);
    if (tagName === 'svg') drawings = new Set([...drawings, ...everyElement(element.children)]);
    else if (tagName === 'html') say('language', attribute('lang'));
    else if (tagName === 'base') say('base', attribute('href'));
    else if (tagName === 'h1') say('heading', rawText(element.children));
    else if (tagName === 'time') say('time', attribute('dateTime'));
    // A drawing has a title of its own.
    else if (tagName === 'title' && !drawings.has(element)) say('title', rawText(element.children));
    else if (tagName === 'meta') {
      const name = (attribute('property') ?? attribute('name') ?? '').toLowerCase();
      const content = oneLine(attribute('content') ?? '', 4000);
      if (name !== '' && content !== '') metas.set(name, [...(metas.get(name) ?? []).slice(0, 499), content]);
    } else if (tagName === 'script') {
      if (attribute('type')?.toLowerCase() === 'application/ld+json') scripts.push(rawText(element.children));
    }
    const rel = (attribute('rel') ?? '').toLowerCase().split(/\s+/);
    if (tagName === 'link' && rel.includes('canonical')) say('canonical', attribute('href'));
    if (tagName === 'a' && rel.includes('author')) say('relAuthor', rawText(element.children));
  }
  return { metas, scripts, ...texts };
}
