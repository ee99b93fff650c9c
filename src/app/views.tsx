// Which screens stand in which pane, for each place one can be at.
import type { ReactElement } from 'react';
import { SafetyPart } from '#features/backup/SafetyPart.tsx';
import { ImportPage } from '#features/exchange/ImportPage.tsx';
import { NotePage } from '#features/notes/NotePage.tsx';
import { NotePanel } from '#features/notes/NotePanel.tsx';
import { NotesList } from '#features/notes/NotesList.tsx';
import { ScorecardPage } from '#features/scorecards/ScorecardPage.tsx';
import { ScorecardPanel } from '#features/scorecards/ScorecardPanel.tsx';
import { QuotationPage } from '#features/search/QuotationPage.tsx';
import { SearchPage } from '#features/search/SearchPage.tsx';
import { SettingsPage } from '#features/settings/SettingsPage.tsx';
import { ExcerptPage } from '#features/sources/ExcerptPage.tsx';
import { ExcerptsList } from '#features/sources/ExcerptsList.tsx';
import { SourcePage } from '#features/sources/SourcePage.tsx';
import { SourcePanel } from '#features/sources/SourcePanel.tsx';
import { SourcesList } from '#features/sources/SourcesList.tsx';
import { TrashPage } from '#features/trash/TrashPage.tsx';
import { safetyWords } from '#words/safety.ts';
import { Welcome } from './Welcome.tsx';
import type { AppContext } from './commands.ts';

export interface Screens {
  readonly list?: ReactElement;
  readonly page: ReactElement;
  readonly panel?: ReactElement;
}

/** Screens keep their state while one stays at the same record: the id is part of their key. */
export function viewOf(context: AppContext): Screens {
  const work = context;
  const { place } = context;
  switch (place.view) {
    case 'notes':
      return {
        list: <NotesList work={work} place={place} />,
        page:
          place.id === undefined ? (
            <Welcome context={context} />
          ) : (
            <NotePage key={place.id} work={work} place={{ ...place, id: place.id }} />
          ),
        ...(place.id === undefined ? {} : { panel: <NotePanel work={work} id={place.id} /> }),
      };
    case 'sources':
      return {
        list: <SourcesList work={work} place={place} />,
        page: <SourcePage key={place.id ?? 'none'} work={work} place={place} />,
        ...(place.id === undefined
          ? {}
          : { panel: <SourcePanel key={place.id} work={work} id={place.id} /> }),
      };
    case 'excerpts':
      return {
        list: <ExcerptsList work={work} place={place} />,
        page: <ExcerptPage key={place.id ?? 'none'} work={work} place={place} />,
      };
    case 'scorecards':
      return {
        page: <ScorecardPage key={place.id ?? 'none'} work={work} place={place} />,
        ...(place.id === undefined
          ? {}
          : { panel: <ScorecardPanel key={place.id} work={work} place={{ ...place, id: place.id }} /> }),
      };
    case 'search':
      return {
        page:
          place.quotation === undefined ? (
            <SearchPage work={work} place={place} />
          ) : (
            <QuotationPage work={work} place={{ ...place, quotation: place.quotation }} />
          ),
      };
    case 'trash':
      return { page: <TrashPage work={work} /> };
    case 'settings':
      return {
        page: (
          <SettingsPage
            work={work}
            safety={{ title: safetyWords.title, content: <SafetyPart work={work} /> }}
          />
        ),
      };
    case 'import':
      return { page: <ImportPage work={work} /> };
  }
}
