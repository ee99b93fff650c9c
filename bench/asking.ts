// Asking many questions of a collection: of the built program, or of its search alone in this process.
import type { Ranking } from '#notebook/librarianProtocol.ts';
import { tell } from '../scripts/places.mjs';
import type { Opened } from './program.ts';

export interface Ranked {
  readonly id: string;
  readonly score: number;
}

export interface Answer {
  /** Best first, by the documents' ids in their collection. */
  readonly hits: readonly Ranked[];
  /** Nothing relevant was found: the hits are only the nearest. */
  readonly isWeak: boolean;
}

/** Answers in the order of the texts. */
export type Ask = (texts: readonly string[], ranking: Ranking, limit: number) => Promise<readonly Answer[]>;

/** Questions asked at a time. */
const groupSize = 50;

/** Through the same `ask` as the screens. `keys` has the documents' ids by those of the notebook's sources. */
export function askProgram({ notebook }: Opened, keys: ReadonlyMap<string, string>): Ask {
  return async (texts, ranking, limit) => {
    const answers: Answer[] = [];
    for (let from = 0; from < texts.length; from += groupSize) {
      const group = await notebook.evaluate(
        async ({ librarian }, asked) => {
          const found: { hits: { id: string; score: number }[]; isWeak: boolean }[] = [];
          for (const text of asked.texts) {
            await librarian.ask(
              { text, limit: asked.limit, ranking: asked.ranking },
              new AbortController().signal,
              ({ mode, hits, isWeak }, isLast) => {
                if (!isLast) return;
                if (mode !== asked.ranking)
                  throw new Error(`asked for ${asked.ranking}, answered by ${mode}`);
                found.push({ hits: hits.map(({ id, score }) => ({ id, score })), isWeak });
              },
            );
          }
          return found;
        },
        { texts: texts.slice(from, from + groupSize), ranking, limit },
      );
      for (const { hits, isWeak } of group)
        answers.push({ hits: hits.map(({ id, score }) => ({ id: keys.get(id) ?? '', score })), isWeak });
      if (from > 0 && (from / groupSize) % 10 === 0) tell(`  ${ranking}: ${answers.length} questions asked`);
    }
    return answers;
  };
}
