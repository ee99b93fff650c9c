// What the screens ask of the desktop around them: files in and out, links, the clipboard, the theme.
import type { Desktop, Theme } from '#desktop/contract.ts';
import type { ImportOffer } from './importing.ts';

/** A folder or file the person chose to write to. */
export interface Shelf {
  readonly name: string;
  /** Writes one text file; below a folder, at a relative path. Rejects when it could not be written. */
  readonly write: (path: string, text: string) => Promise<void>;
  /** Nothing more will be written: what was is made to last. */
  readonly close: () => Promise<void>;
}

export interface Surroundings {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly chooseImport: (what: 'files' | 'folder') => Promise<ImportOffer | null>;
  /** Asks where to save one file and writes it. Null when the person thought better of it. */
  readonly saveText: (
    name: string,
    extension: string,
    text: string,
  ) => Promise<{ readonly name: string } | null>;
  /** The same for bytes that lie at an address of the program's own, good for one fetch. */
  readonly saveFrom: (
    name: string,
    extension: string,
    address: string,
  ) => Promise<{ readonly name: string } | null>;
  readonly chooseExportFolder: () => Promise<Shelf | null>;
  /** Shows the full address and opens it outside the program, if the person agrees. */
  readonly openLink: (address: string) => Promise<void>;
  readonly copyText: (text: string) => Promise<void>;
  readonly setTheme: (theme: Theme) => Promise<void>;
  readonly showNotebookFolder: () => Promise<void>;
}

export function desktopSurroundings(desktop: Desktop, platform: Surroundings['platform']): Surroundings {
  const store = (address: string, text: string): Promise<void> =>
    storeBytes(address, new TextEncoder().encode(text));
  const storeBytes = async (address: string, body: Blob | Uint8Array<ArrayBuffer>): Promise<void> => {
    const response = await fetch(address, { method: 'PUT', body });
    if (!response.ok) throw new Error((await response.text()) || 'The file could not be written.');
  };
  return {
    platform,
    chooseImport: async (what) => {
      const offer = await desktop.chooseImport(what);
      if (offer === null) return null;
      return {
        ...offer,
        files: offer.files.map(({ address, ...file }) => ({ ...file, from: { kind: 'address', address } })),
      };
    },
    saveText: async (name, extension, text) => {
      const place = await desktop.chooseSave({ name, extension });
      if (place === null) return null;
      await store(place.address, text);
      return { name: place.name };
    },
    saveFrom: async (name, extension, address) => {
      const place = await desktop.chooseSave({ name, extension });
      if (place === null) return null;
      const response = await fetch(address);
      if (!response.ok) throw new Error((await response.text()) || 'The file could not be read.');
      await storeBytes(place.address, await response.blob());
      return { name: place.name };
    },
    chooseExportFolder: async () => {
      const place = await desktop.chooseExportFolder();
      if (place === null) return null;
      const { address, name } = place;
      return {
        name,
        write: (path, text) => store(`${address}/${path.split('/').map(encodeURIComponent).join('/')}`, text),
        close: async () => {
          await fetch(address, { method: 'DELETE' });
        },
      };
    },
    openLink: async (address) => {
      await desktop.openLink(address);
    },
    copyText: (text) => navigator.clipboard.writeText(text),
    setTheme: async (theme) => {
      await desktop.setTheme(theme);
    },
    showNotebookFolder: async () => {
      await desktop.showNotebookFolder();
    },
  };
}
