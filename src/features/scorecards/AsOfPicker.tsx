// Chooses the day a card is looked at as of: now, a day on which something was judged, or any other.
import { CalendarClock } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '#ui/Button.tsx';
import { Popover } from '#ui/Popover.tsx';
import { TextField } from '#ui/TextField.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { dayInWords } from './asOf.ts';
import styles from './card.module.css';

const words = scorecardWords.asOf;
const shownDays = 8;

export interface AsOfPickerProps {
  readonly day: string | null;
  readonly onChange: (day: string | null) => void;
  /** Days on which something was judged, newest first. */
  readonly days: readonly string[];
}

export function AsOfPicker({ day, onChange, days }: AsOfPickerProps): ReactElement {
  return (
    <Popover
      label={words.choose}
      placement="bottom end"
      trigger={
        <Button look="plain" icon={CalendarClock}>
          {day === null ? words.now : words.day(dayInWords(day))}
        </Button>
      }
    >
      {(close) => {
        const choose = (next: string | null): void => {
          onChange(next);
          close();
        };
        return (
          <div className={styles['asOf']}>
            <TextField
              label={words.field}
              hint={words.hint}
              type="date"
              value={day ?? ''}
              onChange={(text) => {
                if (/^\d{4}-\d\d-\d\d$/.test(text)) onChange(text);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') close();
              }}
            />
            {days.length > 0 && (
              <div role="group" aria-label={words.days} className={styles['days']}>
                <span aria-hidden>{words.days}</span>
                {days.slice(0, shownDays).map((each) => (
                  <Button key={each} look="plain" onPress={() => choose(each)}>
                    {dayInWords(each)}
                  </Button>
                ))}
              </div>
            )}
            <Button isDisabled={day === null} onPress={() => choose(null)}>
              {words.backToNow}
            </Button>
          </div>
        );
      }}
    </Popover>
  );
}
