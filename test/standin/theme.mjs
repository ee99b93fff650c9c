// nativeTheme: light, dark or the system's, carried to every page as what its media query says.
import { EventEmitter } from 'node:events';
import { provided } from './provided.mjs';

/** @typedef {'system' | 'light' | 'dark'} Source */

class NativeTheme extends EventEmitter {
  /** @type {Source} */
  #source = 'system';
  /** What the pages say of the system, once there is one. */
  #systemIsDark = false;

  get themeSource() {
    return this.#source;
  }

  set themeSource(source) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`${source} is no theme.`);
    if (source === this.#source) return;
    this.#source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors() {
    return this.#source === 'system' ? this.#systemIsDark : this.#source === 'dark';
  }

  get shouldUseHighContrastColors() {
    return false;
  }

  /** @param {boolean} isDark */
  learnSystem(isDark) {
    if (isDark === this.#systemIsDark) return;
    this.#systemIsDark = isDark;
    if (this.#source === 'system') this.emit('updated');
  }
}

export const theme = new NativeTheme();
export const nativeTheme = provided('nativeTheme', theme);

/** The media features a page is given. */
export function mediaFeatures() {
  const value = theme.themeSource === 'system' ? '' : theme.themeSource;
  return [{ name: 'prefers-color-scheme', value }];
}
