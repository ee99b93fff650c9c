// The small signs that stand beside text: kinds, reasons, ratings, trends, confidence. Each has a word besides.
import { ArrowDownRight, ArrowRight, ArrowUpRight, CircleHelp } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { uiWords } from '#words/ui.ts';
import styles from './marks.module.css';
import { classes } from './classes.ts';

export type Kind = keyof typeof uiWords.kinds;
export type Why = keyof typeof uiWords.why;
export type TrendName = keyof typeof uiWords.trends;
export type ConfidenceName = keyof typeof uiWords.confidence;

/** The coloured square of a kind, with its word unless the text beside it already says it. */
export function KindMark({
  kind,
  hideWord = false,
  children,
}: {
  readonly kind: Kind;
  readonly hideWord?: boolean;
  /** Stands in place of the kind's own word: "Excerpt, p. 12". */
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <span className={styles['kind']}>
      <i aria-hidden className={classes(styles['square'], styles[kind])} />
      {!hideWord && <span>{children ?? uiWords.kinds[kind]}</span>}
    </span>
  );
}

/** A word in a small box; with `why` it says how a hit was found. */
export function Badge({
  look = 'plain',
  title,
  children,
}: {
  readonly look?: 'plain' | 'warn' | 'bad' | 'good';
  readonly title?: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <span className={classes(styles['badge'], styles[look])} title={title}>
      {children}
    </span>
  );
}

export function WhyBadge({ why }: { readonly why: Why }): ReactElement {
  return <Badge title={uiWords.whyLong[why]}>{uiWords.why[why]}</Badge>;
}

/** A rating from 1 to the steps of its scale as bars on a diverging scale, with its word. */
export function Rating({
  value,
  most = 5,
  word,
  hideWord = false,
}: {
  /** 1 (poor) to `most` (strong); null where nothing was judged. */
  readonly value: number | null;
  /** How many steps the scale has; the colours are spread over them. */
  readonly most?: 3 | 5 | 7;
  /** What this value is called on its scale: "strong". */
  readonly word?: string;
  readonly hideWord?: boolean;
}): ReactElement {
  const said = value === null ? uiWords.notRated : (word ?? uiWords.ratingOf(value, most));
  const bars = value === null ? 0 : Math.min(most, Math.max(1, Math.round(value)));
  const level = bars === 0 ? 0 : 1 + Math.round(((bars - 1) / (most - 1)) * 4);
  return (
    <span className={styles['rating']}>
      <span role="img" aria-label={said} className={classes(styles['bars'], styles[`level${level}`])}>
        {Array.from({ length: most }, (_, step) => (
          <i key={step} className={classes(styles['step'], step < bars && styles['on'])} />
        ))}
      </span>
      {!hideWord && (
        <span aria-hidden className={styles['word']}>
          {said}
        </span>
      )}
    </span>
  );
}

const arrows = { rising: ArrowUpRight, steady: ArrowRight, falling: ArrowDownRight, unclear: CircleHelp };

export function Trend({
  trend,
  hideWord = false,
}: {
  readonly trend: TrendName;
  readonly hideWord?: boolean;
}): ReactElement {
  const Arrow = arrows[trend];
  return (
    <span className={styles['trend']}>
      <Arrow
        aria-hidden={!hideWord}
        {...(hideWord ? { role: 'img', 'aria-label': uiWords.trends[trend] } : {})}
      />
      {!hideWord && <span>{uiWords.trends[trend]}</span>}
    </span>
  );
}

const filled = { low: 1, moderate: 2, high: 3 };

/** How sure a judgement is: one to three dots and the word. */
export function Confidence({
  confidence,
  long = false,
}: {
  readonly confidence: ConfidenceName;
  readonly long?: boolean;
}): ReactElement {
  return (
    <span className={styles['confidence']}>
      <span aria-hidden className={styles['dots']}>
        {[1, 2, 3].map((dot) => (
          <i key={dot} className={classes(styles['dot'], dot <= filled[confidence] && styles['dotOn'])} />
        ))}
      </span>
      {long ? uiWords.confidenceLong[confidence] : uiWords.confidence[confidence]}
    </span>
  );
}
