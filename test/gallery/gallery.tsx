// Every component of the looks in one page, on the screens it was made for: ?screen=note|search|score|parts, &theme=.
import '#ui/look.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyAppearance, claimPressStyle } from '#ui/appearance.ts';
import { ToastArea, createToasts } from '#ui/Toasts.tsx';
import { NoteScreen } from './NoteScreen.tsx';
import { PartsScreen } from './PartsScreen.tsx';
import { ScoreScreen } from './ScoreScreen.tsx';
import { SearchScreen } from './SearchScreen.tsx';

const asked = new URLSearchParams(location.search);
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
const toasts = createToasts();
const screens: Readonly<Record<string, () => React.ReactElement>> = {
  note: () => <NoteScreen />,
  search: () => <SearchScreen />,
  score: () => <ScoreScreen />,
  parts: () => <PartsScreen toasts={toasts} opened={asked.get('open')} />,
};

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root');
claimPressStyle();
applyAppearance({ theme, zoomPercent: Number(asked.get('zoom') ?? 100) });
createRoot(root).render(
  <StrictMode>
    {(screens[asked.get('screen') ?? 'note'] ?? screens['note'])?.()}
    <ToastArea toasts={toasts} />
  </StrictMode>,
);
