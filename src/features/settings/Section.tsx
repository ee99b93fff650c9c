// A section of the settings, and a row in it: what is set, and the control.
import type { ReactElement, ReactNode } from 'react';
import type { SectionName } from './sections.ts';
import styles from './settings.module.css';

export function Section({
  name,
  title,
  children,
}: {
  readonly name: SectionName;
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section
      data-section={name}
      tabIndex={-1}
      aria-labelledby={`settings-${name}`}
      className={styles['section']}
    >
      <h2 id={`settings-${name}`}>{title}</h2>
      {children}
    </section>
  );
}

export function Row({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={styles['row']}>
      <div className={styles['label']}>{label}</div>
      <div className={styles['control']}>{children}</div>
    </div>
  );
}
