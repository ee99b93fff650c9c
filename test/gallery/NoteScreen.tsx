// The gallery's screen of a note: list of ten thousand, page, related and evidence.
import { Download, PanelRight } from 'lucide-react';
import { useState } from 'react';
import { Button, IconToggle } from '#ui/Button.tsx';
import { ContextMenu, type Point } from '#ui/ContextMenu.tsx';
import { Card, PageHeader, PanelSection } from '#ui/frame.tsx';
import { Highlight } from '#ui/Highlight.tsx';
import { ListRow, listRowRem } from '#ui/ListRow.tsx';
import { KindMark, WhyBadge } from '#ui/marks.tsx';
import { Panes } from '#ui/Panes.tsx';
import { TagField } from '#ui/TagField.tsx';
import { usePanes, usualPanes } from '#ui/usePanes.ts';
import { VirtualList } from '#ui/VirtualList.tsx';
import { Library, Status } from './Library.tsx';
import styles from './gallery.module.css';

const first = [
  [
    'Who pays for the electricity?',
    'Grid operators plan in decades; server farms arrive in months. The draft needs the two figures from the regulator.',
    '14:02, draft, 3 claims open',
  ],
  [
    'Interview: port logistics',
    'On background until the ministry answers. Trucks are no longer scheduled one by one.',
    'yesterday, on background',
  ],
  ['Open questions', 'Is there a third way between surveillance and corporate control?', 'Monday'],
  ['Reading list, chips', 'Export controls, older nodes, clusters of unequal hardware.', '12 Nov'],
] as const;
const rows = Array.from({ length: 10_000 }, (_, index) => {
  const [title, text, meta] = first[index % first.length] ?? first[0];
  return { id: String(index), title: index < 4 ? title : `${title} ${index}`, text, meta };
});
type RowData = (typeof rows)[number];
const keyOf = (row: RowData): string => row.id;
const textOf = (row: RowData): string => row.title;

function wordAt(text: string, ...words: string[]): { start: number; end: number; kind: 'word' }[] {
  return words.map((word) => ({
    start: text.indexOf(word),
    end: text.indexOf(word) + word.length,
    kind: 'word',
  }));
}

const near = 'Households finance the reserve that large customers may or may not use.';
const both = 'Ask the operator how network cost is shared when a load is withdrawn.';

export function NoteScreen(): React.ReactElement {
  const panes = usePanes(usualPanes, () => undefined);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['0']));
  const [menuAt, setMenuAt] = useState<Point | null>(null);
  const [tags, setTags] = useState<readonly string[]>(['policy/energy', 'feature']);
  const list = (
    <>
      <PageHeader title="Notes" count="214">
        <Button look="plain">Edited</Button>
      </PageHeader>
      <VirtualList
        label="Notes"
        items={rows}
        keyOf={keyOf}
        textOf={textOf}
        rowRem={listRowRem}
        row={(row) => <ListRow title={row.title} text={row.text} meta={row.meta} />}
        selected={selected}
        onSelect={setSelected}
        selection="multiple"
        onMenu={(_row, at) => setMenuAt(at)}
        place="gallery.notes"
      />
      <ContextMenu
        label="Note"
        at={menuAt}
        onClose={() => setMenuAt(null)}
        entries={[
          { kind: 'item', id: 'open', label: 'Open', shortcut: 'Enter', perform: () => undefined },
          { kind: 'item', id: 'export', label: 'Save as Markdown', icon: Download, perform: () => undefined },
          { kind: 'separator' },
          {
            kind: 'item',
            id: 'delete',
            label: 'Move to the Trash',
            isDanger: true,
            shortcut: 'Delete',
            perform: () => undefined,
          },
        ]}
      />
    </>
  );
  const page = (
    <>
      <PageHeader path={['Notes', 'Who pays for the electricity?']}>
        <span className={styles['quiet']}>612 words</span>
        <Button look="plain">History</Button>
        <Button look="plain">Export</Button>
        <IconToggle
          label="Related and evidence"
          icon={PanelRight}
          shortcut="Mod+\"
          isSelected={panes.isShown('panel')}
          onChange={() => panes.toggle('panel')}
        />
      </PageHeader>
      <div className={styles['scroll']}>
        <article className={styles['article']}>
          <h1>Who pays for the electricity?</h1>
          <div className={styles['meta']}>
            <span>Draft, edited 14:02</span>
            <TagField
              label="Tags"
              tags={tags}
              onChange={setTags}
              known={['policy', 'policy/energy', 'interviews']}
            />
          </div>
          <p>
            Grid operators plan in decades; server farms arrive in months.{' '}
            <span className={styles['claim']}>
              In the region studied, connection requests tripled within two years
            </span>
            , and the regulator says that most of them will never be built.
          </p>
          <blockquote>
            Of the capacity applied for, we expect less than a third to be energised before the end of the
            decade.
            <cite>
              <a href="#outlook">Regulator’s annual outlook, p. 41</a>, exact
            </cite>
          </blockquote>
          <p>
            What that means for a household is a matter of who carries the risk. If the network is built first
            and the load never comes, the cost is spread over every bill, as{' '}
            <a href="#card">the sample scorecard</a> rates it.
          </p>
          <p className={styles['prompt']}>Write on, or press / for blocks, @ to cite, [[ to link</p>
        </article>
      </div>
    </>
  );
  const panel = (
    <>
      <PanelSection title="Related to this paragraph" aside="by meaning">
        <Card
          head={<KindMark kind="excerpt">Excerpt, p. 12</KindMark>}
          end={<WhyBadge why="meaning" />}
          onPress={() => undefined}
        >
          <Highlight text={near} marks={[{ start: 36, end: 51, kind: 'near' }]} />
        </Card>
        <Card
          head={<KindMark kind="note">Note, Monday</KindMark>}
          end={<WhyBadge why="both" />}
          onPress={() => undefined}
        >
          <Highlight text={both} marks={wordAt(both, 'network', 'cost')} />
        </Card>
        <Card
          head={<KindMark kind="judgement">Judgement, energy cost</KindMark>}
          end={<WhyBadge why="words" />}
        >
          Weak evidence: one source, older than a year.
        </Card>
      </PanelSection>
      <PanelSection title="Evidence in this draft" aside="2 of 5">
        <Card head={<span className={styles['warn']}>No source yet</span>}>
          connection requests tripled within two years
        </Card>
      </PanelSection>
    </>
  );
  return (
    <Panes
      panes={panes}
      library={<Library start="Notes" />}
      list={list}
      page={page}
      panel={panel}
      status={<Status />}
    />
  );
}
