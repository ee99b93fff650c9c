// The sample notebook: taken away in one click, with the way back.
import type { ReactElement } from 'react';
import type { Target } from '#notebook/trash.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { settingsWords } from '#words/settings.ts';
import { Section } from './Section.tsx';

const words = settingsWords.sample;

export function SampleSection({ work }: { readonly work: Workplace }): ReactElement {
  const { notebook, tell, openDialog } = work;
  const records = valueOf(useLive(notebook.sample.count, notebook.watch), 0);

  const bringBack = async (targets: readonly Target[]): Promise<void> => {
    const done = await notebook.trash.bringBack(targets);
    if (done.kind === 'failed') tell({ text: words.notUndone, look: 'bad' });
  };
  const remove = async (): Promise<void> => {
    const done = await notebook.sample.remove();
    if (done.kind === 'failed') {
      tell({ text: words.failed, look: 'bad' });
      return;
    }
    const action = { label: words.undo, perform: () => void bringBack(done.targets) };
    tell({ text: words.removed(done.targets.length), action });
  };

  return (
    <Section name="sample" title={words.title}>
      <p>{records > 0 ? words.there(records) : words.absent}</p>
      {records > 0 ? (
        <Button onPress={() => void remove()}>{words.remove}</Button>
      ) : (
        <Button onPress={() => openDialog('palette')}>{words.open}</Button>
      )}
    </Section>
  );
}
