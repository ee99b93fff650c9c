// Tells whether the embedding model can know a text, from the script it is written in.

const beyondAscii = /[^\0-\x7f]/;
const anyLetter = /\p{L}/gu;
const latinLetter = /\p{Script=Latin}/gu;
const enough = 0.5;

/** The model knows English; of other languages in Latin letters it knows a little, of other scripts nothing. */
export function modelKnows(text: string): boolean {
  if (!beyondAscii.test(text)) return true;
  const letters = text.match(anyLetter)?.length ?? 0;
  if (letters === 0) return true;
  return (text.match(latinLetter)?.length ?? 0) / letters >= enough;
}
