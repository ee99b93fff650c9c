// Says what about the backups must not be overlooked: none has succeeded for a week of changes, or the newest holds
// far less than the one before it.
import type { ReactElement } from 'react';
import { useState } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Banner } from '#ui/frame.tsx';
import { useLive } from '#ui/useLive.ts';
import { safetyWords } from '#words/safety.ts';
import { language } from '#words/words.ts';

const words = safetyWords.banner;
const longestFailingMs = 7 * 24 * 60 * 60_000;
const day = new Intl.DateTimeFormat(language, { dateStyle: 'long' });

export function BackupBanner({
  work,
  onSafety,
}: {
  readonly work: Workplace;
  readonly onSafety: () => void;
}): ReactElement | null {
  const { backup } = work.notebook;
  const live = useLive(backup.folder, backup.watch);
  const [openedAtMs] = useState(Date.now);
  if (live.kind !== 'there') return null;
  const { remembered, pinned, snapshots } = live.value;
  const { failingSince, last } = remembered;
  const safety = <Button onPress={onSafety}>{words.safety}</Button>;
  if (failingSince !== null && openedAtMs - Date.parse(failingSince) > longestFailingMs)
    return (
      <Banner look="bad" action={safety}>
        {last === null
          ? words.noneEver(day.format(new Date(failingSince)))
          : words.none(day.format(new Date(last.createdAt)))}
      </Banner>
    );
  // One taken before the person deleted much needs no word: they know.
  const unexplained = pinned.filter(
    ({ older }) => snapshots.find(({ name }) => name === older)?.reason !== 'delete',
  );
  const [loss] = unexplained;
  if (loss === undefined) return null;
  const letGo = (): void => {
    backup
      .letGo(loss.older)
      .catch((error: unknown) => work.tell({ text: words.letGoFailed(String(error)), look: 'bad' }));
  };
  return (
    <Banner
      look="warn"
      action={
        <>
          <Button onPress={letGo}>{words.letGo}</Button>
          {safety}
        </>
      }
    >
      {words.shrunk(loss.from, loss.to)}
    </Banner>
  );
}
