// Light or dark: what the person chose, or what the system says, on the root element.
import type { Theme } from '#desktop/contract.ts';

const system = matchMedia('(prefers-color-scheme: dark)');
let chosen: Theme = 'system';

function show(): void {
  const dark = chosen === 'dark' || (chosen === 'system' && system.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

system.addEventListener('change', show);

export function applyTheme(theme: Theme): void {
  chosen = theme;
  show();
}

/** Text zoom in percent: every size is in rem. */
export function applyZoom(percent: number): void {
  document.documentElement.style.fontSize = `${percent}%`;
}
