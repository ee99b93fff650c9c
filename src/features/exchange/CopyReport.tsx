// The button that puts the whole report on the clipboard as text.
import { Check, ClipboardCopy } from 'lucide-react';
import type { ReactElement } from 'react';
import { useState } from 'react';
import type { ImportProgress, ImportRun } from '#notebook/importing.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { reportText } from './reportText.ts';

const words = exchangeWords.report;

export interface CopyReportProps {
  readonly work: Workplace;
  readonly run: ImportRun;
  readonly progress: ImportProgress;
}

export function CopyReport({ work, run, progress }: CopyReportProps): ReactElement {
  const [copied, setCopied] = useState<ImportProgress | null>(null);
  const isCopied = copied === progress;
  const copy = (): void => {
    work.surroundings.copyText(reportText(progress, run.root, run.rows())).then(
      () => setCopied(progress),
      () => work.tell({ text: words.notCopied, look: 'bad' }),
    );
  };
  return (
    <Button icon={isCopied ? Check : ClipboardCopy} onPress={copy}>
      {isCopied ? words.copied : words.copyReport}
    </Button>
  );
}
