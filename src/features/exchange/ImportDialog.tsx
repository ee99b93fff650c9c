// Bringing files in: choose or drop them, see what was found, say whose they are, and begin.
import type { ReactElement } from 'react';
import { useState, useSyncExternalStore } from 'react';
import { allowsImports } from '#notebook/disk.ts';
import type { ImportAs, ImportOffer } from '#notebook/importing.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Banner } from '#ui/frame.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { uiWords } from '#words/ui.ts';
import { OfferForm } from './OfferForm.tsx';
import { Ways } from './Ways.tsx';
import { folderName } from './rows.ts';
import { summarise } from './offerSummary.ts';
import { isUnderWay, useProgress } from './useProgress.ts';

const words = exchangeWords;

export interface ImportDialogProps {
  readonly work: Workplace;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What was dropped on the window: the dialog begins with it. */
  readonly offer?: ImportOffer | null;
}

export function ImportDialog({ work, isOpen, onClose, offer = null }: ImportDialogProps): ReactElement {
  const [seen, setSeen] = useState<{ readonly isOpen: boolean; readonly offer: ImportOffer | null }>({
    isOpen,
    offer,
  });
  const [chosen, setChosen] = useState(offer);
  const [as, setAs] = useState<ImportAs>('by kind');
  const progress = useProgress(work.importRun);
  // Opened anew, or something was dropped meanwhile: begin with what is there now.
  if (seen.isOpen !== isOpen || seen.offer !== offer) {
    setSeen({ isOpen, offer });
    setChosen(offer);
    setAs('by kind');
  }
  const { disk } = work.notebook;
  const { level } = useSyncExternalStore(disk.watch, disk.state);
  const isBusy = isUnderWay(progress);
  const show = (): void => {
    onClose();
    work.go({ view: 'import' });
  };
  if (isBusy)
    return (
      <Dialog
        title={words.choose.title}
        isOpen={isOpen}
        onClose={onClose}
        actions={
          <>
            <Button onPress={onClose}>{uiWords.close}</Button>
            <Button look="main" onPress={show}>
              {words.choose.show}
            </Button>
          </>
        }
      >
        <Banner>{words.choose.running}</Banner>
      </Dialog>
    );
  if (chosen === null)
    return (
      <Dialog title={words.choose.title} isOpen={isOpen} onClose={onClose}>
        <Ways work={work} onOffer={setChosen} />
      </Dialog>
    );
  const summary = summarise(chosen);
  const hasRoom = allowsImports(level);
  const start = (): void => {
    onClose();
    work.startImport(chosen, as);
  };
  return (
    <Dialog
      title={words.offer.title(folderName(chosen.root))}
      isOpen={isOpen}
      onClose={onClose}
      aside={
        <Button look="plain" onPress={() => setChosen(null)}>
          {words.offer.other}
        </Button>
      }
      actions={
        <>
          <Button onPress={onClose}>{uiWords.cancel}</Button>
          <Button look="main" isDisabled={!summary.holdsText || !hasRoom} onPress={start}>
            {words.offer.start(chosen.files.length)}
          </Button>
        </>
      }
    >
      {!hasRoom && <Banner look="bad">{words.reasons['no room']}</Banner>}
      <OfferForm offer={chosen} summary={summary} as={as} onAs={setAs} />
    </Dialog>
  );
}
