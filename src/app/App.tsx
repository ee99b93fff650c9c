// The program as a person sees it: joins the screens, the commands, the drafts and the machine around them.
import type { ReactElement } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SourceId } from '#domain/id.ts';
import type { Boot, Desktop } from '#desktop/contract.ts';
import { RestoreWindow } from '#features/backup/RestoreWindow.tsx';
import { DropArea } from '#features/exchange/DropArea.tsx';
import { ExportDialog } from '#features/exchange/ExportDialog.tsx';
import { ImportDialog } from '#features/exchange/ImportDialog.tsx';
import { showSafety } from '#features/settings/commands.ts';
import type { ImportAs, ImportOffer, ImportRun } from '#notebook/importing.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Place } from '#notebook/place.ts';
import type { PanesMemory } from '#notebook/settings.ts';
import type { Surroundings } from '#notebook/surroundings.ts';
import type { Target } from '#notebook/trash.ts';
import { titleOf } from '#notebook/trash.ts';
import type { Saving, Workplace } from '#notebook/workplace.ts';
import { applyAppearance } from '#ui/appearance.ts';
import { Palette } from '#ui/Palette.tsx';
import { Panes } from '#ui/Panes.tsx';
import { ToastArea, createToasts } from '#ui/Toasts.tsx';
import { toMenuTemplate } from '#ui/menuTemplate.ts';
import { usePanes, usualPanes } from '#ui/usePanes.ts';
import { useShortcuts } from '#ui/useShortcuts.ts';
import { appWords } from '#words/app.ts';
import { DiskBanner } from './DiskBanner.tsx';
import { BackupBanner } from './BackupBanner.tsx';
import { FullDisk } from './FullDisk.tsx';
import { LastBackup } from './LastBackup.tsx';
import { Library } from './Library.tsx';
import { Safe } from './Safe.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { SourceVersions } from './SourceVersions.tsx';
import { StartBanner } from './StartBanner.tsx';
import { Status } from './Status.tsx';
import { StoreBanner } from './StoreBanner.tsx';
import type { AppContext } from './commands.ts';
import { commands, menuLayout } from './commands.ts';
import { findInPalette } from './findInPalette.ts';
import { fetchSample } from './fetchSample.ts';
import { typingSense } from './typingSense.ts';
import { useDrafts } from './useDrafts.ts';
import { useHistory } from './useHistory.ts';
import { useLeaving } from './useLeaving.ts';
import { useSettings } from './useSettings.ts';
import { viewOf } from './views.tsx';

export interface AppProps {
  readonly boot: Boot;
  readonly desktop: Desktop;
  readonly notebook: Notebook;
  readonly surroundings: Surroundings;
}

type OpenDialog = 'import' | 'palette' | 'shortcuts' | null;

/** A screen that failed is tried anew at another stop; moving about in one record leaves it as it is. */
function stopOf(place: Place): string {
  return `${place.view} ${'id' in place ? (place.id ?? '') : ''}`;
}

/** A run that asks a question shows its answers, for the picture. */
function startOf({ job }: Boot): Place {
  return typeof job?.question === 'string' ? { view: 'search', question: job.question } : { view: 'notes' };
}

export function App({ boot, desktop, notebook, surroundings }: AppProps): ReactElement {
  const [toasts] = useState(createToasts);
  const history = useHistory(startOf(boot));
  const settings = useSettings(notebook.settings);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [saving, setSaving] = useState<Saving | null>(null);
  const [importRun, setImportRun] = useState<ImportRun | null>(null);
  const [dropped, setDropped] = useState<ImportOffer | null>(null);
  const [versionsOf, setVersionsOf] = useState<SourceId | null>(null);
  const drafts = useDrafts();
  const noteSaving = useCallback(
    (now: Saving) => {
      drafts.note(now);
      setSaving(now);
    },
    [drafts],
  );
  const reopen = useCallback(async () => {
    await drafts.flush();
    if (!drafts.isFailing()) location.reload();
  }, [drafts]);
  const { place, go, back, forward } = history;

  const remember = useCallback(
    (panes: PanesMemory) => void notebook.settings.set('panes', panes),
    [notebook],
  );
  const panes = usePanes(settings.panes ?? usualPanes, remember);

  useEffect(
    () => applyAppearance({ theme: settings.theme, zoomPercent: settings.textZoom }),
    [settings.theme, settings.textZoom],
  );
  useEffect(() => void surroundings.setTheme(settings.theme), [settings.theme, surroundings]);

  const [keysArrive] = useState(() => typingSense(notebook.librarian));

  const bringBack = useCallback(
    (targets: readonly Target[]) => {
      const fail = (): void => void toasts.show({ text: appWords.notBroughtBack, look: 'bad' });
      notebook.trash.bringBack(targets).then((done) => (done.kind === 'failed' ? fail() : undefined), fail);
    },
    [notebook, toasts],
  );
  const remove = useCallback(
    async (targets: readonly Target[]) => {
      await drafts.flush();
      const [first] = targets;
      const record = first === undefined ? undefined : await notebook.parts.door.latest(first.kind, first.id);
      const done = await notebook.trash.remove(targets);
      if (done.kind === 'failed') {
        toasts.show({ text: appWords.notDeleted, look: 'bad' });
        return;
      }
      if ('id' in place && targets.some(({ id }) => id === place.id)) go({ view: place.view }, 'replace');
      const undo = { label: appWords.undo, perform: () => bringBack(targets) };
      toasts.show({
        text: appWords.deleted(targets.length, record ? titleOf(record).slice(0, 80) : ''),
        action: undo,
      });
    },
    [drafts, notebook, place, go, toasts, bringBack],
  );

  const startImport = useCallback(
    (offer: ImportOffer, as: ImportAs) => {
      setImportRun(notebook.importing.start(offer, as));
      go({ view: 'import' });
    },
    [notebook, go],
  );

  const takeDropped = useCallback((offer: ImportOffer) => {
    setDropped(offer);
    setDialog('import');
  }, []);
  const closeImport = useCallback(() => {
    setDropped(null);
    setDialog(null);
  }, []);

  const openSample = useCallback(async () => {
    const done = await notebook.sample.open(await fetchSample()).catch(() => ({ kind: 'failed' }) as const);
    if (done.kind === 'failed') toasts.show({ text: appWords.welcome.sampleFailed, look: 'bad' });
    else go({ view: 'scorecards' });
  }, [notebook, toasts, go]);
  const removeSample = useCallback(async () => {
    const done = await notebook.sample.remove();
    if (done.kind === 'failed') {
      toasts.show({ text: appWords.notDeleted, look: 'bad' });
      return;
    }
    const { targets } = done;
    const undo = { label: appWords.undo, perform: () => bringBack(targets) };
    toasts.show({ text: appWords.deleted(targets.length, ''), action: undo });
    if ('id' in place && targets.some(({ id }) => id === place.id)) go({ view: place.view }, 'replace');
  }, [notebook, toasts, place, go, bringBack]);

  const work: Workplace = useMemo(
    () => ({
      notebook,
      surroundings,
      program: { version: boot.version, notebookFolder: boot.notebookFolder },
      place,
      go,
      back,
      forward,
      tell: (notice) => void toasts.show(notice),
      remove,
      holdDraft: drafts.hold,
      flushDrafts: drafts.flush,
      keysArrive,
      noteSaving,
      importRun,
      startImport,
      openSample,
      removeSample,
      showSourceVersions: setVersionsOf,
      openDialog: setDialog,
    }),
    [
      notebook,
      surroundings,
      boot,
      place,
      go,
      back,
      forward,
      toasts,
      remove,
      drafts,
      keysArrive,
      noteSaving,
      importRun,
      startImport,
      openSample,
      removeSample,
    ],
  );

  const context: AppContext = useMemo(
    () => ({
      ...work,
      panes,
      settings,
      desktop,
      canGoBack: history.canGoBack,
      canGoForward: history.canGoForward,
    }),
    [work, panes, settings, desktop, history.canGoBack, history.canGoForward],
  );
  useShortcuts(commands, context);

  const latest = useRef(context);
  useEffect(() => {
    latest.current = context;
  }, [context]);
  const menu = useMemo(() => JSON.stringify(toMenuTemplate(commands, menuLayout, context)), [context]);
  useEffect(() => {
    void desktop.setMenu(JSON.parse(menu) as Parameters<Desktop['setMenu']>[0]);
  }, [desktop, menu]);
  useEffect(() => {
    return desktop.listen('command', ({ id }) => {
      commands.find((command) => command.id === id)?.perform(latest.current);
    });
  }, [desktop]);
  const leaving = useLeaving(desktop, notebook, drafts);
  const openSafety = useCallback(() => showSafety({ go }), [go]);

  const { list, page, panel } = viewOf(context);
  const find = useCallback(
    (question: string, signal: AbortSignal) => findInPalette(work, question, signal),
    [work],
  );
  const askEverywhere = useCallback((question: string) => go({ view: 'search', question }), [go]);
  return (
    <>
      <Panes
        panes={panes}
        library={<Library context={context} />}
        {...(list === undefined ? {} : { list: <Safe key={`list ${place.view}`}>{list}</Safe> })}
        page={
          <>
            <StoreBanner
              notebook={notebook}
              onReopen={() => void reopen()}
              otherwise={saving?.kind === 'failed' ? null : <DiskBanner disk={notebook.disk} />}
            />
            <StartBanner notebook={notebook} />
            {notebook.readOnly === null && <BackupBanner work={work} onSafety={openSafety} />}
            <Safe key={stopOf(place)}>{page}</Safe>
          </>
        }
        {...(panel === undefined ? {} : { panel: <Safe key={`panel ${place.view}`}>{panel}</Safe> })}
        status={
          <Status boot={boot} desktop={desktop} context={context} saving={saving} onSafety={openSafety} />
        }
      />
      <Palette
        isOpen={dialog === 'palette'}
        onClose={() => setDialog(null)}
        commands={commands}
        context={context}
        onAsk={askEverywhere}
        search={find}
      />
      <ImportDialog work={work} isOpen={dialog === 'import'} onClose={closeImport} offer={dropped} />
      <ExportDialog />
      <DropArea work={work} onOffer={takeDropped} />
      <ShortcutsDialog isOpen={dialog === 'shortcuts'} onClose={() => setDialog(null)} />
      {versionsOf !== null && (
        <SourceVersions work={work} id={versionsOf} onClose={() => setVersionsOf(null)} />
      )}
      <RestoreWindow work={work} />
      <FullDisk disk={notebook.disk} />
      <LastBackup isOpen={leaving.isShown} onHurry={leaving.hurry} />
      <ToastArea toasts={toasts} />
    </>
  );
}
