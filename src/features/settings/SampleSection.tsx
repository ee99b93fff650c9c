// The sample notebook: opened, or taken away in one click, with the way back.
import type { ReactElement } from 'react';
import { useState } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { settingsWords } from '#words/settings.ts';
import { Section } from './Section.tsx';

const words = settingsWords.sample;

export function SampleSection({ work }: { readonly work: Workplace }): ReactElement {
  const { notebook, openSample, removeSample } = work;
  // Null until it is known: neither button stands there for a moment only.
  const records = valueOf(useLive<number | null>(notebook.sample.count, notebook.watch), null);
  const [isBusy, setBusy] = useState(false);
  const once = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  return (
    <Section name="sample" title={words.title}>
      {records !== null && <p>{records > 0 ? words.there(records) : words.absent}</p>}
      {records !== null && (
        <Button isDisabled={isBusy} onPress={() => void once(records > 0 ? removeSample : openSample)}>
          {records > 0 ? words.remove : words.open}
        </Button>
      )}
    </Section>
  );
}
