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
    /** Elements that the drag is over: leaving one enters another. */
    let depth = 0;
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
    addEventListener(
      'dragenter',
      (event) => {
        if (!claim(event)) return;
        depth += 1;
        setState('over');
      },
      options,
    );
    addEventListener(
      'dragleave',
      (event) => {
        if (!claim(event)) return;
        depth = Math.max(0, depth - 1);
        if (depth === 0) setState('idle');
      },
      options,
    );
    addEventListener(
      'dragover',
      (event) => {
        if (claim(event) && event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      },
      options,
    );
    addEventListener(
      'drop',
      (event) => {
        if (!claim(event) || !event.dataTransfer) return;
        depth = 0;
        void look(entriesOf(event.dataTransfer));
      },
      options,
    );
    return () => listening.abort();
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
