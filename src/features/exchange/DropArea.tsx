// The whole window as a place to drop files and folders on. Text that is dragged inside the window is left alone.
import { FileInput } from 'lucide-react';
import type { ReactElement } from 'react';
import { useEffect, useRef, useState } from 'react';
import { whyOf } from './why.ts';
import type { ImportOffer } from '#notebook/importing.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { exchangeWords } from '#words/exchange.ts';
import { entriesOf, offerOf } from './droppedOffer.ts';
import styles from './drop.module.css';

const words = exchangeWords.drop;

/** A drag tells that it is there several times a second, also at rest; one that is silent was given up elsewhere. */
const silenceMs = 1000;

export interface DropAreaProps {
  readonly work: Workplace;
  readonly onOffer: (offer: ImportOffer) => void;
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

export function DropArea({ work, onOffer }: DropAreaProps): ReactElement | null {
  const [state, setState] = useState<'idle' | 'over' | 'looking'>('idle');
  const latest = useRef({ tell: work.tell, onOffer });
  useEffect(() => {
    latest.current = { tell: work.tell, onOffer };
  });

  useEffect(() => {
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    let away: ReturnType<typeof setTimeout> | undefined;
    const claim = (event: DragEvent): boolean => {
      if (!carriesFiles(event)) return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    };
    const look = async (entries: readonly FileSystemEntry[]): Promise<void> => {
      setState('looking');
      try {
        const offer = await offerOf(entries);
        if (offer.files.length + offer.refused.length > 0) latest.current.onOffer(offer);
        else latest.current.tell({ text: words.nothing, look: 'bad' });
      } catch (error) {
        latest.current.tell({ text: words.failed(whyOf(error)), look: 'bad' });
      } finally {
        setState('idle');
      }
    };
    const leave = (): void => {
      clearTimeout(away);
      setState((now) => (now === 'over' ? 'idle' : now));
    };
    const hover = (event: DragEvent): void => {
      if (!claim(event)) return;
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setState('over');
      clearTimeout(away);
      away = setTimeout(leave, silenceMs);
    };
    addEventListener('dragenter', hover, options);
    addEventListener('dragover', hover, options);
    addEventListener(
      'dragleave',
      (event) => {
        // Out of the window: nothing is entered.
        if (claim(event) && event.relatedTarget === null) leave();
      },
      options,
    );
    addEventListener(
      'drop',
      (event) => {
        if (!claim(event) || !event.dataTransfer) return;
        clearTimeout(away);
        void look(entriesOf(event.dataTransfer));
      },
      options,
    );
    return () => {
      clearTimeout(away);
      listening.abort();
    };
  }, []);

  if (state === 'idle') return null;
  return (
    <div className={styles['overlay']} role="status">
      <div className={styles['target']}>
        <FileInput aria-hidden />
        <p className={styles['title']}>{state === 'over' ? words.title : words.looking}</p>
        {state === 'over' && <p>{words.text}</p>}
      </div>
    </div>
  );
}
