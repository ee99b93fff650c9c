// The browser's own storage, where it has become unusable: set aside and begun anew. The notebook is not in it alone.
import { session } from 'electron';
import { origin } from '#desktop/contract.ts';
import { copyAside } from './coldCopy.ts';
import type { Handlers } from './registrar.ts';

export function setupStorage(profile: string): Pick<Handlers, 'renewStorage'> {
  return {
    async renewStorage() {
      // A copy that cannot be made, on a full disk say, must not keep the notebook shut: the journal has everything.
      await copyAside({ profile }, 'IndexedDB that could not be opened').catch(() => undefined);
      await session.defaultSession.clearStorageData({ origin, storages: ['indexdb'] });
      return null;
    },
  };
}
