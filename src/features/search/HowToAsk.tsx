// How to ask: every operator in plain words with an example, which a press begins to write.
import { CircleHelp } from 'lucide-react';
import type { ReactElement } from 'react';
import { useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { askOperators } from '#notebook/asking.ts';
import { IconButton } from '#ui/Button.tsx';
import { Popover } from '#ui/Popover.tsx';
import { askingWords } from '#words/asking.ts';
import styles from './search.module.css';

const words = askingWords.help;

interface Way {
  readonly example: string;
  readonly text: string;
  /** What a press writes of it. */
  readonly written: string;
}

const ways: readonly Way[] = [
  { example: words.phraseExample, text: words.phrase, written: '""' },
  { example: words.minusExample, text: words.minus, written: '-' },
  ...askOperators.map((operator) => ({
    example: words.examples[operator],
    text: words.operators[operator],
    written: `${operator}:`,
  })),
];

export interface HowToAskProps {
  readonly onWrite: (written: string) => void;
  /** What was written wants to be gone on with. */
  readonly onWritten: () => void;
}

export function HowToAsk({ onWrite, onWritten }: HowToAskProps): ReactElement {
  const isWritten = useRef(false);
  // What closes gives the focus back to its button, which hands it on.
  const handOn = (): void => {
    if (isWritten.current) onWritten();
    isWritten.current = false;
  };
  return (
    <Popover
      label={words.title}
      placement="bottom end"
      trigger={<IconButton label={words.title} icon={CircleHelp} onFocus={handOn} />}
    >
      {(close) => (
        <div className={styles['help']}>
          <h2>{words.title}</h2>
          <p>{words.text}</p>
          <ul>
            {ways.map(({ example, text, written }) => (
              <li key={example}>
                <AriaButton
                  className={styles['way'] ?? ''}
                  onPress={() => {
                    isWritten.current = true;
                    onWrite(written);
                    close();
                  }}
                >
                  <code>{example}</code>
                  <span>{text}</span>
                </AriaButton>
              </li>
            ))}
          </ul>
          <p className={styles['helpFoot']}>{words.dates}</p>
        </div>
      )}
    </Popover>
  );
}
