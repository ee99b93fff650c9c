// How far long work has come, in the words of its part: bytes as sizes, everything else as numbers.
import type { ReactElement } from 'react';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { fileSize } from '#words/format.ts';
import { safetyWords } from '#words/safety.ts';
import type { Paced } from './pace.ts';

const inBytes: ReadonlySet<string> = new Set(['verifying', 'attachments']);

export function Progress({
  label,
  progress,
}: {
  readonly label: string;
  readonly progress: Paced | null;
}): ReactElement {
  if (progress === null) return <ProgressBar label={label} progress={null} />;
  const { phase, done, total, secondsLeft } = progress;
  const said = safetyWords.works.phases[phase];
  return (
    <ProgressBar
      label={said}
      progress={total === 0 ? null : { done: Math.min(done, total), total }}
      amount={inBytes.has(phase) ? fileSize : undefined}
      secondsLeft={secondsLeft ?? undefined}
    />
  );
}
