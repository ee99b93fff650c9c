// Theme and text zoom of the document, and the one rule the component library may not add by itself.

export interface Appearance {
  readonly theme: 'system' | 'light' | 'dark';
  /** Size of text and everything around it; 100 is the program's own size. */
  readonly zoomPercent: number;
}

/** Applies the look to the document and follows the system's theme; the returned function stops following. */
export function applyAppearance({ theme, zoomPercent }: Appearance, page: Document = document): () => void {
  const root = page.documentElement;
  const dark = page.defaultView?.matchMedia('(prefers-color-scheme: dark)');
  const show = (): void => {
    root.dataset['theme'] = theme === 'system' ? (dark?.matches === true ? 'dark' : 'light') : theme;
  };
  show();
  root.style.fontSize = `${zoomPercent}%`;
  dark?.addEventListener('change', show);
  return () => dark?.removeEventListener('change', show);
}

/**
 * Keeps react-aria from adding an inline style element, which the content policy would refuse and report: it adds
 * none when something with this id exists. The rule itself stands in base.css. Call it before the first render.
 */
export function claimPressStyle(page: Document = document): void {
  const id = 'react-aria-pressable-style';
  if (page.getElementById(id) !== null) return;
  const claim = page.createElement('meta');
  claim.id = id;
  page.head.append(claim);
}
