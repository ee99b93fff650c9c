// Cuts a text where marks begin and end, so that overlapping marks can be drawn as nested spans.

/** A run of characters to mark: `word` for matched words, `near` for the sentence found by meaning. */
export interface Mark {
  /** UTF-16 offsets into the text, the end not included. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'near';
}

export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly isWord: boolean;
}

/** A run of pieces that share one `near` mark, or none. */
export interface Run {
  readonly start: number;
  readonly isNear: boolean;
  readonly pieces: readonly Piece[];
}

/** The pieces in order; joined, they are the text. Marks may overlap, be empty or reach beyond the text. */
export function splitHighlights(text: string, marks: readonly Mark[]): readonly Run[] {
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter((mark) => mark.start < mark.end);
  const cuts = [...new Set([0, text.length, ...inside.flatMap((mark) => [mark.start, mark.end])])];
  cuts.sort((a, b) => a - b);

  const runs: { start: number; isNear: boolean; pieces: Piece[] }[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    const over = inside.filter((mark) => mark.start <= start && mark.end >= end);
    const isNear = over.some((mark) => mark.kind === 'near');
    const isWord = over.some((mark) => mark.kind === 'word');
    let run = runs.at(-1);
    if (run?.isNear !== isNear) {
      run = { start, isNear, pieces: [] };
      runs.push(run);
    }
    const last = run.pieces.at(-1);
    if (last?.isWord === isWord)
      run.pieces[run.pieces.length - 1] = { ...last, text: last.text + text.slice(start, end) };
    else run.pieces.push({ start, text: text.slice(start, end), isWord });
  }
  return runs;
}
