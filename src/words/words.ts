// The frame of every sentence the person reads: what a file of words may hold, and in which language it speaks.
//
// Each area has a file of its own that exports one constant: `export const noteWords = { ... } satisfies Words`.
// There is no file that joins them: whoever needs the words of an area imports that area. A sentence that depends
// on a value is a function of it; numbers, dates and plurals come from format.ts, never from string addition.

/** A sentence, or a function that makes one from values, or a group of them. */
export type Sentence = string | ((...values: never[]) => string);
export interface Words {
  readonly [name: string]: Sentence | Words;
}

/** BCP 47 tag of the language the words are in. Dates and numbers follow it. */
export const language = 'en-GB';
