// An earlier version of a note against the present text: what was taken out since, what was written since.
import type { ReactElement } from 'react';
import { Banner, Skeleton } from '#ui/frame.tsx';
import { noteWords } from '#words/notes.ts';
import type { Part, Stretch } from './difference.ts';
import type { Compared } from './versions.ts';
import styles from './versions.module.css';

const words = noteWords.versions;
/** Unchanged paragraphs that stay in sight beside a change; those between them are folded. */
const shownLines = 1;

export function VersionText({ compared }: { readonly compared: Compared }): ReactElement {
  if (compared.kind === 'waiting')
    return (
      <div className={styles['text']}>
        <Skeleton lines={6} />
      </div>
    );
  if (compared.kind === 'failed')
    return (
      <div className={styles['text']}>
        <Banner look="bad">{words.failedText(compared.why)}</Banner>
      </div>
    );
  const { title, difference, same } = compared;
  const { stretches } = difference;
  const isEmpty = stretches.every(({ kind, lines }) => kind === 'same' && lines.every((line) => line === ''));
  return (
    // It can be read on by keyboard alone.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['text']} role="region" aria-label={words.difference} tabIndex={0}>
      {same === 'no' && (
        <p className={styles['legend']}>
          <del>{words.gone}</del> <ins>{words.written}</ins>
        </p>
      )}
      <h3>
        <Parts parts={title} />
      </h3>
      {isEmpty && <p className={styles['quiet']}>{words.noText}</p>}
      {!isEmpty &&
        stretches.map((stretch, at) => (
          <StretchText
            key={at}
            stretch={stretch}
            isFirst={at === 0}
            isLast={at === stretches.length - 1}
            isAlone={stretches.length === 1}
          />
        ))}
    </div>
  );
}

interface StretchProps {
  readonly stretch: Stretch;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isAlone: boolean;
}

function StretchText({ stretch, isFirst, isLast, isAlone }: StretchProps): ReactElement {
  if (stretch.kind === 'changed')
    return (
      <>
        {stretch.lines.map((parts, at) => (
          <p key={at}>
            <Parts parts={parts} />
          </p>
        ))}
      </>
    );
  const { lines } = stretch;
  const before = isFirst ? 0 : shownLines;
  const after = isLast ? 0 : shownLines;
  const folded = lines.slice(before, lines.length - after);
  if (isAlone || folded.length < 2) return <Lines lines={lines} />;
  return (
    <>
      <Lines lines={lines.slice(0, before)} />
      <details className={styles['folded']}>
        <summary>{words.unchanged(folded.filter((line) => line !== '').length)}</summary>
        <Lines lines={folded} />
      </details>
      <Lines lines={lines.slice(lines.length - after)} />
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }): ReactElement {
  return (
    <>
      {lines.map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </>
  );
}

function Parts({ parts }: { readonly parts: readonly Part[] }): ReactElement {
  return (
    <>
      {parts.map(({ kind, text }, at) => {
        if (kind === 'same') return <span key={at}>{text}</span>;
        const words = text.trimStart();
        const space = text.slice(0, text.length - words.length);
        // A space alone is marked: otherwise nothing of it would be seen.
        if (words === '' || space === '') return <Changed key={at} kind={kind} text={text} />;
        return (
          <span key={at}>
            {space}
            <Changed kind={kind} text={words} />
          </span>
        );
      })}
    </>
  );
}

function Changed({
  kind,
  text,
}: {
  readonly kind: 'removed' | 'added';
  readonly text: string;
}): ReactElement {
  return kind === 'removed' ? <del>{text}</del> : <ins>{text}</ins>;
}
