// The library and status bar of the gallery's screens.
import { useState } from 'react';
import { KindMark } from '#ui/marks.tsx';
import { NavGroup, NavItem, StatusBar, StatusItem } from '#ui/frame.tsx';
import { Shortcut } from '#ui/Shortcut.tsx';
import styles from './gallery.module.css';

const places = [
  ['note', 'Notes', '214'],
  ['source', 'Sources', '87'],
  ['excerpt', 'Excerpts', '531'],
  ['scorecard', 'Scorecards', '4'],
] as const;

export function Library({ start }: { readonly start: string | null }): React.ReactElement {
  const [current, setCurrent] = useState(start);
  const item = (id: string, count?: string, mark?: React.ReactNode): React.ReactElement => (
    <NavItem key={id} mark={mark} count={count} isCurrent={current === id} onPress={() => setCurrent(id)}>
      {id}
    </NavItem>
  );
  return (
    <div className={styles['library']}>
      <h1 className={styles['name']}>Commonplace</h1>
      <button type="button" className={styles['find']}>
        Find or ask <Shortcut keys="Mod+K" platform="linux" />
      </button>
      <NavGroup>
        {places.map(([kind, name, count]) => item(name, count, <KindMark kind={kind} hideWord />))}
      </NavGroup>
      <NavGroup label="Saved searches">
        {item('unsupported claims', '6')}
        {item('energy after 2025', '19')}
      </NavGroup>
      <NavGroup label="Tags">
        {item('policy', '61')}
        {item('policy/energy', '22')}
        {item('interviews', '14')}
      </NavGroup>
      <div className={styles['space']} />
      <NavGroup>
        {item('Trash', '3')}
        {item('Settings')}
      </NavGroup>
    </div>
  );
}

export function Status(): React.ReactElement {
  return (
    <StatusBar end={<StatusItem>Nothing has left this machine (0 requests)</StatusItem>}>
      <StatusItem look="good">Saved 14:02</StatusItem>
      <StatusItem>Last verified copy 13:40</StatusItem>
      <StatusItem>Indexing 312 of 1,400, 2 min left</StatusItem>
    </StatusBar>
  );
}
