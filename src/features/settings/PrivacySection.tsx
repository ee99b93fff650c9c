// What leaves the machine, which is nothing, and the walls that see to it.
import type { ReactElement } from 'react';
import { settingsWords } from '#words/settings.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

const words = settingsWords.privacy;

export function PrivacySection(): ReactElement {
  return (
    <Section name="privacy" title={words.title}>
      <p>
        <strong>{words.nothing}</strong> {words.text}
      </p>
      <h3>{words.how}</h3>
      <ul className={styles['walls']}>
        {Object.entries(words.walls).map(([name, wall]) => (
          <li key={name}>{wall}</li>
        ))}
      </ul>
      <h3>{words.you}</h3>
      <p>{words.youText}</p>
    </Section>
  );
}
