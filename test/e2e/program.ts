// The program under test as a journey sees it: a page, and the desktop around it. The same on both shells.
import type { Page } from '@playwright/test';

export interface OpenOptions {
  /** The notebook's folder; a new temporary one without. */
  readonly profile?: string;
  /** Faults to arm, by name. */
  readonly faults?: readonly string[];
  /** Further options of the program. */
  readonly args?: readonly string[];
}

/** A violation of the page's content policy, wherever it happened: page, worker or a worker's worker. */
export interface Violation {
  readonly directive: string;
  readonly blocked: string;
  readonly isReportOnly: boolean;
}

/** An attempt to reach something outside the program, and what became of it. */
interface OutsideRequest {
  readonly address: string;
  readonly resourceType: string;
  readonly outcome: 'cancelled' | 'let through' | 'navigation prevented';
}

export interface Network {
  /** Requests that the program answered itself. */
  readonly arrivals: readonly {
    readonly method: string;
    readonly address: string;
    readonly status: number;
  }[];
  readonly outside: readonly OutsideRequest[];
  readonly violations: readonly Violation[];
}

interface MenuEntry {
  readonly id: string | null;
  readonly role: string | null;
  readonly label: string;
  readonly enabled: boolean;
}

export interface Menus {
  /** The menu open over the page. */
  readonly open: readonly MenuEntry[] | null;
  readonly application: readonly MenuEntry[];
}

export interface ShownDialog {
  readonly kind: 'open' | 'save' | 'message' | 'error';
  readonly title: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What a shell offers to `Program`. */
export interface Desktop {
  /** Lays an answer ready for the next open dialog; null cancels it. A dialog without an answer fails. */
  readonly answerOpenDialog: (paths: readonly string[] | null) => Promise<void>;
  readonly answerSaveDialog: (path: string | null) => Promise<void>;
  /** Lays ready which button of the next message box is pressed. */
  readonly answerMessageBox: (button: number) => Promise<void>;
  readonly dialogs: () => Promise<readonly ShownDialog[]>;
  /** What was handed to the system's browser, mail or file program. */
  readonly opened: () => Promise<
    readonly { readonly kind: 'link' | 'folder' | 'path'; readonly what: string }[]
  >;
  readonly clipboard: () => Promise<string>;
  readonly menus: () => Promise<Menus>;
  /** Chooses an item of the open menu, else of the application's, by id, role or label. */
  readonly chooseMenu: (key: string) => Promise<void>;
  readonly network: () => Promise<Network>;
  /** Presses the window's close button. Does not wait. */
  readonly pressClose: () => Promise<void>;
}

export interface Program extends Desktop {
  readonly shell: 'electron' | 'stand-in';
  readonly page: Page;
  readonly profile: string;
  readonly mainPid: number;
  /** The process that holds the page's storage; Electron's main process is that itself. */
  readonly browserPid: number;
  /** What the program wrote on its error output so far. */
  readonly errorOutput: () => string;
  /** Uncaught errors in the page so far. */
  readonly pageErrors: readonly string[];
  /** Requests that the program counts as refused. */
  readonly refusedCount: () => Promise<number>;
  /** Resolves when the main process is gone. */
  readonly ended: Promise<Ending>;
  /** Closes the window as a person would, and waits until the program has ended. */
  readonly close: () => Promise<Ending>;
  /** Ends a process at once, as a power cut would, and waits until the whole program is gone. */
  readonly kill: (which: 'browser' | 'main') => Promise<void>;
}
