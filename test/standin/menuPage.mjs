// A menu drawn over the page, for a person at a trial window, where no native menu can be had.

/** @typedef {{ label: string, type: string, accelerator: string, enabled: boolean, checked: boolean }} Row */

/**
 * Runs in the window, by its source. Styles are set by property: the page's policy allows no style sheet from here.
 * @param {readonly Row[]} rows
 * @param {{ x: number | null, y: number | null }} place Where Electron would open it; null for the last click.
 * @returns {Promise<number>} The row chosen, -1 for none.
 */
export function drawMenu(rows, place) {
  return new Promise((resolve) => {
    const host = document.createElement('div');
    const list = document.createElement('div');
    const shadow = host.attachShadow({ mode: 'closed' });
    const pointed = /** @type {any} */ (globalThis).event;
    const left = place.x ?? pointed?.clientX ?? 24;
    const top = place.y ?? pointed?.clientY ?? 24;
    list.setAttribute('role', 'menu');
    Object.assign(list.style, {
      position: 'fixed',
      zIndex: '2147483647',
      maxHeight: '80vh',
      overflowY: 'auto',
      padding: '4px 0',
      minWidth: '200px',
      font: '14px system-ui, sans-serif',
      color: 'CanvasText',
      background: 'Canvas',
      border: '1px solid GrayText',
      borderRadius: '6px',
      boxShadow: '0 4px 16px #0004',
    });
    const leaving = new AbortController();
    /** @param {number} index */
    const finish = (index) => {
      leaving.abort();
      host.remove();
      resolve(index);
    };
    rows.forEach((row, index) => {
      const line = document.createElement('div');
      if (row.type === 'separator') {
        Object.assign(line.style, { borderTop: '1px solid GrayText', margin: '4px 0' });
        list.append(line);
        return;
      }
      const isHeading = row.type === 'submenu';
      line.setAttribute('role', isHeading ? 'presentation' : 'menuitem');
      line.textContent = `${row.checked ? '✓ ' : ''}${row.label}${row.accelerator ? `    ${row.accelerator}` : ''}`;
      Object.assign(line.style, {
        padding: '4px 16px',
        whiteSpace: 'pre',
        fontWeight: isHeading ? '600' : '400',
        opacity: row.enabled ? '1' : '0.5',
        cursor: 'default',
      });
      if (!isHeading && row.enabled) line.addEventListener('click', () => finish(index));
      list.append(line);
    });
    // The page keeps its focus and its selection, so that Copy copies what was selected.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    const { signal } = leaving;
    addEventListener(
      'mousedown',
      (event) => {
        if (!event.composedPath().includes(host)) finish(-1);
      },
      { capture: true, signal },
    );
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') finish(-1);
      },
      { capture: true, signal },
    );
    addEventListener('blur', () => finish(-1), { signal });
    shadow.append(list);
    document.documentElement.append(host);
    const { width, height } = list.getBoundingClientRect();
    list.style.left = `${Math.max(0, Math.min(left, innerWidth - width))}px`;
    list.style.top = `${Math.max(0, Math.min(top, innerHeight - height))}px`;
  });
}
