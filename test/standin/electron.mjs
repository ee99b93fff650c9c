// What `import ... from 'electron'` yields in the main process when a browser stands in for Electron.
import { provided } from './provided.mjs';

export { app } from './app.mjs';
export { dialog } from './dialog.mjs';
export { NativeImage } from './image.mjs';
export { ipcMain } from './ipc.mjs';
export { clipboard, powerMonitor, screen, shell } from './machine.mjs';
export { Menu, MenuItem } from './menu.mjs';
export { protocol } from './protocol.mjs';
export { session } from './session.mjs';
export { nativeTheme } from './theme.mjs';
export { BrowserWindow } from './window.mjs';

/** Only the development server is reached through it, and that needs Electron itself. */
export const net = provided('net', {});
