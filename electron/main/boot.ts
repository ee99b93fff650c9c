// The first answer a window gets: which notebook this is, and what the program was started for.
import { app, shell } from 'electron';
import type { Boot, Offer } from '#desktop/contract.ts';
import type { HeadlessRequest } from './argv.ts';
import type { DiskGuard } from './diskGuard.ts';
import type { Hands } from './hands.ts';
import { jobOf } from './headless.ts';
import type { JournalFile } from './journalFile.ts';
import { walkOffer } from './offer.ts';
import type { Profile } from './profile.ts';
import type { Handlers } from './registrar.ts';
import type { KeptWindowState } from './windowState.ts';

export interface BootParts {
  readonly profile: Profile;
  readonly journal: JournalFile;
  readonly state: KeptWindowState;
  readonly hands: Hands;
  readonly disk: DiskGuard;
  readonly request: HeadlessRequest | null;
}

/** What the program runs in. Only Electron's own Node names a version of Electron. */
export function shellOf(versions: NodeJS.ProcessVersions): Boot['shell'] {
  return Object.hasOwn(versions, 'electron') ? 'electron' : 'stand-in';
}

function platformOf(platform: NodeJS.Platform): Boot['platform'] {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

/** Tests only: never in a packaged program, whatever the environment says. */
function automation(): Boot['automation'] {
  if (app.isPackaged || process.env['COMMONPLACE_AUTOMATION'] !== '1') return null;
  const faults = (process.env['COMMONPLACE_FAULTS'] ?? '').split(',').filter((name) => name !== '');
  return { faults };
}

async function offerOf(request: HeadlessRequest, hands: Hands): Promise<Offer | null> {
  if (request.imports.length === 0) return null;
  return walkOffer(request.imports, { address: (path) => hands.offerFile(path) });
}

export function setupBoot(parts: BootParts): Pick<Handlers, 'boot' | 'showNotebookFolder'> {
  const { profile, journal, state, hands, disk, request } = parts;
  return {
    async boot() {
      return {
        identity: journal.identity(),
        version: app.getVersion(),
        platform: platformOf(process.platform),
        shell: shellOf(process.versions),
        notebookFolder: profile.vault,
        job: request === null ? null : jobOf(request, await offerOf(request, hands)),
        automation: automation(),
        theme: state.current().theme,
        disk: disk.state(),
      };
    },
    async showNotebookFolder() {
      const failure = await shell.openPath(profile.vault);
      if (failure !== '') throw new Error(failure);
      return null;
    },
  };
}
