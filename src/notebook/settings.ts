// Settings of the notebook: one default each, read at once, written through the door.
import type { Setting } from '#domain/operation.ts';
import type { Store } from '#store/store.ts';
import type { Door } from './door.ts';
import { parseSearches, type SavedSearch } from './savedSearches.ts';

const paneNames = ['library', 'list', 'panel'] as const;

export interface PanesMemory {
  readonly library: number;
  readonly list: number;
  readonly panel: number;
  readonly hidden: readonly (typeof paneNames)[number][];
}

/** Every setting with its default. A stored value of another shape is passed over. */
const defaults = {
  theme: 'system' as 'system' | 'light' | 'dark',
  /** Percent of the usual size of text. */
  textZoom: 100,
  /** Widths of panes in rem, and those that are hidden; null until the person changed something. */
  panes: null as PanesMemory | null,
  noteOrder: 'edited' as 'edited' | 'created' | 'title',
  sourceOrder: 'edited' as 'edited' | 'created' | 'title',
  welcomed: false as boolean,
  /** Whether indexing by meaning was paused by the person. */
  indexingPaused: false as boolean,
  searches: [] as readonly SavedSearch[],
};
export type Settings = typeof defaults;
export type SettingName = keyof Settings;

const readers: { readonly [N in SettingName]: (value: unknown) => Settings[N] | undefined } = {
  theme: oneOf('system', 'light', 'dark'),
  textZoom: (value) =>
    typeof value === 'number' && value >= 50 && value <= 300 ? Math.round(value) : undefined,
  panes: (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const { library, list, panel, hidden } = value as Readonly<Record<string, unknown>>;
    if (
      typeof library !== 'number' ||
      typeof list !== 'number' ||
      typeof panel !== 'number' ||
      !Array.isArray(hidden)
    )
      return undefined;
    return { library, list, panel, hidden: paneNames.filter((name) => hidden.includes(name)) };
  },
  noteOrder: oneOf('edited', 'created', 'title'),
  sourceOrder: oneOf('edited', 'created', 'title'),
  welcomed: yesOrNo,
  indexingPaused: yesOrNo,
  searches: parseSearches,
};

function yesOrNo(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function oneOf<const T extends string>(...choices: readonly T[]): (value: unknown) => T | undefined {
  return (value) => choices.find((choice) => choice === value);
}

export interface SettingsBook {
  readonly current: () => Settings;
  /** Takes effect at once; rejects nothing: a setting that could not be written holds until the program ends. */
  readonly set: <const N extends SettingName>(name: N, value: Settings[N]) => Promise<void>;
  readonly watch: (listener: (settings: Settings) => void) => () => void;
}

export async function openSettings(store: Store, door: Door): Promise<SettingsBook> {
  const stored = new Map(
    (await store.settings()).map((setting): [string, Setting] => [setting.name, setting]),
  );
  const listeners = new Set<(settings: Settings) => void>();
  let current: Settings = { ...defaults };
  const take = (name: SettingName, value: unknown): void => {
    const read = readers[name](value);
    if (read !== undefined) current = { ...current, [name]: read };
  };
  for (const name of Object.keys(defaults) as SettingName[]) take(name, stored.get(name)?.value);
  return {
    current: () => current,
    set: async (name, value) => {
      take(name, value);
      for (const listener of listeners) listener(current);
      const revision = (stored.get(name)?.revision ?? 0) + 1;
      const setting: Setting = { name, value: current[name], revision };
      stored.set(name, setting);
      await door.commit([{ op: 'setting', setting }]);
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
