// The parts a screen is put together from: headers, library items, panel sections, cards, the status bar.
import { ChevronRight, CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import {
  Button as AriaButton,
  Disclosure as AriaDisclosure,
  DisclosurePanel,
  Heading,
} from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import { Shortcut } from './Shortcut.tsx';
import { Tooltip } from './Tooltip.tsx';
import styles from './frame.module.css';
import { classes } from './classes.ts';

/** The bar above a list or a page: where one is, and what can be done with it. */
export function PageHeader({
  title,
  count,
  path,
  children,
}: {
  /** Bold: the name of a list. */
  readonly title?: ReactNode;
  readonly count?: string;
  /** Quiet: the way to the page, outermost first. */
  readonly path?: readonly ReactNode[];
  /** Buttons at the end. */
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <header className={styles['header']}>
      <div className={styles['where']}>
        {title !== undefined && <h2 className={styles['headerTitle']}>{title}</h2>}
        {count !== undefined && <span className={styles['number']}>{count}</span>}
        {path?.map((step, index) => (
          <span key={index} className={styles['step']}>
            {step}
          </span>
        ))}
      </div>
      {children}
    </header>
  );
}

/** A place in the library: notes, a saved search, a tag. */
export function NavItem({
  mark,
  count,
  isCurrent,
  onPress,
  children,
}: {
  readonly mark?: ReactNode;
  readonly count?: string | undefined;
  readonly isCurrent: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <AriaButton
      onPress={onPress}
      {...(isCurrent ? { 'aria-current': 'page' } : {})}
      className={classes(styles['nav'], isCurrent && styles['current'])}
    >
      {mark}
      <span className={styles['navText']}>{children}</span>
      {count !== undefined && <span className={styles['number']}>{count}</span>}
    </AriaButton>
  );
}

/** A heading with the places below it. */
export function NavGroup({
  label,
  children,
}: {
  readonly label?: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={styles['navGroup']}>
      {label !== undefined && <h2 className={styles['navLabel']}>{label}</h2>}
      {children}
    </div>
  );
}

/** A part of the right-hand panel. */
export function PanelSection({
  title,
  aside,
  children,
}: {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className={styles['section']}>
      <header className={styles['sectionHead']}>
        <h2>{title}</h2>
        {aside !== undefined && <span className={styles['sectionAside']}>{aside}</span>}
      </header>
      {children}
    </section>
  );
}

/** One thing in a panel: what it is, a few lines of it. Pressing it opens it where `onPress` is given. */
export function Card({
  head,
  end,
  onPress,
  children,
}: {
  readonly head?: ReactNode;
  /** Stands at the end of the head: a badge. */
  readonly end?: ReactNode;
  readonly onPress?: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const inside = (
    <>
      {(head !== undefined || end !== undefined) && (
        <span className={styles['cardHead']}>
          <span className={styles['cardWhat']}>{head}</span>
          {end}
        </span>
      )}
      <span className={styles['cardText']}>{children}</span>
    </>
  );
  if (onPress === undefined) return <div className={styles['card']}>{inside}</div>;
  return (
    <AriaButton onPress={onPress} className={classes(styles['card'])}>
      {inside}
    </AriaButton>
  );
}

/** A place with nothing in it: one sentence, and one next step with its shortcut. */
export function EmptyState({
  title,
  text,
  action,
  shortcut,
}: {
  readonly title: ReactNode;
  readonly text?: ReactNode;
  /** The one button. */
  readonly action?: ReactNode;
  readonly shortcut?: string;
}): ReactElement {
  return (
    <div className={styles['empty']}>
      <p className={styles['emptyTitle']}>{title}</p>
      {text !== undefined && <p className={styles['emptyText']}>{text}</p>}
      {action !== undefined && (
        <div className={styles['emptyAction']}>
          {action}
          {shortcut !== undefined && <Shortcut keys={shortcut} />}
        </div>
      )}
    </div>
  );
}

const bannerSigns = { info: Info, warn: TriangleAlert, bad: CircleAlert };

/** Something to know about the whole page, in place, with what to do about it. */
export function Banner({
  look = 'info',
  action,
  children,
}: {
  readonly look?: 'info' | 'warn' | 'bad';
  readonly action?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const Sign = bannerSigns[look];
  return (
    <div role={look === 'bad' ? 'alert' : 'status'} className={classes(styles['banner'], styles[look])}>
      <Sign aria-hidden />
      <div className={styles['bannerText']}>{children}</div>
      {action}
    </div>
  );
}

/** What is to come, in the size it will have. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }): ReactElement {
  return (
    <div role="status" aria-label={uiWords.loading} className={styles['skeleton']}>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}

/** A heading that opens and closes what is below it. */
export function Disclosure({
  title,
  isOpen,
  onToggle,
  children,
}: {
  readonly title: ReactNode;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <AriaDisclosure isExpanded={isOpen} onExpandedChange={onToggle} className={classes(styles['disclosure'])}>
      <Heading level={3}>
        <AriaButton slot="trigger" className={classes(styles['discloser'])}>
          <ChevronRight aria-hidden />
          {title}
        </AriaButton>
      </Heading>
      <DisclosurePanel>{children}</DisclosurePanel>
    </AriaDisclosure>
  );
}

/** What the program is doing, at the foot of the window. `end` stands at the right: what left the machine. */
export function StatusBar({
  children,
  end,
}: {
  readonly children: ReactNode;
  readonly end?: ReactNode;
}): ReactElement {
  return (
    <div className={styles['status']}>
      {children}
      {end !== undefined && <div className={styles['statusEnd']}>{end}</div>}
    </div>
  );
}

/** One fact in the status bar. `isAnnounced` tells screen readers when it changes: for what is rare and matters. */
export function StatusItem({
  look = 'plain',
  isAnnounced = false,
  title,
  onPress,
  children,
}: {
  /** Makes it a button, for what can be looked at or stopped. */
  readonly onPress?: () => void;
  readonly look?: 'plain' | 'good' | 'warn' | 'bad';
  readonly isAnnounced?: boolean;
  readonly title?: string;
  readonly children: ReactNode;
}): ReactElement {
  if (onPress !== undefined)
    return (
      <Tooltip text={title}>
        <AriaButton
          onPress={onPress}
          className={classes(styles['statusItem'], styles['statusPress'], styles[`status-${look}`])}
        >
          {children}
        </AriaButton>
      </Tooltip>
    );
  return (
    <span
      {...(isAnnounced ? { role: 'status' } : {})}
      title={title}
      className={classes(styles['statusItem'], styles[`status-${look}`])}
    >
      {children}
    </span>
  );
}
