// What a person does with scorecards: subjects in rows, criteria in columns, dated judgements in the cells.
import { emptyDocument } from '#domain/document.ts';
import type { Document } from '#domain/document.ts';
import type { JudgementId, ScorecardId } from '#domain/id.ts';
import type { Confidence, Evidence, Judgement, Stance, Trend } from '#domain/judgement.ts';
import { compareJudgements } from '#domain/judgement.ts';
import type { Criterion, Scale, Scorecard, Subject } from '#domain/scorecard.ts';
import type { Origin } from '#domain/record.ts';
import type { Parts, Saved } from './records.ts';
import { change, newId, newRecord, put, savedAs } from './records.ts';

export interface NewScorecard {
  readonly title: string;
  readonly question?: string;
  readonly tags?: readonly string[];
  readonly subjects?: readonly string[];
  readonly criteria?: readonly string[];
}

export interface NewJudgement {
  readonly rating?: number;
  readonly confidence: Confidence;
  readonly trend: Trend;
  readonly rationale?: Document;
  readonly evidence?: readonly {
    readonly kind: Evidence['kind'];
    readonly id: string;
    readonly stance: Stance;
  }[];
  readonly wouldChange?: string;
  /** EDTF; today when absent. */
  readonly asOf?: string;
}

export interface Scorecards {
  readonly create: (given: NewScorecard) => Promise<Saved<Scorecard>>;
  readonly rename: (id: ScorecardId, title: string, question: string) => Promise<Saved<Scorecard>>;
  readonly tag: (id: ScorecardId, tags: readonly string[]) => Promise<Saved<Scorecard>>;
  readonly addSubject: (id: ScorecardId, name: string) => Promise<Saved<Scorecard>>;
  readonly addCriterion: (id: ScorecardId, name: string) => Promise<Saved<Scorecard>>;
  readonly changeSubject: (id: ScorecardId, subject: Subject) => Promise<Saved<Scorecard>>;
  readonly changeCriterion: (id: ScorecardId, criterion: Criterion) => Promise<Saved<Scorecard>>;
  /** Moves a row or column one place; the ends stay where they are. */
  readonly move: (
    id: ScorecardId,
    what: 'subjects' | 'criteria',
    part: string,
    by: -1 | 1,
  ) => Promise<Saved<Scorecard>>;
  readonly get: (id: ScorecardId) => Promise<Scorecard | undefined>;
  readonly list: () => Promise<readonly Scorecard[]>;
  /** Adds to the cell's series; nothing that stands there is overwritten. */
  readonly judge: (
    id: ScorecardId,
    subject: string,
    criterion: string,
    given: NewJudgement,
  ) => Promise<Saved<Judgement>>;
  /** Kept judgements of a scorecard, in the order of their series. */
  readonly judgements: (id: ScorecardId) => Promise<readonly Judgement[]>;
  readonly judgement: (id: JudgementId) => Promise<Judgement | undefined>;
}

const usualScale: Scale = { steps: 5, low: '', high: '' };

export function openScorecards(parts: Parts): Scorecards {
  const { machine, store, door } = parts;
  const partId = (): string => newId(machine, 'scorecard');
  const subject = (name: string): Subject => ({ id: partId(), name });
  const criterion = (name: string): Criterion => ({ id: partId(), name, description: '', scale: usualScale });
  const edit = (
    id: ScorecardId,
    changes: (card: Scorecard) => Partial<Scorecard>,
  ): Promise<Saved<Scorecard>> => change(parts, 'scorecard', id, changes);
  return {
    create: async ({ title, question = '', tags = [], subjects = [], criteria = [] }) => {
      const card = newRecord(machine, 'scorecard', {
        title,
        question,
        tags,
        subjects: subjects.map(subject),
        criteria: criteria.map(criterion),
      });
      return savedAs(await door.commit([put('scorecard', card)]), card);
    },
    rename: (id, title, question) => edit(id, () => ({ title, question })),
    tag: (id, tags) => edit(id, () => ({ tags })),
    addSubject: (id, name) => edit(id, ({ subjects }) => ({ subjects: [...subjects, subject(name)] })),
    addCriterion: (id, name) => edit(id, ({ criteria }) => ({ criteria: [...criteria, criterion(name)] })),
    changeSubject: (id, next) =>
      edit(id, ({ subjects }) => ({ subjects: subjects.map((each) => (each.id === next.id ? next : each)) })),
    changeCriterion: (id, next) =>
      edit(id, ({ criteria }) => ({ criteria: criteria.map((each) => (each.id === next.id ? next : each)) })),
    move: (id, what, part, by) =>
      edit(id, (card) => ({ [what]: moved<Subject | Criterion>(card[what], part, by) })),
    get: (id) => door.latest('scorecard', id),
    list: () => store.heads('scorecard'),
    judge: async (id, subjectId, criterionId, given) => {
      const card = await door.latest('scorecard', id);
      const known =
        card?.subjects.some((each) => each.id === subjectId) === true &&
        card.criteria.some((each) => each.id === criterionId);
      if (!known) return { kind: 'gone' };
      const evidence = await Promise.all((given.evidence ?? []).map((each) => pinned(parts, each)));
      const judgement = composeJudgement(
        parts,
        id,
        subjectId,
        criterionId,
        { ...given, evidence },
        { kind: 'typed' },
      );
      return savedAs(await door.commit([put('judgement', judgement)]), judgement);
    },
    judgements: async (id) =>
      (await store.judgementsOf(id))
        .filter(({ deletedAt }) => deletedAt === undefined)
        .toSorted(compareJudgements),
    judgement: (id) => door.latest('judgement', id),
  };
}

export function composeJudgement(
  { machine }: Parts,
  scorecardId: ScorecardId,
  subjectId: string,
  criterionId: string,
  given: Omit<NewJudgement, 'evidence'> & {
    readonly evidence: readonly Evidence[];
    readonly recordedAt?: string;
  },
  origin: Origin,
): Judgement {
  const now = machine.now().toISOString();
  return newRecord(
    machine,
    'judgement',
    {
      scorecardId,
      subjectId,
      criterionId,
      ...(given.rating === undefined ? {} : { rating: given.rating }),
      confidence: given.confidence,
      trend: given.trend,
      rationale: given.rationale ?? emptyDocument,
      evidence: given.evidence,
      wouldChange: given.wouldChange ?? '',
      asOf: given.asOf ?? now.slice(0, 10),
      recordedAt: given.recordedAt ?? now,
    },
    origin,
  );
}

/** Evidence holds on to what it was when it was chosen: the revision, and the quotation's hash. */
async function pinned(
  { door }: Parts,
  { kind, id, stance }: { readonly kind: Evidence['kind']; readonly id: string; readonly stance: Stance },
): Promise<Evidence> {
  if (kind === 'excerpt') {
    const excerpt = await door.latest('excerpt', id);
    return {
      kind,
      id,
      stance,
      revision: excerpt?.revision ?? 0,
      ...(excerpt ? { quotationSha256: excerpt.quotationSha256 } : {}),
    };
  }
  return { kind, id, stance, revision: (await door.latest(kind, id))?.revision ?? 0 };
}

function moved<T extends { readonly id: string }>(list: readonly T[], id: string, by: -1 | 1): readonly T[] {
  const from = list.findIndex((each) => each.id === id);
  const to = from + by;
  const part = list[from];
  if (part === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, part);
}
