// How a text that is longer than the model can read is cut.

/**
 * The first tokens of a text, its closing mark kept in the last place. The library's own cut drops that mark, with
 * which every text the model learned from ended.
 */
export function cutTokens(ids: readonly number[], maxTokens: number): readonly number[] {
  const last = ids.at(-1);
  return ids.length <= maxTokens || last === undefined ? ids : [...ids.slice(0, maxTokens - 1), last];
}
