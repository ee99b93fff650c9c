// A scorecard to a Markdown file: a table of what stands now, then every cell's whole series, dated, with its evidence
// for and against. The line for the evidence against is there even when there is none.
import type { Evidence, Judgement, Stance } from '#domain/judgement.ts';
import { compareJudgements, standing } from '#domain/judgement.ts';
import type { Criterion, Scorecard, Subject } from '#domain/scorecard.ts';
import { exportWords as words } from './exportWords.ts';
import { blocksToMarkdown, writeMarkdown } from './markdownOut.ts';
import type { Resolve } from './markdownOut.ts';
import { frontMatter, heading, paragraphOfText } from './recordsOut.ts';

type Blocks = ReturnType<typeof blocksToMarkdown>;

export interface ScorecardToExport {
  readonly scorecard: Scorecard;
  readonly judgements: readonly Judgement[];
}

/** Says in one line what a piece of evidence is: a quotation and its source, a title. */
export type DescribeEvidence = (evidence: Evidence) => string;

interface Writing {
  readonly describe: DescribeEvidence;
  readonly resolve: Resolve;
}

export function scorecardToMarkdown(
  { scorecard, judgements }: ScorecardToExport,
  describe: DescribeEvidence,
  resolve: Resolve = () => null,
): string {
  const { title, question, tags, createdAt, updatedAt, id } = scorecard;
  const head = frontMatter({
    title,
    question,
    tags,
    created: createdAt,
    updated: updatedAt,
    commonplace: id,
  });
  const kept = judgements.filter(({ deletedAt }) => deletedAt === undefined);
  const subjects = shown(scorecard.subjects, (subject) => kept.some((each) => each.subjectId === subject.id));
  const criteria = shown(scorecard.criteria, (each) =>
    kept.some(({ criterionId }) => criterionId === each.id),
  );
  const seriesOf = (subject: Subject, criterion: Criterion): readonly Judgement[] =>
    kept
      .filter((each) => each.subjectId === subject.id && each.criterionId === criterion.id)
      .toSorted(compareJudgements);
  const writing = { describe, resolve };
  return (
    head +
    writeMarkdown([
      heading(1, title),
      ...(question.trim() === '' ? [] : [paragraphOfText(question)]),
      ...table(subjects, criteria, seriesOf),
      ...criteria.map(scaleOf),
      ...subjects.flatMap((subject) => [
        heading(2, subject.name),
        ...criteria.flatMap((criterion) => [
          heading(3, `${subject.name}: ${criterion.name}`),
          ...series(seriesOf(subject, criterion), criterion, writing),
        ]),
      ]),
    ])
  );
}

/** Rows and columns that were taken away stay as long as judgements speak of them. */
function shown<T extends { readonly deleted?: boolean }>(
  parts: readonly T[],
  isJudged: (part: T) => boolean,
): readonly T[] {
  return parts.filter((part) => part.deleted !== true || isJudged(part));
}

function table(
  subjects: readonly Subject[],
  criteria: readonly Criterion[],
  seriesOf: (subject: Subject, criterion: Criterion) => readonly Judgement[],
): Blocks {
  if (subjects.length === 0 || criteria.length === 0) return [];
  const row = (cells: readonly string[]) => ({
    type: 'tableRow' as const,
    children: cells.map((value) => ({
      type: 'tableCell' as const,
      children: [{ type: 'text' as const, value }],
    })),
  });
  const rows = subjects.map((subject) =>
    row([
      subject.name,
      ...criteria.map((criterion) => {
        const judgement = standing(seriesOf(subject, criterion), null);
        return judgement ? cellText(judgement, criterion) : words.notJudged;
      }),
    ]),
  );
  return [{ type: 'table', children: [row([words.subject, ...criteria.map(({ name }) => name)]), ...rows] }];
}

function scaleOf({ name, description, scale }: Criterion): Blocks[number] {
  const ends = `1 = ${scale.low || '?'}, ${scale.steps} = ${scale.high || '?'}`;
  const said = description.trim() === '' ? '' : ` ${description.trim()}`;
  return paragraphOfText(`${name}. ${words.scale}: ${ends}.${said}`);
}

function cellText(judgement: Judgement, criterion: Criterion): string {
  return `${ratingText(judgement, criterion)}, ${judgement.confidence} ${words.confidence}, ${judgement.trend}`;
}

function ratingText({ rating }: Judgement, { scale }: Criterion): string {
  return rating === undefined ? words.notRated : `${rating} ${words.of} ${scale.steps}`;
}

function series(judgements: readonly Judgement[], criterion: Criterion, writing: Writing): Blocks {
  if (judgements.length === 0) return [paragraphOfText(words.notJudged)];
  const children = judgements.map((judgement) => ({
    type: 'listItem' as const,
    spread: true,
    children: [
      paragraphOfText(
        [
          `${judgement.asOf}: ${ratingText(judgement, criterion)}`,
          `${words.confidence} ${judgement.confidence}`,
          `${words.trend} ${judgement.trend}`,
          `${words.recorded} ${judgement.recordedAt}`,
        ].join('; '),
      ),
      ...blocksToMarkdown(judgement.rationale.content, writing.resolve),
      ...evidence(judgement, 'supports', writing),
      ...evidence(judgement, 'contradicts', writing),
      ...evidence(judgement, 'context', writing),
      ...(judgement.wouldChange.trim() === ''
        ? []
        : [paragraphOfText(`${words.wouldChange}: ${judgement.wouldChange.trim()}`)]),
    ],
  }));
  return [{ type: 'list', ordered: false, spread: true, children }];
}

function evidence({ evidence: all }: Judgement, stance: Stance, { describe }: Writing): Blocks {
  const label = words.evidence[stance];
  const of = all.filter((each) => each.stance === stance);
  if (of.length === 0) return stance === 'context' ? [] : [paragraphOfText(`${label}: ${words.none}`)];
  const children = of.map((each) => ({
    type: 'listItem' as const,
    spread: false,
    children: [paragraphOfText(describe(each).replace(/\s+/g, ' ').trim())],
  }));
  return [paragraphOfText(`${label}:`), { type: 'list', ordered: false, spread: false, children }];
}
