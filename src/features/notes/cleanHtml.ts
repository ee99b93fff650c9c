// HTML that is pasted or dropped, brought down to what a document may hold: nothing runs, nothing is fetched, and the
// text is kept.
import DOMPurify from 'dompurify';
import { parseAddress } from '#domain/address.ts';
import { quietHtml } from './quietHtml.ts';

const blocks = ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'hr', 'div', 'ul', 'ol', 'li'];
const phrases = ['br', 'strong', 'b', 'em', 'i', 's', 'del', 'strike', 'u', 'code', 'a', 'span'];
/** Allowed through the sanitizer alone, then taken apart: a row becomes a line, an image its description. */
const takenApart = ['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption', 'img'];

const attributes = [
  'href',
  'start',
  'alt',
  'class',
  'data-pm-slice',
  'data-type',
  'data-checked',
  'data-claim',
  'data-reference',
  'data-id',
];
const kept = { tags: new Set([...blocks, ...phrases, ...takenApart]), attributes: new Set(attributes) };

/** The window's own document, or a test's. */
export function createCleaner(window: Window & typeof globalThis): (html: string) => string {
  const purify = DOMPurify(window);
  purify.addHook('afterSanitizeAttributes', (element) => {
    const href = element.getAttribute('href');
    const address = parseAddress(href);
    if (address === null) element.removeAttribute('href');
    else element.setAttribute('href', address);
    const language = /(?:^|\s)(language-[\w+#.-]{1,40})(?:\s|$)/.exec(element.getAttribute('class') ?? '');
    if (language?.[1] === undefined) element.removeAttribute('class');
    else element.setAttribute('class', language[1]);
  });
  return (html) => {
    const fragment = purify.sanitize(quietHtml(html, kept), {
      ALLOWED_TAGS: [...kept.tags],
      ALLOWED_ATTR: [...attributes, 'data-looks'],
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
      RETURN_DOM_FRAGMENT: true,
    });
    const box = window.document.implementation.createHTMLDocument('').createElement('div');
    box.append(fragment);
    flatten(box);
    takeApart(box);
    applyLooks(box);
    return box.innerHTML;
  };
}

function applyLooks(box: Element): void {
  for (const element of box.querySelectorAll('[data-looks]')) {
    const looks = (element.getAttribute('data-looks') ?? '').split(' ');
    element.removeAttribute('data-looks');
    if (looks.includes('plain') && /^(?:b|strong)$/i.test(element.tagName)) {
      element.replaceWith(...element.childNodes);
      continue;
    }
    if (!/^(?:span|a|em|i|b|strong|u|s|code)$/i.test(element.tagName)) continue;
    for (const name of ['strong', 'em', 's'].filter((each) => looks.includes(each))) {
      const mark = box.ownerDocument.createElement(name);
      mark.append(...element.childNodes);
      element.append(mark);
    }
  }
}

/** Documents go forty levels deep at most; what is buried deeper in the page comes up with its text alone. */
const mostLevels = 36;

function flatten(box: Element): void {
  let level: Element[] = [...box.children];
  for (let depth = 1; depth < mostLevels && level.length > 0; depth++)
    level = level.flatMap((element) => [...element.children]);
  for (const element of level) element.replaceChildren(element.textContent);
}

function takeApart(box: Element): void {
  const { ownerDocument } = box;
  for (const image of box.querySelectorAll('img')) image.replaceWith(image.getAttribute('alt') ?? '');
  for (const row of box.querySelectorAll('tr')) {
    const line = ownerDocument.createElement('p');
    for (const [at, cell] of [...row.querySelectorAll('td, th')].entries())
      line.append(...(at > 0 ? ['\t'] : []), cell.textContent.replace(/\s+/g, ' ').trim());
    row.replaceWith(line);
  }
  for (const part of box.querySelectorAll('caption, thead, tbody, tfoot, table'))
    part.replaceWith(...part.childNodes);
}
