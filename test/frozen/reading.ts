// Everything in a notebook as the present program reads it, in an order of its own.
import { plainText } from '#domain/plainText.ts';
import type { Notebook } from '#notebook/notebook.ts';

export interface ReadNotebook {
  /** By kind, each list in the order of the ids. */
  readonly records: Readonly<Record<string, readonly unknown[]>>;
  /** Of notes and sources that have one, by id. */
  readonly texts: Readonly<Record<string, string>>;
}

export async function readNotebook({ parts: { store } }: Notebook): Promise<ReadNotebook> {
  const records: Record<string, unknown[]> = {};
  const texts: Record<string, string> = {};
  for await (const page of store.everyRecord()) {
    (records[page.kind] ??= []).push(...page.records);
    if (page.kind !== 'body') continue;
    for (const { owner } of page.records as readonly { readonly owner: string }[]) {
      const body = await store.body(owner);
      texts[owner] = body === undefined ? '' : plainText(body.document);
    }
  }
  return { records, texts };
}
