// What a backup would make of the notebook: how much is in it, what comes back, what changes and what goes.
import type { ReactElement } from 'react';
import type { Looked, Noticed, RecordKind } from '#notebook/restoring.ts';
import { Banner } from '#ui/frame.tsx';
import { fileSize, listed, wholeNumber } from '#words/format.ts';
import { safetyWords } from '#words/safety.ts';
import { sayMoment } from './sentences.ts';
import styles from './backup.module.css';

const words = safetyWords.restore;

/** Pieces and links follow from the texts. */
const shownKinds = [
  'note',
  'source',
  'body',
  'excerpt',
  'scorecard',
  'judgement',
  'claim',
  'attachment',
  'revision',
  'setting',
] as const satisfies readonly RecordKind[];

const noDifferences = { added: 0, changed: 0, removed: 0 };

export function RestorePreview({ looked }: { readonly looked: Looked }): ReactElement {
  const { about, counts, differences, repaired, unread, dangling, leftOut } = looked;
  const rows = shownKinds
    .map((kind) => ({ kind, held: counts[kind] ?? 0, ...(differences[kind] ?? noDifferences) }))
    .filter(({ held, removed }) => held > 0 || removed > 0);
  const isSame = rows.every(({ added, changed, removed }) => added + changed + removed === 0);
  return (
    <div className={styles['steps']}>
      <p>{words.about(sayMoment(about.createdAt), fileSize(about.sizeBytes), about.program)}</p>
      {!about.isOwn && <Banner look="warn">{words.another}</Banner>}
      {leftOut.length > 0 && <Banner look="bad">{words.partial(listed(leftOut))}</Banner>}
      {isSame ? (
        <p>
          <strong>{words.same}</strong>
        </p>
      ) : (
        <Banner look="warn">{words.warning}</Banner>
      )}
      <table className={styles['preview']} aria-label={words.what}>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <th scope="col" className={styles['number']}>
              {words.inBackup}
            </th>
            <th scope="col" className={styles['number']}>
              {words.added}
            </th>
            <th scope="col" className={styles['number']}>
              {words.changed}
            </th>
            <th scope="col" className={styles['number']} title={words.removedHint}>
              {words.removed}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, held, added, changed, removed }) => (
            <tr key={kind}>
              <th scope="row">{safetyWords.kinds[kind]}</th>
              <td className={styles['number']}>{wholeNumber(held)}</td>
              <Amount value={added} />
              <Amount value={changed} />
              <Amount value={removed} isBad />
            </tr>
          ))}
        </tbody>
      </table>
      <Notices noticed={repaired} say={words.repaired} />
      <Notices noticed={unread} say={words.unread} />
      <Notices noticed={dangling} say={words.dangling} />
    </div>
  );
}

function Amount({
  value,
  isBad = false,
}: {
  readonly value: number;
  readonly isBad?: boolean;
}): ReactElement {
  const look = value === 0 ? 'quiet' : isBad ? 'bad' : '';
  return <td className={`${styles['number'] ?? ''} ${styles[look] ?? ''}`}>{wholeNumber(value)}</td>;
}

function Notices({
  noticed,
  say,
}: {
  readonly noticed: Noticed;
  readonly say: (records: number) => string;
}): ReactElement | null {
  if (noticed.count === 0) return null;
  return (
    <details className={styles['notices']}>
      <summary>{say(noticed.count)}</summary>
      <ul>
        {noticed.first.map(({ kind, id, why }) => (
          <li key={`${kind} ${id} ${why}`}>
            {safetyWords.kind[kind]} {id}: {why}
          </li>
        ))}
      </ul>
    </details>
  );
}
