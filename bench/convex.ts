// The fixed combination that fusion is measured against: .4 words, .6 meaning, each divided by its highest score.
import type { Answer, Ranked } from './asking.ts';

const wordsWeight = 0.4;

export function convexOf(words: Answer, meaning: Answer): readonly Ranked[] {
  const [byWords, byMeaning] = [shares(words), shares(meaning)];
  const ids = [...new Set([...byWords.keys(), ...byMeaning.keys()])];
  return ids
    .map((id) => ({
      id,
      score: wordsWeight * (byWords.get(id) ?? 0) + (1 - wordsWeight) * (byMeaning.get(id) ?? 0),
    }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

function shares({ hits }: Answer): ReadonlyMap<string, number> {
  const highest = Math.max(0, ...hits.map(({ score }) => score));
  return new Map(hits.map(({ id, score }) => [id, highest > 0 ? score / highest : 0]));
}
