// The settings: each takes effect at once and is written like everything else.
import type { ReactElement } from 'react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { PageHeader } from '#ui/frame.tsx';
import { settingsWords } from '#words/settings.ts';
import { LookSection } from './LookSection.tsx';
import { NotebookSection } from './NotebookSection.tsx';
import { PrivacySection } from './PrivacySection.tsx';
import { SampleSection } from './SampleSection.tsx';
import { SearchSection } from './SearchSection.tsx';
import { Section } from './Section.tsx';
import { sections } from './sections.ts';
import styles from './settings.module.css';

export interface SettingsPageProps {
  readonly work: Workplace;
  /** What is said of backups and restoring. */
  readonly safety: { readonly title: string; readonly content: ReactElement };
}

export function SettingsPage({ work, safety }: SettingsPageProps): ReactElement {
  const page = useRef<HTMLDivElement>(null);
  const wished = useSyncExternalStore(sections.watch, sections.wished);
  useEffect(() => {
    if (wished === null) return;
    const section = page.current?.querySelector<HTMLElement>(`[data-section="${wished}"]`);
    section?.scrollIntoView({ block: 'start' });
    section?.focus({ preventScroll: true });
    sections.settle();
  }, [wished]);
  return (
    <div className={styles['page']}>
      <PageHeader title={settingsWords.title} />
      <div ref={page} className={styles['scroll']}>
        <div className={styles['column']}>
          <LookSection settings={work.notebook.settings} />
          <NotebookSection work={work} />
          <Section name="safety" title={safety.title}>
            {safety.content}
          </Section>
          <SearchSection work={work} />
          <PrivacySection />
          <SampleSection work={work} />
          <Section name="about" title={settingsWords.about.title}>
            <p>
              <strong>{settingsWords.about.version(work.program.version)}</strong>
            </p>
            <p>{settingsWords.about.text}</p>
          </Section>
        </div>
      </div>
    </div>
  );
}
