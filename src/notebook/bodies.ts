// Writing the text of a note or a source: only the pieces that changed.
import type { Document } from '#domain/document.ts';
import type { Operation } from '#domain/operation.ts';
import { cuttingPieces, type Piece } from '#domain/piece.ts';
import { plainText } from '#domain/plainText.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { breath } from './breath.ts';
import type { Door } from './door.ts';

export interface BodyChange {
  readonly operations: readonly Operation[];
  readonly pieces: readonly string[];
  readonly preview: string;
  readonly words: number;
}

/** Operations that make a document the body of an owner, without the pieces that its body has already. */
export async function bodyChange(
  door: Door,
  owner: string,
  revision: number,
  document: Document,
): Promise<BodyChange> {
  const prepared = await prepareBody(document);
  const known = new Set(await door.latestPieces(owner));
  return freshBody(owner, revision, prepared, known);
}

/** The same for an owner that is new. */
export function freshBody(
  owner: string,
  revision: number,
  body: Document | PreparedBody,
  known: ReadonlySet<string> = new Set(),
): BodyChange {
  const { pieces, preview, words } = 'pieces' in body ? body : preparedAtOnce(body);
  const fresh = new Map(pieces.filter(({ hash }) => !known.has(hash)).map((piece) => [piece.hash, piece]));
  const hashes = pieces.map(({ hash }) => hash);
  return {
    operations: [
      ...[...fresh.values()].map(({ hash, content }): Operation => ({ op: 'piece', hash, content })),
      { op: 'body', body: { owner, revision, pieces: hashes } },
    ],
    pieces: hashes,
    preview,
    words,
  };
}

/** What is worked out of a document to make it a body. */
export interface PreparedBody {
  readonly pieces: readonly Piece[];
  readonly preview: string;
  readonly words: number;
}

/** Of a long text it takes a second: whoever waits on this thread has a turn every few milliseconds. */
export async function prepareBody(document: Document): Promise<PreparedBody> {
  const steps = preparing(document);
  for (let begunMs = performance.now(); ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - begunMs < taskMs) continue;
    await breath();
    begunMs = performance.now();
  }
}

function preparedAtOnce(document: Document): PreparedBody {
  const steps = preparing(document);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const taskMs = 8;

/** In steps of a block or a piece. Words do not go on from one block into the next. */
function* preparing({ content }: Document): Generator<void, PreparedBody, void> {
  const pieces: Piece[] = [];
  for (const piece of cuttingPieces({ type: 'doc', content }, sha256Hex)) {
    pieces.push(piece);
    yield;
  }
  const begin: string[] = [];
  let room = previewChars * 3;
  let words = 0;
  for (const block of content) {
    const text = plainText({ type: 'doc', content: [block] });
    words += countWords(text);
    if (room > 0) begin.push(text);
    room -= text.length + 1;
    yield;
  }
  return { pieces, preview: previewOf(begin.join('\n')), words };
}

const previewChars = 240;

function previewOf(text: string): string {
  const line = text
    .slice(0, previewChars * 3)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= previewChars ? line : `${line.slice(0, previewChars - 1).trimEnd()}…`.toWellFormed();
}

/** Words as a person would count them; every Han, Kana or Hangul character counts as one. */
export function countWords(text: string): number {
  const words = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu,
  );
  return words?.length ?? 0;
}
