// Whether the keys of a sample notebook hold together: each given once, each leading somewhere.
import type { Document } from '#domain/document.ts';
import { everyNode } from '#domain/document.ts';
import type { Keyed, Sample } from './sampleFormat.ts';
import { pointerOf } from './sampleReader.ts';

const keysOf = (list: readonly Keyed[]): ReadonlySet<string> => new Set(list.map(({ key }) => key));

/** Keys given twice, keys that lead nowhere, and ratings above their scale. */
export function* looseEnds(sample: Sample): Generator<string> {
  const { sources, excerpts, scorecards, judgements, notes } = sample;
  const keys = {
    source: keysOf(sources),
    excerpt: keysOf(excerpts),
    scorecard: keysOf(scorecards),
    judgement: keysOf(judgements),
    note: keysOf(notes),
  };
  for (const [name, list] of Object.entries({ sources, excerpts, scorecards, judgements, notes }))
    if (keysOf(list).size < list.length) yield `${name}: two have the same key`;
  for (const { key, subjects, criteria } of scorecards)
    if (keysOf([...subjects, ...criteria]).size < subjects.length + criteria.length)
      yield `scorecards.${key}: two parts have the same key`;

  for (const { key, source } of excerpts)
    if (!keys.source.has(source)) yield `excerpts.${key}: no source ${source}`;
  for (const { key, evidence, rating, ...cell } of judgements) {
    const scorecard = scorecards.find((each) => each.key === cell.scorecard);
    const criterion = scorecard?.criteria.find((each) => each.key === cell.criterion);
    if (!criterion || !scorecard?.subjects.some((each) => each.key === cell.subject))
      yield `judgements.${key}: no cell ${cell.scorecard}, ${cell.subject}, ${cell.criterion}`;
    else if (rating !== undefined && rating > criterion.scale.steps)
      yield `judgements.${key}: rating above the scale`;
    for (const piece of evidence)
      if (!keys[piece.kind].has(piece.key)) yield `judgements.${key}: no ${piece.kind} ${piece.key}`;
  }
  for (const document of documentsOf(sample))
    for (const node of everyNode(document)) {
      const pointer = pointerOf(node);
      if (pointer && !keys[pointer.kind].has(pointer.target))
        yield `a reference to no ${pointer.kind} ${pointer.target}`;
    }
}

function documentsOf({ sources, judgements, notes }: Sample): readonly Document[] {
  return [
    ...[...sources, ...notes].map(({ document }) => document),
    ...judgements.map(({ rationale }) => rationale),
  ];
}
