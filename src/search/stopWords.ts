// English words so frequent that they say nothing about what a text is about; search marks them, it does not lose them.

const listed = `
  a about above after again against all also am among an and any are as at
  be because been before being below between both but by
  can cannot could
  did didn do does doesn doing don done down during
  each either else ever every
  few for from further
  get got
  had has hasn have haven having he her here hers him himself his how however
  i if in into is isn it its itself
  just
  ll
  may me might more most much must my myself
  neither no nor not now
  of off on once only or other our ours out over own
  per
  quite
  re rather really
  s same shall she should shouldn since so some such
  t than that the their theirs them themselves then there these they this those through thus to too
  under until up upon us
  ve very via
  was wasn we were weren what when where whether which while who whom whose why will with within without would wouldn
  yet you your yours
`;

const stopWords: ReadonlySet<string> = new Set(listed.split(/\s+/).filter((word) => word !== ''));

/** Whether a folded word is a stop word. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}
