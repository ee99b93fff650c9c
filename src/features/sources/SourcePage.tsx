// A source on its page: what is known about it, and its text to read and to quote from.
import {
  Copy,
  Download,
  Ellipsis,
  ExternalLink,
  FileDown,
  FilePen,
  History,
  Pencil,
  Quote,
  Trash2,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback, useEffect, useMemo } from 'react';
import { parseAddress } from '#domain/address.ts';
import type { Document } from '#domain/document.ts';
import type { Excerpt } from '#domain/excerpt.ts';
import type { SourceId } from '#domain/id.ts';
import type { Source } from '#domain/source.ts';
import { mayTypeText } from '#domain/source.ts';
import { carryMarkdown } from '#notebook/carrying.ts';
import type { Place } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button, IconButton } from '#ui/Button.tsx';
import type { MenuEntry } from '#ui/Menu.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { Banner, EmptyState, PageHeader, Skeleton } from '#ui/frame.tsx';
import type { Live } from '#ui/useLive.ts';
import { useLive, valueOf } from '#ui/useLive.ts';
import { exchangeWords } from '#words/exchange.ts';
import { sourceWords } from '#words/sources.ts';
import { titleText } from './byline.ts';
import { watchFor } from './changes.ts';
import { newExcerpt, newSource, typeText } from './commands.ts';
import { OpenedDialog } from './OpenedDialog.tsx';
import { ReadingBody } from './ReadingBody.tsx';
import { saveOriginal } from './original.ts';
import { SourceHead } from './SourceHead.tsx';
import { deskOf } from './desk.ts';
import styles from './sources.module.css';

const words = sourceWords.page;

type SourcesPlace = Place & { readonly view: 'sources' };

export interface SourcePageProps {
  readonly work: Workplace;
  readonly place: SourcesPlace;
}

export function SourcePage({ work, place }: SourcePageProps): ReactElement {
  return (
    <>
      {place.id === undefined ? (
        <>
          <PageHeader path={[sourceWords.sources]} />
          <EmptyState
            title={words.choose}
            text={words.chooseText}
            action={<Button onPress={() => newSource(work)}>{sourceWords.newSource}</Button>}
            shortcut="Mod+Shift+N"
          />
        </>
      ) : (
        <OneSource work={work} place={place} id={place.id} />
      )}
      <OpenedDialog work={work} />
    </>
  );
}

const noExcerpts: readonly Excerpt[] = [];

function OneSource({ work, place, id }: SourcePageProps & { readonly id: SourceId }): ReactElement {
  const { notebook } = work;
  const { source, document, excerpts } = useSource(work, id);
  const { at } = place;

  // Whoever comes for a passage does not want the excerpt that was looked at before.
  useEffect(() => deskOf(notebook).showNothing(), [notebook, id, at]);

  // Nothing is shown in one place that is in another a moment later: a click on it would be lost.
  if (source.kind === 'reading' || document.kind === 'reading') return <Waiting />;
  if (source.kind === 'failed') return <Banner look="bad">{words.failed(source.why)}</Banner>;
  if (!source.value)
    return (
      <>
        <PageHeader path={[sourceWords.sources]} />
        <EmptyState title={words.gone} text={words.goneText} />
      </>
    );
  const shown = source.value;
  return (
    <>
      <Header work={work} source={shown} />
      {shown.deletedAt !== undefined && (
        <Banner
          action={
            <Button onPress={() => void notebook.trash.bringBack([{ kind: 'source', id }])}>
              {words.bringBack}
            </Button>
          }
        >
          {words.deleted}
        </Banner>
      )}
      {document.kind === 'there' && document.value !== null ? (
        <ReadingBody
          work={work}
          source={id}
          head={<SourceHead work={work} source={shown} />}
          document={document.value}
          excerpts={excerpts}
          at={at}
        />
      ) : (
        <div className={styles['scroll']}>
          <article className={styles['article']}>
            <SourceHead work={work} source={shown} />
            {document.kind === 'failed' && <Banner look="bad">{words.textFailed(document.why)}</Banner>}
            {document.kind === 'there' && (
              <div className={styles['noText']}>
                <h2>{words.noText}</h2>
                <p>{words.noTextLong}</p>
                <div className={styles['noTextActions']}>
                  <Button
                    look="main"
                    icon={FilePen}
                    isDisabled={shown.deletedAt !== undefined}
                    onPress={() => typeText(work, id)}
                  >
                    {words.addText}
                  </Button>
                  <Button icon={Quote} onPress={() => newExcerpt(work, id)}>
                    {words.typeExcerpt}
                  </Button>
                </div>
              </div>
            )}
          </article>
        </div>
      )}
    </>
  );
}

interface LiveSource {
  readonly source: Live<Source | undefined>;
  readonly document: Live<Document | null>;
  readonly excerpts: readonly Excerpt[];
}

/** A source with its text and excerpts; the text is read anew only when it changed. */
function useSource({ notebook }: Workplace, id: SourceId): LiveSource {
  const readSource = useCallback(() => notebook.sources.get(id), [notebook, id]);
  const readDocument = useCallback(() => notebook.sources.document(id), [notebook, id]);
  const readExcerpts = useCallback(() => notebook.excerpts.of(id), [notebook, id]);
  const watchSource = useMemo(
    () => watchFor(notebook, (touched) => touched.kind === 'source' && touched.id === id),
    [notebook, id],
  );
  const watchDocument = useMemo(
    () => watchFor(notebook, (touched) => touched.kind === 'body' && touched.id === id),
    [notebook, id],
  );
  const watchExcerpts = useMemo(() => watchFor(notebook, ({ kind }) => kind === 'excerpt'), [notebook]);
  return {
    source: useLive(readSource, watchSource),
    document: useLive(readDocument, watchDocument),
    excerpts: valueOf(useLive(readExcerpts, watchExcerpts), noExcerpts),
  };
}

function Header({ work, source }: { readonly work: Workplace; readonly source: Source }): ReactElement {
  const { id } = source;
  const address = parseAddress(source.csl.URL);
  const edit = (): void => deskOf(work.notebook).open({ kind: 'edit source', id });
  const menu = sourceWords.menu;
  const entries: readonly MenuEntry[] = [
    { kind: 'item', id: 'edit', label: menu.edit, icon: Pencil, perform: edit },
    ...(mayTypeText(source)
      ? [
          {
            kind: 'item' as const,
            id: 'text',
            label: source.readable ? menu.replaceText : menu.addText,
            icon: FilePen,
            isDisabled: source.deletedAt !== undefined,
            perform: () => typeText(work, id),
          },
        ]
      : []),
    {
      kind: 'item',
      id: 'excerpt',
      label: menu.excerpt,
      icon: Quote,
      shortcut: 'Mod+E',
      perform: () => newExcerpt(work, id),
    },
    {
      kind: 'item',
      id: 'versions',
      label: menu.versions,
      icon: History,
      perform: () => work.showSourceVersions(id),
    },
    { kind: 'separator' },
    {
      kind: 'item',
      id: 'copy',
      label: menu.copyMarkdown,
      icon: Copy,
      perform: () => void carryMarkdown(work, { kind: 'source', id }, 'clipboard', exchangeWords),
    },
    ...(source.attachment === undefined
      ? []
      : [
          {
            kind: 'item' as const,
            id: 'original',
            label: menu.saveOriginal,
            icon: FileDown,
            perform: () => void saveOriginal(work, source),
          },
        ]),
    {
      kind: 'item',
      id: 'save',
      label: menu.saveMarkdown,
      icon: Download,
      perform: () => void carryMarkdown(work, { kind: 'source', id }, 'file', exchangeWords),
    },
    {
      kind: 'item',
      id: 'address',
      label: menu.openAddress,
      icon: ExternalLink,
      isDisabled: address === null,
      perform: () => void work.surroundings.openLink(address ?? ''),
    },
    { kind: 'separator' },
    {
      kind: 'item',
      id: 'delete',
      label: menu.remove,
      icon: Trash2,
      isDanger: true,
      perform: () => void work.remove([{ kind: 'source', id }]),
    },
  ];
  return (
    <PageHeader path={[sourceWords.sources, titleText(source)]}>
      {source.readable && <span className={styles['quiet']}>{sourceWords.words(source.words)}</span>}
      <Button look="plain" onPress={edit}>
        {words.edit}
      </Button>
      <MenuButton
        label={menu.label}
        placement="bottom end"
        trigger={<IconButton label={menu.label} icon={Ellipsis} />}
        entries={entries}
      />
    </PageHeader>
  );
}

function Waiting(): ReactElement {
  return (
    <>
      <PageHeader path={[sourceWords.sources]} />
      <div className={styles['article']}>
        <Skeleton lines={8} />
      </div>
    </>
  );
}
