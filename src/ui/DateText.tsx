// A date, friendly or plain, that tells the whole of itself when pointed at.
import { type ReactElement, useSyncExternalStore } from 'react';
import { uiWords } from '#words/ui.ts';
import { friendlyDate, fullDate, plainDate } from './friendlyDate.ts';

export interface DateTextProps {
  /** A time stamp, a day, a month or a year. */
  readonly iso: string;
  /** `plain` for what is dated on purpose, such as a judgement. */
  readonly look?: 'friendly' | 'plain';
}

const minuteMs = 60_000;
const thisMinute = (): number => Math.floor(Date.now() / minuteMs);

/** Calls back each minute, so that "14:02" becomes "yesterday" without a reload. */
function eachMinute(changed: () => void): () => void {
  const timer = setInterval(changed, minuteMs);
  return () => clearInterval(timer);
}

export function DateText({ iso, look = 'friendly' }: DateTextProps): ReactElement {
  const minute = useSyncExternalStore(eachMinute, thisMinute);
  const shown = look === 'plain' ? plainDate(iso) : friendlyDate(iso, new Date(minute * minuteMs), uiWords);
  return (
    <time dateTime={iso} title={fullDate(iso)}>
      {shown}
    </time>
  );
}
