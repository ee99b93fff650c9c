// The browser's own storage, where it has become unusable: set aside and begun anew. The notebook is not in it alone.
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { session } from 'electron';
import { origin } from '#desktop/contract.ts';
import type { Handlers } from './registrar.ts';

/** As Chromium names the folder of its databases, below the profile. */
const databases = 'IndexedDB';
const asideName = /^IndexedDB-aside-\d+$/;

/** Copies the databases as they are beside the others; one such copy is kept, the newest. */
async function setAside(profile: string, nowMs: number): Promise<void> {
  const earlier = (await readdir(profile)).filter((name) => asideName.test(name));
  if (!(await readdir(profile)).includes(databases)) return;
  await cp(join(profile, databases), join(profile, `${databases}-aside-${nowMs}`), { recursive: true });
  for (const name of earlier) await rm(join(profile, name), { recursive: true, force: true });
}

export function setupStorage(profile: string): Pick<Handlers, 'renewStorage'> {
  return {
    async renewStorage() {
      // A copy that cannot be made, on a full disk say, must not keep the notebook shut: the journal has everything.
      await setAside(profile, Date.now()).catch(() => undefined);
      await session.defaultSession.clearStorageData({ origin, storages: ['indexdb'] });
      return null;
    },
  };
}
