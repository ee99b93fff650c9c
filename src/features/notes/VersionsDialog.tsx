// "Earlier versions": what was kept of a note, what differs from the present text, and the way back.
import type { ReactElement } from 'react';
import { useEffect, useState } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { DateText } from '#ui/DateText.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Banner, EmptyState, Skeleton } from '#ui/frame.tsx';
import { VirtualList } from '#ui/VirtualList.tsx';
import { noteWords } from '#words/notes.ts';
import type { Compared, Subject, Version } from './versions.ts';
import { goBackTo, readVersions } from './versions.ts';
import { VersionText } from './VersionText.tsx';
import styles from './versions.module.css';

const words = noteWords.versions;
const rowRem = 4;

interface Props {
  readonly work: Workplace;
  /** The same value as long as it is the same text. */
  readonly subject: Subject;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
  readonly onWentBack: () => void;
}

type State =
  | { readonly kind: 'reading' }
  | { readonly kind: 'there'; readonly versions: readonly Version[] }
  | { readonly kind: 'failed'; readonly why: string };

const keyOf = ({ revision }: Version): string => revision.id;
const textOf = ({ revision }: Version): string => revision.title;

export function VersionsDialog({ work, subject, isReadOnly, onClose, onWentBack }: Props): ReactElement {
  const state = useVersions(work, subject);
  const [wanted, setWanted] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isGoing, setGoing] = useState(false);
  const versions = state.kind === 'there' ? state.versions : [];
  const chosen =
    versions.find((version) => keyOf(version) === wanted) ??
    // What differs is what one comes for.
    versions.find(({ compared }) => compared.kind === 'there' && compared.same === 'no') ??
    versions[0];
  const isPresent = chosen?.compared.kind === 'there' && chosen.compared.same === 'whole';

  const goBack = async (): Promise<void> => {
    if (!chosen || isGoing) return;
    setGoing(true);
    const why = await goBackTo(work, subject, chosen.revision);
    setGoing(false);
    if (why === null) onWentBack();
    else setFailure(words.notGone(noteWords.saving.failed[why]));
  };

  return (
    <Dialog
      title={words.title}
      isOpen
      size="large"
      onClose={onClose}
      aside={chosen === undefined || isReadOnly ? undefined : words.goBackHint}
      actions={
        <>
          <Button onPress={onClose}>{words.close}</Button>
          {chosen !== undefined && !isReadOnly && (
            <Button look="main" isDisabled={isGoing || isPresent} onPress={() => void goBack()}>
              {words.goBack}
            </Button>
          )}
        </>
      }
    >
      {failure !== null && <Banner look="bad">{failure}</Banner>}
      {state.kind === 'failed' && <Banner look="bad">{words.failed(state.why)}</Banner>}
      {state.kind === 'reading' && <Skeleton lines={8} />}
      {state.kind === 'there' && !chosen && (
        <div className={styles['empty']}>
          <EmptyState
            title={words.empty}
            text={subject.kind === 'note' ? words.emptyText : words.emptySource}
          />
        </div>
      )}
      {chosen && (
        <div className={styles['versions']}>
          <div className={styles['list']}>
            <VirtualList
              label={words.list}
              items={versions}
              keyOf={keyOf}
              textOf={textOf}
              row={(version) => <Row version={version} />}
              rowRem={rowRem}
              selected={new Set([keyOf(chosen)])}
              onSelect={([key]) => setWanted(key ?? null)}
            />
          </div>
          <VersionText key={keyOf(chosen)} compared={chosen.compared} />
        </div>
      )}
    </Dialog>
  );
}

function useVersions(work: Workplace, subject: Subject): State {
  const [state, setState] = useState<State>({ kind: 'reading' });
  const { notebook, flushDrafts } = work;
  useEffect(() => {
    const ended = new AbortController();
    const show = (versions: readonly Version[]): void => setState({ kind: 'there', versions });
    readVersions({ notebook, flushDrafts }, subject, show, ended.signal).catch((error: unknown) => {
      if (!ended.signal.aborted)
        setState({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    });
    return () => ended.abort();
  }, [notebook, flushDrafts, subject]);
  return state;
}

function Row({ version: { revision, compared } }: { readonly version: Version }): ReactElement {
  return (
    <div className={styles['row']}>
      <span className={styles['when']}>
        <DateText iso={revision.createdAt} />
        <span className={styles['why']}>{words.why[revision.why]}</span>
      </span>
      <Changed compared={compared} />
    </div>
  );
}

function Changed({ compared }: { readonly compared: Compared }): ReactElement {
  if (compared.kind === 'waiting') return <span className={styles['quiet']}>{words.counting}</span>;
  if (compared.kind === 'failed')
    return <span className={styles['bad']}>{words.failedText(compared.why)}</span>;
  if (compared.same === 'whole') return <span className={styles['quiet']}>{words.present}</span>;
  if (compared.same === 'words') return <span className={styles['quiet']}>{words.looksOnly}</span>;
  const { added, removed } = compared.difference;
  return <span className={styles['quiet']}>{words.counts(added, removed)}</span>;
}
