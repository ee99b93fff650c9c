// Theme and text size, with a few lines to judge them by.
import type { ReactElement } from 'react';
import { useSyncExternalStore } from 'react';
import type { SettingsBook } from '#notebook/settings.ts';
import { Segmented } from '#ui/Segmented.tsx';
import { keyCaps, platformHere } from '#ui/shortcut.ts';
import { settingsWords } from '#words/settings.ts';
import { Row, Section } from './Section.tsx';
import styles from './settings.module.css';

const words = settingsWords.look;
const themes = ['system', 'light', 'dark'] as const;
/** Per cent of the usual size; the keys reach sizes between and beyond. */
const sizes = [80, 90, 100, 110, 125, 150, 175, 200];

function caps(keys: string): string {
  return keyCaps(keys, platformHere()).join(' ');
}

export function LookSection({ settings }: { readonly settings: SettingsBook }): ReactElement {
  const { theme, textZoom } = useSyncExternalStore(settings.watch, settings.current);
  const shown = sizes.includes(textZoom) ? sizes : [...sizes, textZoom].toSorted((a, b) => a - b);
  return (
    <Section name="look" title={words.title}>
      <Row label={words.theme}>
        <Segmented
          label={words.theme}
          value={theme}
          onChange={(value) => void settings.set('theme', value)}
          segments={themes.map((value) => ({ value, label: words.themes[value] }))}
        />
      </Row>
      <Row label={words.size}>
        <Segmented
          label={words.size}
          value={String(textZoom)}
          onChange={(value) => void settings.set('textZoom', Number(value))}
          segments={shown.map((size) => ({ value: String(size), label: words.sizes(size / 100) }))}
        />
        <p className={styles['hint']}>{words.sizeHint(caps('Mod+='), caps('Mod+-'), caps('Mod+0'))}</p>
        <div className={styles['preview']}>
          <p>{words.preview}</p>
          <small>{words.previewNote}</small>
        </div>
      </Row>
    </Section>
  );
}
