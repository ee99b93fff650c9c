// Facets: what can be asked of a record besides its words. They are derived with its text and stored beside it.

export interface SourceFacet {
  readonly id: string;
  readonly citekey: string;
  readonly title: string;
}

/** All of it as the records write it; nothing is folded before it is compared. */
export interface Facets {
  /** Its own, and those of the source or scorecard it belongs to. */
  readonly tags: readonly string[];
  /** The source that it is, or is taken from. */
  readonly source: SourceFacet | null;
  readonly authors: readonly string[];
  /** The first day of the record's own date as `YYYYMMDD`, a number; null where it says no date that can be read. */
  readonly day: number | null;
  /** BCP 47 in lower case; null where nobody knows. */
  readonly language: string | null;
  /** How many characters of the text are a quotation, from its start; what follows them is the comment. */
  readonly quoted: number | null;
}

export const noFacets: Facets = {
  tags: [],
  source: null,
  authors: [],
  day: null,
  language: null,
  quoted: null,
};
