// An excerpt on its page: the quotation, its source, what was thought of it, and where it is cited.
import { BookOpen, Ellipsis } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback, useMemo } from 'react';
import type { Excerpt } from '#domain/excerpt.ts';
import type { ExcerptId } from '#domain/id.ts';
import type { Source } from '#domain/source.ts';
import type { Place } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button, IconButton } from '#ui/Button.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { TagChip } from '#ui/TagField.tsx';
import { Banner, EmptyState, PageHeader, Skeleton } from '#ui/frame.tsx';
import { Badge } from '#ui/marks.tsx';
import { useLive } from '#ui/useLive.ts';
import { excerptWords, sourceWords } from '#words/sources.ts';
import { bylineText, confidentialityText, locatorText, titleText } from './byline.ts';
import { watchFor } from './changes.ts';
import { CitedIn } from './CitedIn.tsx';
import { excerptEntries } from './ExcerptCard.tsx';
import { OpenedDialog } from './OpenedDialog.tsx';
import { deskOf } from './desk.ts';
import styles from './sources.module.css';

const words = excerptWords.one;

export interface ExcerptPageProps {
  readonly work: Workplace;
  readonly place: Place & { readonly view: 'excerpts' };
}

export function ExcerptPage({ work, place }: ExcerptPageProps): ReactElement {
  return (
    <>
      {place.id === undefined ? (
        <>
          <PageHeader path={[excerptWords.excerpts]} />
          <EmptyState title={words.choose} text={words.chooseText} />
        </>
      ) : (
        <OneExcerpt work={work} id={place.id} />
      )}
      <OpenedDialog work={work} />
    </>
  );
}

function OneExcerpt({ work, id }: { readonly work: Workplace; readonly id: ExcerptId }): ReactElement {
  const { notebook } = work;
  const read = useCallback(async () => {
    const excerpt = await notebook.excerpts.get(id);
    return excerpt && { excerpt, source: await notebook.sources.get(excerpt.sourceId) };
  }, [notebook, id]);
  const watch = useMemo(
    () => watchFor(notebook, (touched) => touched.id === id || touched.kind === 'source'),
    [notebook, id],
  );
  const live = useLive(read, watch);
  if (live.kind === 'reading')
    return (
      <>
        <PageHeader path={[excerptWords.excerpts]} />
        <div className={styles['article']}>
          <Skeleton lines={5} />
        </div>
      </>
    );
  if (live.kind === 'failed') return <Banner look="bad">{words.failed(live.why)}</Banner>;
  if (!live.value)
    return (
      <>
        <PageHeader path={[excerptWords.excerpts]} />
        <EmptyState title={words.gone} text={words.goneText} />
      </>
    );
  const { excerpt, source } = live.value;
  const edit = (): void => deskOf(notebook).open({ kind: 'edit excerpt', id });
  return (
    <>
      <PageHeader path={[excerptWords.excerpts, sourceName(source)]}>
        <Button look="plain" onPress={edit}>
          {words.edit}
        </Button>
        <MenuButton
          label={excerptWords.menu.label}
          placement="bottom end"
          trigger={<IconButton label={excerptWords.menu.label} icon={Ellipsis} />}
          entries={excerptEntries(work, excerpt, source, edit)}
        />
      </PageHeader>
      {excerpt.deletedAt !== undefined && (
        <Banner
          action={
            <Button onPress={() => void notebook.trash.bringBack([{ kind: 'excerpt', id }])}>
              {words.bringBack}
            </Button>
          }
        >
          {words.deleted}
        </Banner>
      )}
      <div className={styles['scroll']}>
        <article className={styles['article']}>
          <Quotation work={work} excerpt={excerpt} source={source} />
          <Thoughts excerpt={excerpt} />
        </article>
        <Citations work={work} id={id} />
      </div>
    </>
  );
}

function sourceName(source: Source | undefined): string {
  if (!source) return excerptWords.sourceGone;
  return source.deletedAt === undefined ? titleText(source) : excerptWords.inTrash(titleText(source));
}

function Quotation({
  work,
  excerpt,
  source,
}: {
  readonly work: Workplace;
  readonly excerpt: Excerpt;
  readonly source: Source | undefined;
}): ReactElement {
  const { anchor, sourceId } = excerpt;
  const details = [source ? bylineText(source) : '', locatorText(excerpt)].filter((part) => part !== '');
  const confidentiality = source ? confidentialityText(source) : '';
  const read = (): void =>
    work.go({
      view: 'sources',
      id: sourceId,
      ...(anchor.kind === 'anchored' ? { at: { start: anchor.start, end: anchor.end } } : {}),
    });
  return (
    <>
      <blockquote className={styles['large']}>{excerpt.quotation}</blockquote>
      <div className={styles['from']}>
        <span className={styles['fromTitle']}>{sourceName(source)}</span>
        {details.length > 0 && <span>{details.join(', ')}</span>}
        {confidentiality !== '' && <Badge look="warn">{confidentiality}</Badge>}
        <span className={anchor.kind === 'needs review' ? styles['careful'] : undefined}>
          {excerptWords.state[anchor.kind]}
        </span>
        {source && (
          <Button icon={BookOpen} onPress={read}>
            {words.inSource}
          </Button>
        )}
      </div>
    </>
  );
}

function Thoughts({ excerpt }: { readonly excerpt: Excerpt }): ReactElement {
  const { comment, credibility, tags } = excerpt;
  return (
    <dl className={styles['thoughts']}>
      <dt>{words.comment}</dt>
      <dd>
        {comment === '' ? (
          <span className={styles['quiet']}>{words.noComment}</span>
        ) : (
          <span className={styles['commentText']}>{comment}</span>
        )}
      </dd>
      <dt>{words.credibility}</dt>
      <dd>
        {credibility === undefined ? (
          <span className={styles['quiet']}>{excerptWords.noCredibility}</span>
        ) : (
          excerptWords.credibility[credibility]
        )}
      </dd>
      {tags.length > 0 && (
        <>
          <dt>{sourceWords.tags}</dt>
          <dd className={styles['grades']}>
            {tags.map((tag) => (
              <TagChip key={tag}>{tag}</TagChip>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

function Citations({ work, id }: { readonly work: Workplace; readonly id: ExcerptId }): ReactElement {
  const ids = useMemo(() => [id], [id]);
  return (
    <div className={styles['citations']}>
      <CitedIn work={work} ids={ids} />
    </div>
  );
}
