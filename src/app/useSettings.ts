// The notebook's settings as they are now.
import { useSyncExternalStore } from 'react';
import type { Settings, SettingsBook } from '#notebook/settings.ts';

export function useSettings(book: SettingsBook): Settings {
  return useSyncExternalStore(book.watch, book.current);
}
