// What search must reach: times in milliseconds, memory in MB, beside others as ratios.
import { own, type Target } from './figures.ts';

export const measures = {
  build: 'build',
  disk: 'on disk',
  load: 'load',
  memory: 'memory',
  change: 'one document changed, in the index alone',
  whole: 'words, whole questions, ten best',
  three: 'words, three words, ten best',
  prefix: 'words, three, the last in part, ten best',
  found: 'words, whole questions, with snippets and counts',
  meaning: 'meaning, ten nearest passages',
  fused: 'fused, whole questions, with snippets and counts',
  recall: 'recall@10 of meaning',
  start: 'start: words ready, from disk',
  startMeaning: 'start: meaning ready, from disk',
  startMemory: 'start: memory added, with the model',
  drawnWords: 'key to drawn hits, by words',
  drawnMeaning: 'key to drawn hits, with meaning',
  savedWords: 'a note saved, found by words',
  savedMeaning: 'a note saved, found by meaning',
  duringImport: 'first results while an import is embedded',
} as const;

const atMost = (size: number, measure: string, of: Target['of'], limit: number): Target => ({
  size,
  measure,
  by: own,
  of,
  must: 'be at most',
  limit,
});

const besides = (measure: string, by: string, limit: number): Target => ({
  size: 100_000,
  measure,
  by,
  of: 'ratio',
  must: 'be at least',
  limit,
});

const many = 100_000;
const million = 1_000_000;

export const searchTargets: readonly Target[] = [
  atMost(many, measures.whole, 'p50', 1),
  atMost(many, measures.whole, 'p95', 4),
  atMost(many, measures.three, 'p50', 0.5),
  atMost(many, measures.three, 'p95', 1),
  atMost(many, measures.prefix, 'p50', 1),
  atMost(many, measures.prefix, 'p95', 2),
  besides(measures.whole, 'SQLite FTS5', 15),
  besides(measures.whole, 'MiniSearch', 50),
  atMost(many, measures.meaning, 'p50', 4),
  besides(measures.meaning, 'Float32 loop', 10),
  // No slower than one and a half times.
  besides(measures.meaning, 'usearch', 1 / 1.5),
  { ...atMost(many, measures.recall, 'p50', 1), must: 'be at least' },
  atMost(million, measures.whole, 'p50', 15),
  atMost(million, measures.whole, 'p95', 50),
  atMost(million, measures.meaning, 'p50', 40),
  atMost(million, measures.meaning, 'p95', 60),
  atMost(million, measures.fused, 'p95', 100),
  atMost(million, measures.memory, 'p50', 600),
  atMost(many, measures.start, 'p50', 1_000),
  atMost(many, measures.startMeaning, 'p50', 1_000),
  atMost(many, measures.startMemory, 'p50', 350),
  atMost(many, measures.drawnWords, 'p95', 150),
  atMost(many, measures.drawnMeaning, 'p95', 250),
  atMost(many, measures.savedWords, 'p95', 100),
  atMost(many, measures.savedMeaning, 'p95', 1_000),
  atMost(many, measures.duringImport, 'ratio', 2),
];
