// A shortcut drawn as key caps, as the person's own keyboard prints them.
import type { ReactElement } from 'react';
import { keyCaps, platformHere, type Platform } from './shortcut.ts';
import styles from './Shortcut.module.css';

export interface ShortcutProps {
  /** In the notation of command.ts. */
  readonly keys: string;
  readonly platform?: Platform;
}

export function Shortcut({ keys, platform = platformHere() }: ShortcutProps): ReactElement {
  const caps = keyCaps(keys, platform);
  return <kbd className={styles['keys']}>{caps.join(platform === 'darwin' ? '' : ' ')}</kbd>;
}
