// The gallery's page of everything else: fields, choices, dialogs, menus, palette, progress, empty places.
import { Bold, FileText, MoreHorizontal, Plus, Search, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton, IconToggle } from '#ui/Button.tsx';
import { Checkbox } from '#ui/Checkbox.tsx';
import { ComboBox } from '#ui/ComboBox.tsx';
import type { Command } from '#ui/command.ts';
import { Confirm } from '#ui/Confirm.tsx';
import { DateText } from '#ui/DateText.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Banner, Disclosure, EmptyState, Skeleton } from '#ui/frame.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { NumberField } from '#ui/NumberField.tsx';
import { Palette } from '#ui/Palette.tsx';
import { Popover } from '#ui/Popover.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { RadioGroup } from '#ui/RadioGroup.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { Select } from '#ui/Select.tsx';
import { Switch } from '#ui/Switch.tsx';
import { Tabs } from '#ui/Tabs.tsx';
import { TextArea } from '#ui/TextArea.tsx';
import { TextField } from '#ui/TextField.tsx';
import type { Toasts } from '#ui/Toasts.tsx';
import styles from './gallery.module.css';
import { Badge, Confidence, KindMark, Rating, Trend } from '#ui/marks.tsx';

const grades = [
  { value: 'A', label: 'A, completely reliable' },
  { value: 'B', label: 'B, usually reliable' },
  { value: 'C', label: 'C, fairly reliable', detail: 'Has been wrong, mostly in details' },
] as const;

const commands: readonly Command<null>[] = [
  {
    id: 'notes.create',
    label: 'New note',
    group: 'Notes',
    shortcut: 'Mod+N',
    icon: Plus,
    perform: () => undefined,
  },
  {
    id: 'sources.create',
    label: 'New source',
    group: 'Sources',
    shortcut: 'Mod+Shift+S',
    icon: Plus,
    perform: () => undefined,
  },
  {
    id: 'notes.export',
    label: 'Save note as Markdown',
    group: 'Notes',
    icon: FileText,
    perform: () => undefined,
  },
  { id: 'trash.open', label: 'Open the Trash', group: 'Go to', icon: Trash2, perform: () => undefined },
  {
    id: 'search.open',
    label: 'Find in everything',
    group: 'Go to',
    shortcut: 'Mod+Shift+F',
    icon: Search,
    perform: () => undefined,
  },
];

const search = (question: string): ReturnType<NonNullable<React.ComponentProps<typeof Palette>['search']>> =>
  Promise.resolve([
    {
      id: 'hit 1',
      label: `Who pays for the ${question}?`,
      group: 'Notes and sources',
      kind: 'note',
      detail: 'yesterday',
      perform: () => undefined,
    },
    {
      id: 'hit 2',
      label: 'Regulator’s annual outlook',
      group: 'Notes and sources',
      kind: 'source',
      detail: '2026, p. 41',
      perform: () => undefined,
    },
  ]);

export function PartsScreen({
  toasts,
  opened,
}: {
  readonly toasts: Toasts;
  readonly opened: string | null;
}): React.ReactElement {
  const [open, setOpen] = useState(opened);
  const [grade, setGrade] = useState<string | null>('B');
  const [rating, setRating] = useState('4');
  const [view, setView] = useState<'text' | 'about'>('text');
  const [isBold, setBold] = useState(true);
  const [isDisclosed, setDisclosed] = useState(true);
  const close = (): void => setOpen(null);
  return (
    <main className={styles['parts']}>
      <section>
        <h1>Parts</h1>
        <h2>Buttons</h2>
        <div className={styles['line']}>
          <Button look="main" icon={Plus} onPress={() => setOpen('dialog')}>
            New source
          </Button>
          <Button onPress={() => setOpen('confirm')}>Delete for ever</Button>
          <Button look="plain" onPress={() => setOpen('palette')}>
            Palette
          </Button>
          <Button isDisabled>Not now</Button>
          <Button
            look="danger"
            onPress={() =>
              toasts.show({
                text: 'Moved “Open questions” to the Trash.',
                action: { label: 'Undo', perform: () => undefined },
              })
            }
          >
            Delete
          </Button>
          <IconToggle label="Bold" icon={Bold} shortcut="Mod+B" isSelected={isBold} onChange={setBold} />
          <MenuButton
            label="More"
            trigger={<IconButton label="More" icon={MoreHorizontal} />}
            entries={[
              {
                kind: 'item',
                id: 'a',
                label: 'Copy as Markdown',
                shortcut: 'Mod+Shift+C',
                perform: () => undefined,
              },
              {
                kind: 'group',
                label: 'Sort by',
                entries: [
                  { kind: 'item', id: 'b', label: 'Edited', isChecked: true, perform: () => undefined },
                  { kind: 'item', id: 'c', label: 'Title', perform: () => undefined },
                ],
              },
              { kind: 'separator' },
              {
                kind: 'item',
                id: 'd',
                label: 'Move to the Trash',
                icon: Trash2,
                isDanger: true,
                perform: () => undefined,
              },
            ]}
          />
          <Popover label="About this copy" trigger={<Button>Last copy</Button>}>
            Verified at 13:40, 214 notes read back.
          </Popover>
        </div>
      </section>
      <section className={styles['fields']}>
        <h2>Fields</h2>
        <TextField label="Title" defaultValue="Regulator’s annual outlook" />
        <TextField
          label="Address"
          defaultValue="regulator"
          error="This is no web address. It should begin with https."
        />
        <Select label="Reliability" options={grades} value={grade} onChange={setGrade} />
        <ComboBox
          label="Publisher"
          placeholder="Type a name"
          options={grades}
          value={grade}
          onChange={setGrade}
        />
        <NumberField label="Text size, per cent" defaultValue={100} step={10} minValue={50} maxValue={200} />
        <TextArea
          label="Quotation"
          serif
          rows={3}
          hint="Word for word, as it stands in the source."
          defaultValue="Households finance the reserve."
        />
      </section>
      <section className={styles['fields']}>
        <h2>Choices</h2>
        <Checkbox defaultSelected>Search by meaning too</Checkbox>
        <Checkbox isIndeterminate>Some of these</Checkbox>
        <Switch defaultSelected>Follow the system’s theme</Switch>
        <RadioGroup label="What are these files?" value={grade} onChange={setGrade} options={grades} />
        <Segmented
          label="Theme"
          showLabel
          value={view}
          onChange={setView}
          segments={[
            { value: 'text', label: 'Light' },
            { value: 'about', label: 'Dark' },
          ]}
        />
        <Segmented
          label="Rating"
          showLabel
          value={rating}
          onChange={setRating}
          segments={['1', '2', '3', '4', '5'].map((value) => ({
            value,
            label: `Rating ${value}`,
            content: <Rating value={Number(value)} hideWord />,
          }))}
        />
      </section>
      <section className={styles['fields']}>
        <h2>Marks</h2>
        <div className={styles['line']}>
          {(['note', 'source', 'excerpt', 'scorecard', 'judgement'] as const).map((kind) => (
            <KindMark key={kind} kind={kind} />
          ))}
        </div>
        {[1, 2, 3, 4, 5].map((value) => (
          <Rating
            key={value}
            value={value}
            word={['', 'poor', 'weak', 'fair', 'strong', 'leading'][value] ?? ''}
          />
        ))}
        <Rating value={null} />
        <div className={styles['line']}>
          {(['rising', 'steady', 'falling', 'unclear'] as const).map((trend) => (
            <Trend key={trend} trend={trend} />
          ))}
        </div>
        <div className={styles['line']}>
          {(['low', 'moderate', 'high'] as const).map((name) => (
            <Confidence key={name} confidence={name} />
          ))}
          <Badge>both</Badge>
          <Badge look="warn">no source</Badge>
          <Badge look="bad">differs</Badge>
          <Badge look="good">exact</Badge>
          <DateText iso="2026-11-09" look="plain" />
        </div>
      </section>
      <section className={styles['fields']}>
        <h2>Progress and places</h2>
        <ProgressBar
          label="Importing"
          progress={{ done: 312, total: 1400 }}
          secondsLeft={130}
          detail="41 files a second"
        />
        <ProgressBar label="Opening the model" progress={null} />
        <Skeleton />
        <Disclosure title="More about this source" isOpen={isDisclosed} onToggle={setDisclosed}>
          Captured on 9 Nov 2026.
        </Disclosure>
      </section>
      <section>
        <Banner>The model is getting ready; until then hits are by words only.</Banner>
        <Banner look="warn" action={<Button>Choose a folder</Button>}>
          The last verified copy is nine days old.
        </Banner>
        <Banner look="bad">The disk is full: what you type is kept in the window only.</Banner>
        <Tabs
          label="Source"
          selected={view}
          onSelect={setView}
          views={[
            {
              id: 'text',
              label: 'Text',
              content: (
                <EmptyState
                  title="No excerpts yet"
                  text="Select a sentence in the text and keep it word for word."
                  action={<Button look="main">New excerpt</Button>}
                  shortcut="Mod+E"
                />
              ),
            },
            { id: 'about', label: 'About', count: '7', content: <p>About</p> },
          ]}
        />
      </section>
      <Dialog
        title="New source"
        isOpen={open === 'dialog'}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button look="main" onPress={close}>
              Add source
            </Button>
          </>
        }
        aside="Nothing is fetched from the address."
      >
        <TextField label="Title" />
        <TextField label="Address" />
      </Dialog>
      <Confirm
        title="Delete for ever?"
        isOpen={open === 'confirm'}
        confirm="Delete for ever"
        danger
        onConfirm={close}
        onCancel={close}
      >
        “Open questions” and its 14 kept revisions cannot be brought back.
      </Confirm>
      <Palette
        isOpen={open === 'palette'}
        onClose={close}
        commands={commands}
        context={null}
        onAsk={close}
        search={search}
      />
    </main>
  );
}
