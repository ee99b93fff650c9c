// A place of a quotation, word by word: the text found, with what only the quotation says struck through and what only
// the text says underlined. A screen reader hears which is which.
import type { ReactElement, ReactNode } from 'react';
import { Fragment } from 'react';
import type { QuotationPlace } from '#notebook/quotations.ts';
import { quotationWords as words } from '#words/quotation.ts';
import { exchangesIn } from './exchanges.ts';
import { shortened } from './shortened.ts';
import styles from './quotation.module.css';

export interface DifferencesProps {
  readonly quotation: string;
  readonly place: QuotationPlace;
  /** Long stretches that are the same are not cut short. */
  readonly isWhole: boolean;
}

export function Differences({ quotation, place, isWhole }: DifferencesProps): ReactElement {
  const { start, before, after, text } = place;
  const differences = exchangesIn(
    place.differences,
    ({ quoted, met }) =>
      quotation.slice(quoted.start, quoted.end).trim() === '' &&
      text.slice(met.start - start, met.end - start).trim() === '',
  );
  return (
    <p className={styles['differences']}>
      {before !== '' && (
        <span className={styles['around']}>
          {/^\p{Ll}/u.test(before) && `${words.cut} `}
          {before}
        </span>
      )}
      {differences.map(({ kind, quoted, met }, at) => {
        const said = quotation.slice(quoted.start, quoted.end);
        const found = text.slice(met.start - start, met.end - start);
        return (
          <Fragment key={at}>
            {kind === 'same' ? (
              <Same said={said} found={isWhole ? found : shortened(found)} />
            ) : kind === 'omitted' ? (
              <LeftOut text={found} howMany={place.counts.omitted} isWhole={isWhole} />
            ) : (
              <Difference said={said} found={found} isMarks={kind === 'marks'} />
            )}
          </Fragment>
        );
      })}
      {after !== '' && (
        <span className={styles['around']}>
          {after}
          {/[\p{L}\p{N},]$/u.test(after) && ` ${words.cut}`}
        </span>
      )}
    </p>
  );
}

/** Where only the quotation has a word beside it, only the quotation has the space before it. */
function Same({ said, found }: { readonly said: string; readonly found: string }): ReactElement {
  return (
    <>
      {/^\s/.test(said) && !/^\s/.test(found) && ' '}
      {found}
      {/\s$/.test(said) && !/\s$/.test(found) && ' '}
    </>
  );
}

/** The spaces at the ends are those of the text, outside the line that strikes or underlines. */
function Difference({
  said,
  found,
  isMarks,
}: {
  readonly said: string;
  readonly found: string;
  readonly isMarks: boolean;
}): ReactElement {
  const [quoted, met] = [said.trim(), found.trim()];
  const spaced = found === '' ? said : found;
  return (
    <>
      {/^\s/.test(spaced) && ' '}
      {quoted !== '' && (
        <del className={styles['quoted']}>
          <Spoken>{words.spoken.quoted}</Spoken>
          {quoted}
        </del>
      )}
      {quoted !== '' && met !== '' && !isMarks && ' '}
      {met !== '' && (
        <ins className={styles['met']}>
          <Spoken>{words.spoken.met}</Spoken>
          {met}
        </ins>
      )}
      <Spoken>{words.spoken.end}</Spoken>
      {/\s$/.test(spaced) && ' '}
    </>
  );
}

function LeftOut({
  text,
  howMany,
  isWhole,
}: {
  readonly text: string;
  readonly howMany: number;
  readonly isWhole: boolean;
}): ReactElement {
  return <span className={styles['leftOut']}>{isWhole ? text : ` [${words.leftOut(howMany)}] `}</span>;
}

/** Words for the ear alone; the spaces keep them apart from what is read with them. */
function Spoken({ children }: { readonly children: ReactNode }): ReactElement {
  return <span className={styles['unseen']}> {children} </span>;
}
