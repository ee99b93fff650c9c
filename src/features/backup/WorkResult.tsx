// What came of a backup, a check or a rehearsal: one sentence, and what was found where something was.
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button, IconButton } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { fileSize } from '#words/format.ts';
import { safetyWords } from '#words/safety.ts';
import { sayFault, sayFinding, sayMoment, sayWhyNotKept, totalOf } from './sentences.ts';
import type { Result } from './works.ts';
import styles from './backup.module.css';

const words = safetyWords.works;

interface Said {
  readonly text: string;
  readonly isBad: boolean;
  readonly findings?: readonly string[];
  readonly isMendable?: boolean;
}

function sayResult({ deed, outcome }: Result): Said {
  const good = (text: string): Said => ({ text, isBad: false });
  const bad = (text: string): Said => ({ text, isBad: true });
  if (outcome.kind === 'broke off') return bad(words.brokeOff(outcome.why));
  switch (deed) {
    case 'backup': {
      if (outcome.kind === 'kept') return good(words.backedUp(outcome.records, fileSize(outcome.sizeBytes)));
      const why = sayWhyNotKept(outcome);
      return why === null ? good(words.temporary) : bad(words.notBackedUp(why));
    }
    case 'check': {
      if (outcome.kind === 'failed') return bad(words.checkFailed(outcome.why));
      if (outcome.kind === 'stopped') return good('');
      const { counts, entries, attachments, backups, findingCount, findings, isMendable } = outcome;
      if (findingCount === 0) return good(words.allThere(totalOf(counts), entries, attachments, backups));
      const more = findingCount - findings.length;
      const said = findings.map(sayFinding);
      return {
        text: words.found(findingCount),
        isBad: true,
        findings: more > 0 ? [...said, words.more(more)] : said,
        isMendable,
      };
    }
    case 'rehearse':
      switch (outcome.kind) {
        case 'rehearsed': {
          const date = sayMoment(outcome.about.createdAt);
          const { count: different, first } = outcome.different;
          if (different === 0) return good(words.rehearsed(totalOf(outcome.counts), date));
          return {
            text: words.rehearsedBadly(different, date),
            isBad: true,
            findings: first.map(({ kind, id, why }) => `${safetyWords.kind[kind]} ${id}: ${why}`),
          };
        }
        case 'no backup':
          return bad(words.noBackup);
        case 'refused':
          return bad(words.rehearsalFailed(sayFault(outcome.fault)));
        case 'failed':
          return bad(words.rehearsalFailed(outcome.why));
        case 'stopped':
          return good('');
      }
  }
}

export function WorkResult({
  result,
  onMend,
  onDismiss,
}: {
  readonly result: Result;
  readonly onMend: () => void;
  readonly onDismiss: () => void;
}): ReactElement {
  const { text, isBad, findings = [], isMendable = false } = sayResult(result);
  return (
    <div role={isBad ? 'alert' : 'status'} className={classes(styles['result'], isBad && styles['isBad'])}>
      <div className={styles['resultText']}>
        <p>{text}</p>
        {findings.length > 0 && (
          <ul>
            {findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        )}
        {isMendable && (
          <>
            <p>{words.mendText}</p>
            <Button onPress={onMend}>{words.mend}</Button>
          </>
        )}
      </div>
      <IconButton label={words.dismiss} icon={X} onPress={onDismiss} />
    </div>
  );
}
