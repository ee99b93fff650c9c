// The words that exported Markdown is written with. They are part of the format: whoever reads files again, or scripts
// them, finds the same ones.

export const exportWords = {
  untitled: 'Untitled',
  excerpts: 'Excerpts',
  page: 'p.',
  at: 'at',
  comment: 'Comment',
  subject: 'Subject',
  notJudged: 'not judged',
  notRated: 'not rated',
  of: 'of',
  confidence: 'confidence',
  trend: 'trend',
  recorded: 'recorded',
  evidence: { supports: 'For', contradicts: 'Against', context: 'Context' },
  none: 'none given',
  wouldChange: 'What would change this',
  scale: 'Scale',
  deleted: 'deleted',
  onBackground: 'a source on background',
  offTheRecord: 'a source off the record',
  embargoed: 'a source under embargo until',
} as const;
