// What is known about a source, above its text: who made it, where it appeared, how far it may be trusted and shown.
import type { ReactElement } from 'react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { parseAddress } from '#domain/address.ts';
import { parseTag } from '#domain/record.ts';
import type { Source } from '#domain/source.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { TagField } from '#ui/TagField.tsx';
import { Badge } from '#ui/marks.tsx';
import { sourceWords } from '#words/sources.ts';
import { confidentialityText, dateInWords, languageName, makersText, titleText } from './byline.ts';
import { whyNotSaved } from './notSaved.ts';
import styles from './sources.module.css';
import { useKnownTags } from './useKnownTags.ts';

const words = sourceWords.page;

export interface SourceHeadProps {
  readonly work: Workplace;
  readonly source: Source;
}

export function SourceHead({ work, source }: SourceHeadProps): ReactElement {
  const { csl, reliability } = source;
  const facts = [
    csl['container-title'],
    csl.publisher,
    dateInWords(csl.issued),
    csl.page === undefined || csl.page === '' ? '' : words.pages(csl.page),
    csl.language === undefined ? '' : words.language(languageName(csl.language) ?? csl.language),
  ].filter((fact) => fact !== undefined && fact !== '');
  const makers = makersText(source);
  const confidentiality = confidentialityText(source);
  return (
    <header className={styles['head']}>
      <h1>{titleText(source)}</h1>
      {makers !== '' && <p className={styles['makers']}>{makers}</p>}
      <p className={styles['facts']}>
        <span>{[typeText(csl.type), ...facts].join(', ')}</span>
        {csl.URL !== undefined && <AddressLink work={work} address={csl.URL} />}
        {csl.DOI !== undefined && (
          <AddressLink work={work} address={`https://doi.org/${csl.DOI}`} shown={`doi:${csl.DOI}`} />
        )}
      </p>
      <div className={styles['trust']}>
        {confidentiality !== '' && <Badge look="warn">{confidentiality}</Badge>}
        {reliability !== undefined && <Badge>{sourceWords.reliability[reliability]}</Badge>}
        <Tags work={work} source={source} />
      </div>
    </header>
  );
}

function typeText(type: string): string {
  const known: Readonly<Record<string, string>> = sourceWords.types;
  return (Object.hasOwn(known, type) ? known[type] : undefined) ?? sourceWords.otherType(type);
}

/** Opens outside the program, after a question that shows the whole address. Others are only shown. */
function AddressLink({
  work,
  address,
  shown = address.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, ''),
}: {
  readonly work: Workplace;
  readonly address: string;
  readonly shown?: string;
}): ReactElement {
  const allowed = parseAddress(address);
  if (allowed === null) return <span>{shown}</span>;
  return (
    <AriaButton className={styles['link'] ?? ''} onPress={() => void work.surroundings.openLink(allowed)}>
      {shown}
    </AriaButton>
  );
}

function Tags({ work, source }: SourceHeadProps): ReactElement {
  const { notebook, tell } = work;
  const known = useKnownTags(notebook);
  // What was just chosen is shown until the source that has it arrives.
  const [chosen, setChosen] = useState<{ readonly tags: readonly string[]; readonly over: number } | null>(
    null,
  );
  const save = async (tags: readonly string[]): Promise<void> => {
    setChosen({ tags, over: source.revision });
    const saved = await notebook.sources.save(source.id, { tags });
    const why = whyNotSaved(saved);
    if (why === null) return;
    setChosen(null);
    tell({ text: why, look: 'bad' });
  };
  return (
    <TagField
      label={sourceWords.tags}
      tags={chosen !== null && chosen.over === source.revision ? chosen.tags : source.tags}
      onChange={(tags) => void save(tags)}
      known={known}
      parse={parseTag}
    />
  );
}
