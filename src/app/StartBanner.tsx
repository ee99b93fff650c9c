// What was found when the notebook was opened and must be known: a newer program wrote to it, or its working copy was
// built again.
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { sayRebuilt } from '#features/backup/sentences.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { IconButton } from '#ui/Button.tsx';
import { Banner } from '#ui/frame.tsx';
import { safetyWords } from '#words/safety.ts';

const words = safetyWords.readOnly;

export function StartBanner({ notebook }: { readonly notebook: Notebook }): ReactElement | null {
  const [isDismissed, setDismissed] = useState(false);
  const { readOnly, recovered } = notebook;
  if (readOnly !== null)
    return (
      <Banner look="warn">
        {words.text} {readOnly.kind === 'newer entries' ? words.unseen(readOnly.entries) : words.unknown}
      </Banner>
    );
  const rebuilt = sayRebuilt(recovered);
  if (rebuilt === null || isDismissed) return null;
  return (
    <Banner
      look={recovered.missing > 0 ? 'bad' : 'info'}
      action={
        <IconButton label={safetyWords.recovered.dismiss} icon={X} onPress={() => setDismissed(true)} />
      }
    >
      {rebuilt}
    </Banner>
  );
}
