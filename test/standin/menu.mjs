// Menu and MenuItem: templates checked, roles performed, and shown to a person as a list drawn over the page.
import { program } from './app.mjs';
import { keyName, roleAccelerators } from './keys.mjs';
import { drawMenu } from './menuPage.mjs';
import { BrowserWindow } from './window.mjs';

/** @typedef {{ id?: string, label?: string, type?: string, role?: string, accelerator?: string, enabled?: boolean, visible?: boolean, checked?: boolean, registerAccelerator?: boolean, click?: Function, submenu?: readonly Template[] | Menu }} Template */

/** Roles that act on the page, by the name of the deed. @type {Readonly<Record<string, string>>} */
const pageRoles = {
  undo: 'undo',
  redo: 'redo',
  cut: 'cut',
  copy: 'copy',
  paste: 'paste',
  pasteandmatchstyle: 'pasteAndMatchStyle',
  delete: 'delete',
  selectall: 'selectAll',
  reload: 'reload',
  forcereload: 'reloadIgnoringCache',
};

/** @type {Readonly<Record<string, (window: BrowserWindow) => void>>} */
const windowRoles = {
  close: (window) => window.close(),
  minimize: (window) => window.minimize(),
  zoom: (window) => (window.isMaximized() ? window.unmaximize() : window.maximize()),
  togglefullscreen: (window) => window.setFullScreen(!window.isFullScreen()),
  resetzoom: ({ webContents }) => webContents.setZoomLevel(0),
  zoomin: ({ webContents }) => webContents.setZoomLevel(webContents.getZoomLevel() + 0.5),
  zoomout: ({ webContents }) => webContents.setZoomLevel(webContents.getZoomLevel() - 0.5),
};

/** Roles of the whole program or of the desktop. */
const otherRoles = new Set(
  'about quit toggledevtools help window services hide hideothers unhide front appmenu filemenu editmenu viewmenu windowmenu'.split(
    ' ',
  ),
);

/** @type {Readonly<Record<string, readonly Template[]>>} */
const roleMenus = {
  editmenu: ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'].map((role) => ({ role })),
  filemenu: [{ role: 'quit' }],
  viewmenu: ['reload', 'forceReload', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'].map((role) => ({
    role,
  })),
  windowmenu: ['minimize', 'zoom', 'close'].map((role) => ({ role })),
  appmenu: [{ role: 'quit' }],
};

/** @type {Menu | null} */
let applicationMenu = null;
/** The menu that is open over a page, and what it was opened on. @type {{ menu: Menu, window: BrowserWindow | null, done: () => void } | null} */
let open = null;

/** What a role is called where nobody named it: `selectAll` becomes `Select All`. @param {string} role */
function labelOf(role) {
  const words = role.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export class MenuItem {
  /** @type {Menu | undefined} */
  submenu;

  /** @param {Template} template */
  constructor(template) {
    const role = template.role?.toLowerCase();
    const isKnown =
      role === undefined ||
      role in pageRoles ||
      role in windowRoles ||
      role in roleMenus ||
      otherRoles.has(role);
    if (!isKnown)
      throw new Error(`Electron has no menu role ${String(template.role)}, or the stand-in has not.`);
    const children = template.submenu ?? roleMenus[role ?? ''];
    if (children !== undefined)
      this.submenu = children instanceof Menu ? children : Menu.buildFromTemplate(children);
    this.id = template.id;
    this.role = role;
    this.type = template.type ?? (this.submenu ? 'submenu' : 'normal');
    this.label = template.label ?? labelOf(template.role ?? '');
    this.accelerator = template.accelerator ?? roleAccelerators[role ?? ''];
    this.registerAccelerator = template.registerAccelerator ?? true;
    this.enabled = template.enabled ?? true;
    this.visible = template.visible ?? true;
    this.checked = template.checked ?? false;
    this.act = template.click;
    if (this.type !== 'separator' && this.label === '')
      throw new TypeError('A menu item has a label or a role.');
    if (this.accelerator !== undefined) keyName(this.accelerator);
  }

  /** @param {BrowserWindow | null} window */
  perform(window) {
    if (!this.enabled) throw new Error(`The menu item ${this.label} is disabled.`);
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') this.checked = true;
    if (this.role === undefined) {
      this.act?.(this, window, {});
      return;
    }
    if (this.role === 'quit') program.quit();
    if (window === null) return;
    const deed = pageRoles[this.role];
    if (deed !== undefined) Reflect.get(window.webContents, deed)();
    else windowRoles[this.role]?.(window);
  }
}

export class Menu {
  /** @type {MenuItem[]} */
  items = [];

  /** @param {readonly (Template | MenuItem)[]} template */
  static buildFromTemplate(template) {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  /** @param {Menu | null} menu */
  static setApplicationMenu(menu) {
    applicationMenu = menu;
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.setAccelerators(Menu.accelerators());
  }

  static getApplicationMenu() {
    return applicationMenu;
  }

  /** Accelerators that the menu itself listens for. */
  static accelerators() {
    return (applicationMenu?.flat() ?? [])
      .filter((item) => item.registerAccelerator && item.accelerator !== undefined)
      .map((item) => item.accelerator ?? '');
  }

  /** @param {string} name @param {BrowserWindow} window */
  static performAccelerator(name, window) {
    const item = (applicationMenu?.flat() ?? []).find(
      ({ registerAccelerator, accelerator, enabled, visible }) =>
        registerAccelerator &&
        enabled &&
        visible &&
        accelerator !== undefined &&
        keyName(accelerator) === name,
    );
    item?.perform(window);
  }

  /** For tests: chooses an item of the open menu, else of the application's. @param {string} key Its id, role or label. */
  static choose(key) {
    const menu = open?.menu ?? applicationMenu;
    const items = menu?.flat() ?? [];
    const item =
      items.find(({ id }) => id === key) ??
      items.find((each) => each.role === key.toLowerCase() || each.label === key);
    if (item === undefined || !item.visible) throw new Error(`No menu item ${key}.`);
    const window = open?.window ?? BrowserWindow.getFocusedWindow();
    const done = open?.done;
    open = null;
    item.perform(window);
    done?.();
  }

  /** For tests: what is in the open menu, or in the application's. */
  static look() {
    const describe = (/** @type {Menu | null | undefined} */ menu) =>
      (menu?.flat() ?? [])
        .filter(({ visible }) => visible)
        .map(({ id, role, label, type, enabled, checked }) => ({
          id: id ?? null,
          role: role ?? null,
          label,
          type,
          enabled,
          checked,
        }));
    return { open: open === null ? null : describe(open.menu), application: describe(applicationMenu) };
  }

  /** @param {MenuItem} item */
  append(item) {
    this.items.push(item);
  }

  /** @param {string} id @returns {MenuItem | null} */
  getMenuItemById(id) {
    return this.flat().find((item) => item.id === id) ?? null;
  }

  /** Every item, those of submenus after their own. @returns {MenuItem[]} */
  flat() {
    return this.items.flatMap((item) => [item, ...(item.submenu?.flat() ?? [])]);
  }

  /** @param {{ window?: BrowserWindow, x?: number, y?: number, callback?: () => void }} [options] */
  popup(options = {}) {
    const window = options.window ?? BrowserWindow.getFocusedWindow();
    const done = options.callback ?? (() => undefined);
    open = { menu: this, window, done };
    if (process.env['COMMONPLACE_AUTOMATION'] === '1' || window === null) return;
    const items = this.flat().filter(({ visible }) => visible);
    const rows = items.map(({ label, type, accelerator, enabled, checked }) => ({
      label: label.replace(/&(?=\w)/, ''),
      type,
      accelerator: accelerator?.replace('CmdOrCtrl', process.platform === 'darwin' ? 'Cmd' : 'Ctrl') ?? '',
      enabled,
      checked,
    }));
    const code = `(${String(drawMenu)})(${JSON.stringify(rows)}, ${JSON.stringify({ x: options.x ?? null, y: options.y ?? null })})`;
    window.webContents.executeJavaScript(code).then(
      (index) => {
        open = null;
        items[index]?.perform(window);
        done();
      },
      () => (open = null),
    );
  }

  closePopup() {
    open?.done();
    open = null;
  }
}
