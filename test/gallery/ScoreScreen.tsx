// The gallery's screen of a scorecard: the grid, one cell's series, its evidence.
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { CellGrid } from '#ui/CellGrid.tsx';
import { Card, PageHeader, PanelSection } from '#ui/frame.tsx';
import { Confidence, type ConfidenceName, Rating, Trend, type TrendName } from '#ui/marks.tsx';
import { Panes } from '#ui/Panes.tsx';
import { usePanes, usualPanes } from '#ui/usePanes.ts';
import { Library, Status } from './Library.tsx';
import styles from './gallery.module.css';

type Judged = readonly [number, ConfidenceName, TrendName, string] | null;
const table: readonly (readonly [string, readonly Judged[]])[] = [
  [
    'United States',
    [
      [5, 'high', 'steady', '3 / 1'],
      [5, 'high', 'steady', '2 / 0'],
      [3, 'moderate', 'rising', '2 / 1'],
      [2, 'low', 'falling', '1 / 0'],
    ],
  ],
  [
    'China',
    [
      [4, 'moderate', 'rising', '2 / 1'],
      [2, 'high', 'rising', '3 / 0'],
      [4, 'moderate', 'rising', '2 / 0'],
      [3, 'low', 'steady', '1 / 1'],
    ],
  ],
  [
    'Gulf states',
    [[2, 'low', 'rising', '1 / 0'], [4, 'moderate', 'steady', '1 / 0'], [1, 'low', 'rising', '1 / 0'], null],
  ],
];
const columns = ['Foundational models', 'High-end compute', 'Industrial deployment', 'Energy cost'];
const words = ['', 'poor', 'weak', 'fair', 'strong', 'leading'];

export function ScoreScreen(): React.ReactElement {
  const panes = usePanes({ ...usualPanes, panel: 21 }, () => undefined);
  const [selected, setSelected] = useState({ row: 'China', column: 'Industrial deployment' });
  const cell = (rowId: string, columnId: string): React.ReactNode => {
    const judged = table.find(([name]) => name === rowId)?.[1][columns.indexOf(columnId)];
    if (!judged) return <span className={styles['quiet']}>Not judged</span>;
    const [value, confidence, trend, evidence] = judged;
    return (
      <div className={styles['cell']}>
        <Rating value={value} word={words[value] ?? ''} hideWord />
        <Trend trend={trend} hideWord />
        <span className={styles['cellWord']}>{words[value]}</span>
        <Confidence confidence={confidence} />
        <span className={styles['evidence']}>{evidence}</span>
      </div>
    );
  };
  const page = (
    <>
      <PageHeader path={['Scorecards', 'US and China in AI, 2026']}>
        <Button look="plain">As of 23 Nov 2026</Button>
        <Button look="plain">Compare editions</Button>
        <Button look="plain" icon={Download}>
          Export
        </Button>
      </PageHeader>
      <div className={styles['scroll']}>
        <div className={styles['score']}>
          <h1>US and China in AI, 2026</h1>
          <p>
            Who leads in what, since when, and on what evidence? 3 subjects, 4 criteria, 17 judgements, 2 need
            review
          </p>
          <CellGrid
            label="US and China in AI, 2026"
            rows={table.map(([name]) => ({ id: name, label: name }))}
            columns={columns.map((name) => ({ id: name, label: name }))}
            cell={cell}
            selected={selected}
            onSelect={(row, column) => setSelected({ row, column })}
          />
        </div>
      </div>
    </>
  );
  const panel = (
    <>
      <PanelSection title={`${selected.row}, ${selected.column.toLowerCase()}`}>
        <div className={styles['series']}>
          <div>
            <small>9 Nov 2026, moderate confidence, rising</small>
            <p>
              <b>Strong.</b> Ports and grids run as one system; scale confirmed by two independent visits.
            </p>
          </div>
          <div>
            <small>2 Mar 2026, low confidence</small>
            <p>
              <b>Fair.</b> Announcements only, no site seen.
            </p>
          </div>
        </div>
      </PanelSection>
      <PanelSection title="What would change my mind">
        <Card>A port of that size going back to manual dispatch for more than a month.</Card>
        <div className={styles['action']}>
          <Button look="main">New judgement</Button>
        </div>
      </PanelSection>
    </>
  );
  return (
    <Panes
      panes={panes}
      library={<Library start="Scorecards" />}
      page={page}
      panel={panel}
      status={<Status />}
    />
  );
}
