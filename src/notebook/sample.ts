// The sample notebook: opened through the same door as everything else, and taken away in one go.
import { makeId } from '#domain/id.ts';
import type { ExcerptId, ScorecardId, SourceId } from '#domain/id.ts';
import type { Operation, RecordOf } from '#domain/operation.ts';
import type { Excerpt } from '#domain/excerpt.ts';
import type { Origin } from '#domain/record.ts';
import { plainText } from '#domain/plainText.ts';
import type { Evidence } from '#domain/judgement.ts';
import { composeNote } from './notes.ts';
import type { Parts } from './records.ts';
import { newId, newRecord, put } from './records.ts';
import { parseSample, withIds } from './sampleFormat.ts';
import { composeJudgement } from './scorecards.ts';
import { composeSource, quoteExactly } from './sources.ts';
import type { Done, Target, Trash } from './trash.ts';
import { commitInGroups, trashKinds } from './trash.ts';

export interface SampleShelf {
  /** Adds the sample, given as the untrusted content of its file. */
  readonly open: (file: unknown) => Promise<Done>;
  /** Moves everything that came with the sample to the trash; what the person made stays. */
  readonly remove: () => Promise<Done & { readonly targets: readonly Target[] }>;
  /** How many records of the sample are there. */
  readonly count: () => Promise<number>;
}

const origin: Origin = { kind: 'sample' };

export function openSample(parts: Parts, trash: Trash): SampleShelf {
  const { machine, store } = parts;

  const compose = (file: unknown): readonly Operation[] | string => {
    const parsed = parseSample(file);
    if (parsed.kind === 'bad') return parsed.why;
    const ids = new Map<string, string>();
    const idFor = (kind: 'note' | 'source' | 'excerpt' | 'scorecard' | 'judgement', key: string): string => {
      const name = `${kind}:${key}`;
      const id = ids.get(name) ?? makeId(kind, machine.now().getTime(), machine.random(10));
      ids.set(name, id);
      return id;
    };
    /** The composed record, under the id that others know it by. */
    const known = <K extends keyof RecordOf>(record: RecordOf[K], id: string): RecordOf[K] => ({
      ...record,
      id,
    });
    const sample = withIds(parsed.value, idFor);
    const now = machine.now().toISOString();
    const operations: Operation[] = [];
    const texts = new Map<string, string>();
    const excerpts = new Map<string, Excerpt>();

    const replaceId = (list: readonly Operation[], from: string, to: string): readonly Operation[] =>
      list.map((operation) => {
        if (operation.op === 'body' && operation.body.owner === from)
          return { op: 'body', body: { ...operation.body, owner: to } };
        if (operation.op !== 'put') return operation;
        if (operation.record.id === from) return put(operation.kind, known(operation.record, to));
        if (operation.kind === 'link' && operation.record.from === from)
          return put('link', { ...operation.record, from: to });
        return operation;
      });

    for (const { key, csl, tags, document, reliability, confidentiality } of sample.sources) {
      const made = composeSource(
        parts,
        { csl, tags, document, confidentiality, ...(reliability === undefined ? {} : { reliability }) },
        origin,
        { method: 'sample', at: now },
      );
      texts.set(key, plainText(document));
      operations.push(...replaceId(made.operations, made.source.id, idFor('source', key)));
    }
    for (const { key, source, quotation, page, comment, credibility, tags } of sample.excerpts) {
      const details = {
        comment,
        tags,
        ...(page === undefined ? {} : { page }),
        ...(credibility === undefined ? {} : { credibility }),
      };
      const made = quoteExactly(
        parts,
        idFor('source', source) as SourceId,
        texts.get(source) ?? '',
        quotation,
        details,
        origin,
      );
      const excerpt: Excerpt = { ...made, id: idFor('excerpt', key) as ExcerptId };
      excerpts.set(key, excerpt);
      operations.push(put('excerpt', excerpt));
    }
    const partIds = new Map<string, string>();
    for (const { key, title, question, tags, subjects, criteria } of sample.scorecards) {
      const partId = (kind: string, part: string): string => {
        const id = newId(machine, 'scorecard');
        partIds.set(`${key}/${kind}/${part}`, id);
        return id;
      };
      const card = newRecord(
        machine,
        'scorecard',
        {
          title,
          question,
          tags,
          subjects: subjects.map(({ key: part, name }) => ({ id: partId('subject', part), name })),
          criteria: criteria.map(({ key: part, ...criterion }) => ({
            id: partId('criterion', part),
            ...criterion,
          })),
        },
        origin,
      );
      operations.push(put('scorecard', { ...card, id: idFor('scorecard', key) as ScorecardId }));
    }
    for (const each of sample.judgements) {
      const evidence = each.evidence.map(({ kind, key, stance }): Evidence => {
        const quoted = kind === 'excerpt' ? excerpts.get(key) : undefined;
        return {
          kind,
          id: idFor(kind, key),
          stance,
          revision: 1,
          ...(quoted ? { quotationSha256: quoted.quotationSha256 } : {}),
        };
      });
      const made = composeJudgement(
        parts,
        idFor('scorecard', each.scorecard) as ScorecardId,
        partIds.get(`${each.scorecard}/subject/${each.subject}`) ?? '',
        partIds.get(`${each.scorecard}/criterion/${each.criterion}`) ?? '',
        { ...each, evidence },
        origin,
      );
      operations.push(put('judgement', known<'judgement'>(made, idFor('judgement', each.key))));
    }
    for (const { key, title, tags, document } of sample.notes) {
      const made = composeNote(parts, { title, tags, document }, origin);
      operations.push(...replaceId(made.operations, made.note.id, idFor('note', key)));
    }
    return operations;
  };

  const targets = async (): Promise<readonly Target[]> => {
    const lists = await Promise.all(
      trashKinds.map(async (kind) =>
        (await store.heads(kind))
          .filter((record) => record.origin.kind === 'sample')
          .map(({ id }): Target => ({ kind, id })),
      ),
    );
    return lists.flat();
  };

  return {
    open: async (file) => {
      const operations = compose(file);
      if (typeof operations === 'string') return { kind: 'failed', why: 'invalid', detail: operations };
      return commitInGroups(parts, operations);
    },
    remove: async () => {
      const found = await targets();
      return { ...(await trash.remove(found)), targets: found };
    },
    count: async () => (await targets()).length,
  };
}
