// The bar at the foot: what was saved, what the program is doing, and that nothing left the machine.
import type { ReactElement } from 'react';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Boot, Desktop, Refusals } from '#desktop/contract.ts';
import type { ImportProgress, ImportRun } from '#notebook/importing.ts';
import type { SearchState } from '#notebook/librarianClient.ts';
import type { Recovered } from '#notebook/recovered.ts';
import type { Saving } from '#notebook/workplace.ts';
import { StatusBar, StatusItem } from '#ui/frame.tsx';
import { appWords } from '#words/app.ts';
import { safetyWords } from '#words/safety.ts';
import { language } from '#words/words.ts';
import { BackupItem } from './BackupItem.tsx';
import type { AppContext } from './commands.ts';

const words = appWords.status;
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });

export interface StatusProps {
  readonly boot: Boot;
  readonly desktop: Desktop;
  readonly context: AppContext;
  readonly saving: Saving | null;
  readonly onSafety: () => void;
}

export function Status({ boot, desktop, context, saving, onSafety }: StatusProps): ReactElement {
  const { notebook, importRun, go } = context;
  const search = useSearchState(notebook.librarian);
  const refusals = useRefusals(desktop);
  const importing = useImportProgress(importRun);
  const { waiting, done, secondsLeft, paused } = search.progress;
  return (
    <StatusBar
      end={
        <>
          {boot.shell === 'stand-in' && (
            <StatusItem look="warn" title={words.trialLong}>
              {words.trial}
            </StatusItem>
          )}
          <StatusItem title={words.nothingLeftLong(refusals.last?.address ?? null)}>
            {words.nothingLeft(refusals.count)}
          </StatusItem>
        </>
      }
    >
      {notebook.readOnly === null ? (
        <SavingItem saving={saving} recovered={notebook.recovered} />
      ) : (
        <StatusItem look="warn" title={safetyWords.readOnly.refused}>
          {safetyWords.readOnly.status}
        </StatusItem>
      )}
      <BackupItem backup={notebook.backup} onSafety={onSafety} />
      {importing && (importing.state === 'running' || importing.state === 'paused') && (
        <StatusItem onPress={() => go({ view: 'import' })}>
          {words.importing(importing.done, importing.total)}
        </StatusItem>
      )}
      {waiting > 0 && search.meaning.kind !== 'unavailable' && (
        <StatusItem
          title={paused ? words.resumeIndexing : words.pauseIndexing}
          onPress={() => void notebook.pauseIndexing(!paused)}
        >
          {paused ? words.paused(done, done + waiting) : words.indexing(done, done + waiting, secondsLeft)}
        </StatusItem>
      )}
      <MeaningItem search={search} />
    </StatusBar>
  );
}

/** Until something is saved: what the start found. */
function SavingItem({
  saving,
  recovered,
}: {
  readonly saving: Saving | null;
  readonly recovered: Recovered;
}): ReactElement {
  if (saving === null) {
    const { checked, missing } = recovered;
    if (checked === 0) return <StatusItem>{words.nothingToSave}</StatusItem>;
    return (
      <StatusItem look={missing > 0 ? 'warn' : 'plain'} title={safetyWords.recovered.long}>
        {safetyWords.recovered.quiet(checked, missing)}
      </StatusItem>
    );
  }
  if (saving.kind === 'waiting') return <StatusItem>{words.waiting}</StatusItem>;
  if (saving.kind === 'failed')
    return (
      <StatusItem look="bad" title={saving.why}>
        {words.notSaved}
      </StatusItem>
    );
  return <StatusItem look="good">{words.saved(clock.format(new Date(saving.at)))}</StatusItem>;
}

function MeaningItem({ search }: { readonly search: SearchState }): ReactElement {
  const { meaning } = search;
  if (meaning.kind === 'unavailable')
    return (
      <StatusItem look="warn" title={words.wordsOnlyLong}>
        {words.wordsOnly}
      </StatusItem>
    );
  if (meaning.kind === 'loading' || search.open === 'opening')
    return <StatusItem>{words.modelLoading}</StatusItem>;
  return <StatusItem>{words.modelReady}</StatusItem>;
}

function useSearchState(librarian: AppContext['notebook']['librarian']): SearchState {
  return useSyncExternalStore(librarian.watch, librarian.state);
}

function useRefusals(desktop: Desktop): Refusals {
  const [refusals, setRefusals] = useState<Refusals>({ count: 0, last: null });
  useEffect(() => {
    desktop.refusals().then(setRefusals, () => undefined);
    return desktop.listen('refused', setRefusals);
  }, [desktop]);
  return refusals;
}

function useImportProgress(run: ImportRun | null): ImportProgress | null {
  const watch = useCallback((changed: () => void) => run?.watch(changed) ?? (() => undefined), [run]);
  const last = useRef<ImportProgress | null>(null);
  return useSyncExternalStore(watch, () => {
    const now = run?.progress() ?? null;
    // A snapshot must be the same value while nothing changed.
    if (JSON.stringify(now) !== JSON.stringify(last.current)) last.current = now;
    return last.current;
  });
}
