// The kind of a record in words, with its page or date: "Excerpt, p. 12".
import type { ReactElement } from 'react';
import { DateText } from '#ui/DateText.tsx';
import { uiWords } from '#words/ui.ts';
import { noteWords } from '#words/notes.ts';
import type { Described } from './describe.ts';

export function KindLine({ described }: { readonly described: Described }): ReactElement {
  const { kind, detail } = described;
  const named = uiWords.kinds[kind];
  if (detail?.kind === 'date')
    return (
      <>
        {noteWords.panel.kindBefore(named)} <DateText iso={detail.iso} look={detail.look} />
      </>
    );
  return <>{detail === null ? named : noteWords.panel.kindWith(named, detail.text)}</>;
}
