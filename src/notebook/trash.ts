// Deleting, and taking it back. What is deleted stays whole in the trash; what points at it says so.
import type { NounKind } from '#domain/id.ts';
import type { Operation, RecordOf } from '#domain/operation.ts';
import { maxOperations } from '#domain/operation.ts';
import { plainText } from '#domain/plainText.ts';
import { sourceTitle } from '#domain/source.ts';
import type { NotSaved } from './door.ts';
import type { Parts } from './records.ts';
import { nextRevision, put } from './records.ts';

export const trashKinds = ['note', 'source', 'excerpt', 'scorecard', 'judgement'] as const;
export type TrashKind = (typeof trashKinds)[number];

export interface Target {
  readonly kind: TrashKind;
  readonly id: string;
}

export interface Trashed extends Target {
  readonly title: string;
  readonly deletedAt: string;
}

export type Done = { readonly kind: 'done'; readonly count: number } | NotSaved;

export interface Trash {
  readonly remove: (targets: readonly Target[]) => Promise<Done>;
  readonly bringBack: (targets: readonly Target[]) => Promise<Done>;
  /** For good. */
  readonly erase: (targets: readonly Target[]) => Promise<Done>;
  /** Newest first. */
  readonly list: () => Promise<readonly Trashed[]>;
  readonly count: () => Promise<number>;
}

/** Deleting or erasing more things than these at once is preceded by a backup. */
const manyTargets = 20;

export function openTrash(
  parts: Parts,
  backUp: () => Promise<unknown> = () => Promise.resolve(),
  /** Told after sources were erased. */
  sourcesErased: () => void = () => undefined,
): Trash {
  const { machine, store, door } = parts;
  /** One that fails is told of where backups are shown: the person has asked for the deed and confirmed it. */
  const before = async (targets: readonly Target[]): Promise<void> => {
    if (targets.length > manyTargets) await backUp().catch(() => undefined);
  };

  const mark = async (targets: readonly Target[], deletedAt: string | undefined): Promise<Done> => {
    const operations: Operation[] = [];
    for (const { kind, id } of targets) {
      const record = await door.latest(kind, id);
      if (record === undefined || (record.deletedAt === undefined) === (deletedAt === undefined)) continue;
      const next = nextRevision<RecordOf[TrashKind]>(machine, record, {});
      const { deletedAt: _was, ...alive } = next;
      operations.push(put<NounKind>(kind, deletedAt === undefined ? alive : { ...alive, deletedAt }));
    }
    return commitInGroups(parts, operations);
  };

  return {
    remove: async (targets) => {
      await before(targets);
      return mark(targets, machine.now().toISOString());
    },
    bringBack: (targets) => mark(targets, undefined),
    erase: async (targets) => {
      await before(targets);
      const operations: Operation[] = [];
      for (const { kind, id } of targets) {
        const record = await door.latest(kind, id);
        if (record === undefined) continue;
        operations.push({ op: 'remove', kind, id, revision: record.revision + 1 });
        if (kind !== 'note' && kind !== 'source') continue;
        for (const revision of await store.revisionsOf(id))
          operations.push({
            op: 'remove',
            kind: 'revision',
            id: revision.id,
            revision: revision.revision + 1,
          });
        for (const link of await store.linksFrom(id))
          operations.push({ op: 'remove', kind: 'link', id: link.id, revision: link.revision + 1 });
      }
      const done = await commitInGroups(parts, operations);
      if (done.kind === 'done' && targets.some(({ kind }) => kind === 'source')) sourcesErased();
      return done;
    },
    list: async () => {
      const lists = await Promise.all(
        trashKinds.map(async (kind) =>
          (await store.heads(kind, 'deleted')).map((record) => trashed(kind, record)),
        ),
      );
      return lists.flat().toSorted((a, b) => b.deletedAt.localeCompare(a.deletedAt));
    },
    count: async () => {
      const counts = await Promise.all(trashKinds.map((kind) => store.count(kind, 'deleted')));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}

function trashed(kind: TrashKind, record: RecordOf[TrashKind]): Trashed {
  return { kind, id: record.id, title: titleOf(record), deletedAt: record.deletedAt ?? record.updatedAt };
}

/** What a record is called in lists. */
export function titleOf(record: RecordOf[TrashKind]): string {
  if ('csl' in record) return sourceTitle(record);
  if ('quotation' in record) return record.quotation;
  if ('rationale' in record) return plainText(record.rationale);
  return record.title;
}

/** Commits any number of operations, in groups of the most that one frame takes. */
export async function commitInGroups({ door }: Parts, operations: readonly Operation[]): Promise<Done> {
  for (let at = 0; at < operations.length; at += maxOperations) {
    const committed = await door.commit(operations.slice(at, at + maxOperations));
    if (committed.kind === 'failed') return committed;
    // Where the working copy cannot take it, it is saved all the same, and shown once it can.
    await committed.applied.catch(() => undefined);
  }
  return { kind: 'done', count: operations.length };
}
