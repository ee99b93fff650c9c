// A document to read: its nodes as elements, with excerpts and the sought passage marked. Nothing in it can be edited.
import type { ReactElement, ReactNode } from 'react';
import { createElement, Fragment, memo, useMemo } from 'react';
import { parseAddress } from '#domain/address.ts';
import type { Mark } from '#domain/document.ts';
import { isTextBlock } from '#domain/plainText.ts';
import { classes } from '#ui/classes.ts';
import { blockPlace } from './pagePoints.ts';
import type { CutText, Placed, PlacedText, TextMark } from './placedText.ts';
import { cutText } from './placedText.ts';
import styles from './reading.module.css';

export interface ReadingTextProps {
  readonly placed: PlacedText;
  /** In order of their start. */
  readonly marks: readonly TextMark[];
}

/** Top-level blocks drawn together; those out of sight are laid out only when they come near. */
const blocksInChunk = 16;
const none: readonly TextMark[] = [];

export function ReadingText({ placed, marks }: ReadingTextProps): ReactElement {
  const chunks = useMemo(
    () =>
      Array.from({ length: Math.ceil(placed.blocks.length / blocksInChunk) }, (_, index) =>
        placed.blocks.slice(index * blocksInChunk, (index + 1) * blocksInChunk),
      ),
    [placed],
  );
  return (
    <>
      {chunks.map((blocks, index) => (
        <div key={index} className={styles['chunk']}>
          {blocks.map((block, at) => (
            <Block key={at} placed={block} marks={marksOver(block, marks)} />
          ))}
        </div>
      ))}
    </>
  );
}

function marksOver({ start, end }: Placed, marks: readonly TextMark[]): readonly TextMark[] {
  const over = marks.filter((mark) => mark.start < end && mark.end > start);
  return over.length === 0 ? none : over;
}

const sameMarks = (a: readonly TextMark[], b: readonly TextMark[]): boolean =>
  a.length === b.length && a.every((mark, index) => mark === b[index]);

/** Drawn again only when its own marks change: a new excerpt touches one paragraph of a long text. */
const Block = memo(
  function Block({ placed, marks }: { readonly placed: Placed; readonly marks: readonly TextMark[] }) {
    return element(placed, marks);
  },
  (before, after) => before.placed === after.placed && sameMarks(before.marks, after.marks),
);

const headings = ['h2', 'h3', 'h4', 'h5', 'h6'] as const;

function element(placed: Placed, marks: readonly TextMark[]): ReactElement {
  const { node, inside } = placed;
  const children = isTextBlock(node)
    ? inside.map((each, index) => <Fragment key={index}>{inline(each, marks)}</Fragment>)
    : inside.map((each, index) => <Fragment key={index}>{element(each, marks)}</Fragment>);
  switch (node.type) {
    case 'heading': {
      const level = typeof node.attrs?.['level'] === 'number' ? node.attrs['level'] : 1;
      const tag = headings[Math.min(headings.length, Math.max(1, level)) - 1] ?? 'h6';
      return createElement(tag, blockPlace(placed), children);
    }
    case 'blockquote':
      return <blockquote>{children}</blockquote>;
    case 'bulletList':
      return <ul>{children}</ul>;
    case 'orderedList': {
      const start = node.attrs?.['start'];
      return <ol {...(typeof start === 'number' ? { start } : {})}>{children}</ol>;
    }
    case 'listItem':
      return <li>{children}</li>;
    case 'taskList':
      return <ul className={styles['tasks']}>{children}</ul>;
    case 'taskItem':
      return (
        <li className={classes(styles['task'], node.attrs?.['checked'] === true && styles['done'])}>
          {children}
        </li>
      );
    case 'codeBlock':
      return (
        <pre>
          <code {...blockPlace(placed)}>{children}</code>
        </pre>
      );
    case 'horizontalRule':
      return <hr />;
    default:
      return <p {...blockPlace(placed)}>{children}</p>;
  }
}

function inline({ node, start }: Placed, marks: readonly TextMark[]): ReactNode {
  switch (node.type) {
    case 'hardBreak':
      return <br />;
    case 'reference': {
      const text = typeof node.attrs?.['text'] === 'string' ? node.attrs['text'] : '';
      return <span className={styles['reference']}>{marked(text, start, marks)}</span>;
    }
    default:
      return styled(marked(node.text ?? '', start, marks), node.marks ?? []);
  }
}

function marked(text: string, start: number, marks: readonly TextMark[]): ReactNode {
  return cutText(text, start, marks).map((piece) => {
    // A passage that is shown again is another element, so that its mark is fresh again.
    const passage = piece.marks.findLast(({ kind }) => kind === 'passage')?.id ?? '';
    return <MarkedPiece key={`${piece.start} ${passage}`} piece={piece} />;
  });
}

function MarkedPiece({ piece: { text, marks } }: { readonly piece: CutText }): ReactNode {
  // Of excerpts within one another the shorter is meant: the longer can be reached beside it.
  const [excerpt] = marks
    .filter(({ kind }) => kind === 'excerpt')
    .toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const passage = marks.findLast(({ kind }) => kind === 'passage');
  if (!excerpt && !passage) return text;
  return (
    <mark
      className={classes(excerpt && styles['excerpt'], passage && styles['passage'])}
      {...(excerpt ? { 'data-excerpt': excerpt.id } : {})}
      {...(passage ? { 'data-passage': passage.id } : {})}
    >
      {text}
    </mark>
  );
}

const tags = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' } as const;

function styled(text: ReactNode, marks: readonly Mark[]): ReactNode {
  return marks.reduceRight<ReactNode>((inner, { type, attrs }) => {
    if (type === 'claim') return inner;
    if (type !== 'link') return createElement(tags[type], null, inner);
    const address = parseAddress(attrs?.['href']);
    return address === null ? inner : <a href={address}>{inner}</a>;
  }, text);
}
