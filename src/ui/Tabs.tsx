// Several views of one thing, one shown at a time.
import type { ReactElement, ReactNode } from 'react';
import { Tab, TabList, TabPanel, TabPanels, Tabs as AriaTabs } from 'react-aria-components';
import styles from './Tabs.module.css';
import { classes } from './classes.ts';

export interface TabView<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly count?: string;
  readonly content: ReactNode;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly views: readonly TabView<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
}

export function Tabs<Id extends string>({ label, views, selected, onSelect }: TabsProps<Id>): ReactElement {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => {
        const view = views.find((candidate) => candidate.id === key);
        if (view) onSelect(view.id);
      }}
      className={classes(styles['tabs'])}
    >
      <TabList aria-label={label} className={classes(styles['list'])}>
        {views.map((view) => (
          <Tab key={view.id} id={view.id} className={classes(styles['tab'])}>
            {view.label}
            {view.count !== undefined && <span className={styles['count']}>{view.count}</span>}
          </Tab>
        ))}
      </TabList>
      <TabPanels className={classes(styles['panels'])}>
        {views.map((view) => (
          <TabPanel key={view.id} id={view.id} className={classes(styles['panel'])}>
            {view.content}
          </TabPanel>
        ))}
      </TabPanels>
    </AriaTabs>
  );
}
