// The ways in: the desktop's dialogs for files and for a folder, and a reminder that dropping works everywhere.
import { FileText, FolderOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ImportOffer } from '#notebook/importing.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { Banner } from '#ui/frame.tsx';
import { exchangeWords } from '#words/exchange.ts';
import styles from './import.module.css';
import { whyOf } from './why.ts';

const words = exchangeWords.choose;

const ways = [
  { what: 'folder', label: words.folder, text: words.folderText, Sign: FolderOpen },
  { what: 'files', label: words.files, text: words.filesText, Sign: FileText },
] as const;

type State = { readonly kind: 'asking' | 'looking' } | { readonly kind: 'failed'; readonly why: string };

export interface WaysProps {
  readonly work: Workplace;
  readonly onOffer: (offer: ImportOffer) => void;
}

export function Ways({ work: { surroundings }, onOffer }: WaysProps): ReactElement {
  const [state, setState] = useState<State>({ kind: 'asking' });
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  const choose = async (what: 'files' | 'folder'): Promise<void> => {
    setState({ kind: 'looking' });
    const next = await surroundings.chooseImport(what).then(
      (offer) => offer,
      (error: unknown) => ({ why: whyOf(error) }),
    );
    // A folder may be large, and the person may have thought better of it meanwhile.
    if (!here.current) return;
    if (next !== null && 'why' in next) setState({ kind: 'failed', why: next.why });
    else setState({ kind: 'asking' });
    if (next !== null && 'files' in next) onOffer(next);
  };

  return (
    <>
      <p>{words.lead}</p>
      {state.kind === 'failed' && <Banner look="bad">{words.failed(state.why)}</Banner>}
      <div className={styles['ways']}>
        {ways.map(({ what, label, text, Sign }) => (
          <AriaButton
            key={what}
            isDisabled={state.kind === 'looking'}
            className={styles['way'] ?? ''}
            onPress={() => void choose(what)}
          >
            <Sign aria-hidden />
            <span className={styles['wayLabel']}>{label}</span>
            <span>{text}</span>
          </AriaButton>
        ))}
      </div>
      {state.kind === 'looking' ? (
        <ProgressBar label={words.looking} progress={null} />
      ) : (
        <p className={styles['dropHint']}>{words.drop}</p>
      )}
    </>
  );
}
