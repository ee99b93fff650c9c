// Bodies in pieces: the text of a document's JSON cut where the content itself says so, so that an edit changes one
// piece and a long note saves as fast as a short one.
//
// The JSON of each top-level block is one line; the body is the lines. A piece is a run of lines of about 4,000 to
// 16,000 characters, closed after a line whose own hash falls on a boundary (content-defined chunking: an insertion
// early in the text moves no later boundary). A line longer than a piece is cut, so that a row stays under 60 KB.
import type { Document } from './document.ts';
import type { ParsedDocument } from './parseDocument.ts';
import { parseDocument } from './parseDocument.ts';

export interface Piece {
  /** SHA-256 of the content's UTF-8 bytes. */
  readonly hash: string;
  readonly content: string;
}

const minChars = 4_000;
const maxChars = 16_000;
/** One line in four closes a piece that is long enough. */
const boundary = 4;

/** FNV-1a over the line's UTF-16 units: cheap, and only asked whether it falls on a boundary. */
function lineHash(line: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < line.length; at++) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
  return hash >>> 8;
}

/** Cuts a document into pieces. `sha256` hashes the UTF-8 bytes of a string to lower-case hexadecimal. */
export function cutPieces(document: Document, sha256: (text: string) => string): readonly Piece[] {
  return [...cuttingPieces(document, sha256)];
}

/** The same, piece after piece, for whoever has other things to do in between. */
export function* cuttingPieces(
  document: Document,
  sha256: (text: string) => string,
): Generator<Piece, void, void> {
  let content = '';
  function* close(): Generator<Piece, void, void> {
    if (content === '') return;
    yield { hash: sha256(content), content };
    content = '';
  }
  for (const block of document.content) {
    const line = `${JSON.stringify(block)}\n`;
    if (content.length + line.length > maxChars) yield* close();
    let rest = line;
    while (rest.length > maxChars) {
      // Never between the halves of a surrogate pair: each piece is hashed as UTF-8 of its own.
      const high = rest.charCodeAt(maxChars - 1);
      const cut = high >= 0xd800 && high <= 0xdbff ? maxChars - 1 : maxChars;
      content = rest.slice(0, cut);
      rest = rest.slice(cut);
      yield* close();
    }
    content += rest;
    if (content.length >= minChars && lineHash(line) % boundary === 0) yield* close();
  }
  yield* close();
}

/** Puts pieces together again. What is damaged is repaired and said, as for any document from outside. */
export function joinPieces(contents: readonly string[]): ParsedDocument {
  const lines = contents.join('').split('\n');
  const content: unknown[] = [];
  let unreadable = false;
  for (const line of lines) {
    if (line === '') continue;
    try {
      content.push(JSON.parse(line) as unknown);
    } catch {
      unreadable = true;
      content.push({ type: 'paragraph', content: [{ type: 'text', text: line }] });
    }
  }
  const parsed = parseDocument({ type: 'doc', content });
  return unreadable ? { ...parsed, repairs: [...parsed.repairs, 'not a document'] } : parsed;
}
