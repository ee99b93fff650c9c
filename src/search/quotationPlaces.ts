// Where in a text a run of words may stand: windows of its length that hold most of its words, in whatever order. One
// pass over the text, however often words repeat; what is found is then compared word by word.
//
// If all but k of a run's m words stand in the text, in order and with nothing between, then some window of m words
// holds m - k of them: words count at most as often as the run has them, rare ones for more.
import type { Quotation, Run } from './quotation.ts';
import { visitQuotedWords } from './quotedWords.ts';

/** The words of a text by number: where each begins and ends, and which word of the quotation it is, -1 for none. */
export interface TextWords {
  readonly count: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly ids: Int16Array;
}

export function textWords(text: string, { idByHash }: Quotation): TextWords {
  const find = hashTable(idByHash);
  let room = Math.max(64, text.length >> 2);
  let starts = new Uint32Array(room);
  let ends = new Uint32Array(room);
  let ids = new Int16Array(room);
  let count = 0;
  visitQuotedWords(text, (start, end, hash) => {
    if (count === room) {
      room *= 2;
      starts = grown(starts, new Uint32Array(room));
      ends = grown(ends, new Uint32Array(room));
      ids = grown(ids, new Int16Array(room));
    }
    starts[count] = start;
    ends[count] = end;
    ids[count] = find(hash);
    count += 1;
  });
  return { count, starts, ends, ids };
}

function grown<A extends Uint32Array | Int16Array>(old: A, fresh: A): A {
  fresh.set(old);
  return fresh;
}

/** Most words of a text are none of the quotation's: they are told apart by one look into a small table. */
function hashTable(idByHash: ReadonlyMap<number, number>): (hash: number) => number {
  let size = 64;
  while (size < idByHash.size * 8) size *= 2;
  const hashes = new Int32Array(size);
  const ids = new Int16Array(size).fill(-1);
  const placeOf = (hash: number): number => {
    let at = (hash ^ (hash >>> 15)) & (size - 1);
    while (ids[at] !== -1 && hashes[at] !== hash) at = (at + 1) & (size - 1);
    return at;
  };
  for (const [hash, id] of idByHash) {
    const at = placeOf(hash);
    hashes[at] = hash;
    ids[at] = id;
  }
  return (hash) => ids[placeOf(hash)] ?? -1;
}

/** The share of a run's words, weighed, that a window must hold to be looked at. */
const enough = 0.35;
/** Of the best window's: one that holds less is not the better place. */
const nearBest = 0.6;

/** The first words of the windows that hold most of the run, best first, at most `limit`, none near a better one. */
export function likelyPlaces(
  words: TextWords,
  quotation: Quotation,
  run: Run,
  limit: number,
): readonly number[] {
  const { ids, count } = words;
  const length = Math.min(count, run.end - run.start);
  const inRun = new Int32Array(quotation.spellings.length);
  for (const { id } of quotation.words.slice(run.start, run.end)) inRun[id] = (inRun[id] ?? 0) + 1;
  const weights = weightsOf(words, quotation.spellings.length);
  let all = 0;
  for (let id = 0; id < inRun.length; id += 1) all += (inRun[id] ?? 0) * (weights[id] ?? 0);

  const held = new Int32Array(inRun.length);
  const tops: Window[] = [];
  let bar = Math.ceil(enough * all) - 1;
  let score = 0;
  let top = -1;
  let topScore = 0;
  for (let end = 0; end < count; end += 1) {
    const id = ids[end] ?? -1;
    if (id >= 0) {
      if ((held[id] ?? 0) < (inRun[id] ?? 0)) score += weights[id] ?? 0;
      held[id] = (held[id] ?? 0) + 1;
    }
    const start = end - length + 1;
    if (start > 0) {
      const left = ids[start - 1] ?? -1;
      if (left >= 0) {
        held[left] = (held[left] ?? 0) - 1;
        if ((held[left] ?? 0) < (inRun[left] ?? 0)) score -= weights[left] ?? 0;
      }
    }
    if (start < 0) continue;
    if (score > topScore) {
      topScore = score;
      top = start;
    }
    // Of every stretch as long as the run, the best window is kept.
    if ((start + 1) % length === 0 || end === count - 1) {
      if (top >= 0 && topScore > bar) tops.push({ at: top, score: topScore });
      if (tops.length > 4 * limit) bar = onlyBest(tops, 2 * limit);
      top = -1;
      topScore = 0;
    }
  }
  onlyBest(tops, tops.length);
  const kept: number[] = [];
  for (const { at, score } of tops) {
    if (kept.length === limit || score < nearBest * (tops[0]?.score ?? 0)) break;
    if (kept.every((other) => Math.abs(other - at) > length / 2)) kept.push(at);
  }
  return kept;
}

interface Window {
  readonly at: number;
  readonly score: number;
}

/** Puts windows in order, best first and the first of equals before the others; what the last one kept scores. */
function onlyBest(windows: Window[], limit: number): number {
  windows.sort((one, other) => other.score - one.score || one.at - other.at);
  windows.length = Math.min(windows.length, limit);
  return windows.at(-1)?.score ?? 0;
}

/** A word of the quotation weighs more the rarer it is in the text. Whole numbers, so that sums come out even. */
function weightsOf({ ids, count }: TextWords, spellings: number): Int32Array {
  const times = new Uint32Array(spellings);
  for (let at = 0; at < count; at += 1) {
    const id = ids[at] ?? -1;
    if (id >= 0) times[id] = (times[id] ?? 0) + 1;
  }
  return Int32Array.from(times, (met) => Math.round(16 * Math.log2(2 + count / (1 + met))));
}
