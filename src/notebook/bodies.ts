// Writing the text of a note or a source: only the pieces that changed.
import type { Document } from '#domain/document.ts';
import type { Operation } from '#domain/operation.ts';
import { cutPieces } from '#domain/piece.ts';
import { plainText } from '#domain/plainText.ts';
import { sha256Hex } from '#vault/sha256.ts';
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
  const known = new Set(await door.latestPieces(owner));
  return { ...freshBody(owner, revision, document, known) };
}

/** The same for an owner that is new. */
export function freshBody(
  owner: string,
  revision: number,
  document: Document,
  known: ReadonlySet<string> = new Set(),
): BodyChange {
  const pieces = cutPieces(document, sha256Hex);
  const text = plainText(document);
  const fresh = new Map(pieces.filter(({ hash }) => !known.has(hash)).map((piece) => [piece.hash, piece]));
  const hashes = pieces.map(({ hash }) => hash);
  return {
    operations: [
      ...[...fresh.values()].map(({ hash, content }): Operation => ({ op: 'piece', hash, content })),
      { op: 'body', body: { owner, revision, pieces: hashes } },
    ],
    pieces: hashes,
    preview: previewOf(text),
    words: countWords(text),
  };
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
