// The sentences of a question, for asking with each of them.

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const wordLike = /[\p{L}\p{N}]+/gu;

const fewestWords = 3;
const mostSentences = 6;

/** Those that could be asked alone; none for a question that is one sentence. */
export function sentencesOf(question: string): readonly string[] {
  const sentences = Array.from(segmenter.segment(question), ({ segment }) => segment.trim());
  const telling = sentences.filter((sentence) => (sentence.match(wordLike)?.length ?? 0) >= fewestWords);
  return telling.length < 2 ? [] : telling.slice(0, mostSentences);
}
