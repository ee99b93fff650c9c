// What an offer holds, counted by the kinds of files and by the reasons of what is not in it.
import type { ImportOffer } from '#notebook/importing.ts';

export const fileKinds = ['markdown', 'text', 'html', 'other'] as const;
export type FileKind = (typeof fileKinds)[number];

const endings: Readonly<Record<string, FileKind>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  html: 'html',
  htm: 'html',
};

export interface OfferSummary {
  readonly kinds: Readonly<Record<FileKind, number>>;
  /** Whether any file is of a kind that can be read. */
  readonly holdsText: boolean;
  readonly reasons: readonly { readonly reason: string; readonly paths: readonly string[] }[];
}

function kindOf(path: string): FileKind {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(endings, ending) ? (endings[ending] ?? 'other') : 'other';
}

export function summarise({ files, refused }: ImportOffer): OfferSummary {
  const kinds: Record<FileKind, number> = { markdown: 0, text: 0, html: 0, other: 0 };
  for (const { path } of files) kinds[kindOf(path)] += 1;
  const reasons = new Map<string, string[]>();
  for (const { path, reason } of refused) reasons.set(reason, [...(reasons.get(reason) ?? []), path]);
  return {
    kinds,
    holdsText: kinds.markdown + kinds.text + kinds.html > 0,
    reasons: [...reasons].map(([reason, paths]) => ({ reason, paths })),
  };
}
