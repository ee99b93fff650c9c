// What was found, what of it cannot be read and why, and the question whose documents these are.
import type { ReactElement } from 'react';
import { useState } from 'react';
import type { ImportAs, ImportOffer } from '#notebook/importing.ts';
import { RadioGroup } from '#ui/RadioGroup.tsx';
import { Banner, Disclosure } from '#ui/frame.tsx';
import { exchangeWords } from '#words/exchange.ts';
import styles from './import.module.css';
import type { OfferSummary } from './offerSummary.ts';
import { fileKinds } from './offerSummary.ts';
import { shownPath } from './rows.ts';
import { reasonSentence } from './sentences.ts';

const words = exchangeWords.offer;
const choices: readonly ImportAs[] = ['by kind', 'notes', 'sources'];
/** The report names all of them; here a few show what is meant. */
const mostPaths = 20;

export interface OfferFormProps {
  readonly offer: ImportOffer;
  readonly summary: OfferSummary;
  readonly as: ImportAs;
  readonly onAs: (as: ImportAs) => void;
}

export function OfferForm({ offer, summary, as, onAs }: OfferFormProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const kinds = fileKinds.filter((kind) => summary.kinds[kind] > 0);
  return (
    <>
      <div className={styles['found']}>
        <p className={styles['foundCount']}>{words.found(offer.files.length)}</p>
        {kinds.length > 0 && <p>{kinds.map((kind) => words.kinds[kind](summary.kinds[kind])).join(', ')}</p>}
        <p className={styles['root']} title={offer.root}>
          {offer.root}
        </p>
      </div>
      {!summary.holdsText && <Banner look="warn">{words.nothing}</Banner>}
      {offer.refused.length > 0 && (
        <Disclosure title={words.notOffered(offer.refused.length)} isOpen={isOpen} onToggle={setIsOpen}>
          <dl className={styles['refused']}>
            {summary.reasons.map(({ reason, paths }) => (
              <div key={reason}>
                <dt>{reasonSentence(reason)}</dt>
                {paths.slice(0, mostPaths).map((path) => (
                  <dd key={path}>{shownPath(path)}</dd>
                ))}
                {paths.length > mostPaths && <dd>{words.more(paths.length - mostPaths)}</dd>}
              </div>
            ))}
          </dl>
        </Disclosure>
      )}
      {summary.holdsText && (
        <RadioGroup
          label={words.question}
          options={choices.map((value) => ({
            value,
            label: words.as[value],
            detail: words.asLong[value],
          }))}
          value={as}
          onChange={onAs}
        />
      )}
    </>
  );
}
