// Hits that say different things: of those that say the same, one is shown.
import type { Hit } from './librarianProtocol.ts';

/** So much of the shorter passage's words must stand in the longer one, in this order, by threes. */
const sameShare = 0.6;
const run = 3;

/**
 * [D1] No two of them say the same: the place of the best goes to the excerpt among them, which can be cited, or else
 * to the best itself. [D2] What is left keeps its order.
 */
export function distinct(hits: readonly Hit[], limit: number): readonly Hit[] {
  const kept: { hit: Hit; readonly runs: ReadonlySet<string>[] }[] = [];
  for (const hit of hits) {
    const runs = runsOf(hit.passage);
    const same = kept.find((each) => each.runs.some((others) => saysTheSame(runs, others)));
    if (same === undefined) kept.push({ hit, runs: [runs] });
    else {
      same.runs.push(runs);
      if (hit.kind === 'excerpt' && same.hit.kind !== 'excerpt') same.hit = hit;
    }
  }
  return kept.slice(0, limit).map(({ hit }) => hit);
}

function runsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < run) return new Set([words.join(' ')]);
  return new Set(words.slice(run - 1).map((_, at) => words.slice(at, at + run).join(' ')));
}

function saysTheSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [shorter, longer] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const each of shorter) if (longer.has(each)) shared += 1;
  return shared >= shorter.size * sameShare;
}
