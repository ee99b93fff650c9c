// What became of backups, checks and restores, in words.
import type { BackupOutcome } from '#notebook/backup.ts';
import type { Recovered } from '#notebook/recovered.ts';
import type { BackupFault, Counts, Finding, RecordKind } from '#notebook/restoring.ts';
import { count, listed } from '#words/format.ts';
import { safetyWords as words } from '#words/safety.ts';
import { language } from '#words/words.ts';

const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });

/** A date with its time, for what must be told apart from others of the same day. */
export function sayMoment(iso: string): string {
  return moment.format(new Date(iso));
}

/** Why a backup was not kept; null where it was, or where none was meant to be. */
export function sayWhyNotKept(outcome: BackupOutcome): string | null {
  switch (outcome.kind) {
    case 'kept':
    case 'stopped':
      return null;
    case 'failed':
      return words.why[outcome.why];
    case 'unreadable':
      return words.unreadable(outcome.why);
    case 'refused':
      if ('entry' in outcome) return words.notReadBack(outcome.entry);
      return outcome.why === 'temporary notebook' ? null : words.ahead;
  }
}

export function sayFault(fault: BackupFault): string {
  const { faults } = words;
  switch (fault.kind) {
    case 'absent':
    case 'not a snapshot':
    case 'cut short':
    case 'newer':
      return faults[fault.kind];
    case 'unreadable':
      return faults.unreadable(words.why[fault.why]);
    case 'damaged':
      return fault.entry === null ? faults.damagedSomewhere : faults.damaged(fault.entry);
    case 'too large':
      return fault.entry === null ? faults.tooLargeTogether : faults['too large'](fault.entry);
    case 'duplicate':
    case 'strange name':
    case 'missing':
    case 'unlisted':
    case 'wrong hash':
    case 'wrong count':
      return faults[fault.kind](fault.entry);
  }
}

/** What a person made and would miss: without what the program makes of it. */
const countedKinds = [
  'note',
  'source',
  'excerpt',
  'scorecard',
  'judgement',
  'claim',
  'attachment',
] as const satisfies readonly RecordKind[];

/** As backups count them: what the program itself makes and thins out is left out. */
export function totalOf(counts: Counts): number {
  const { piece = 0, revision = 0 } = counts;
  return Object.values(counts).reduce((sum, each) => sum + each, 0) - piece - revision;
}

/** "12 notes, 3 sources and 1 excerpt". */
export function sayCounts(counts: Counts): string {
  return listed(
    countedKinds
      .filter((kind) => (counts[kind] ?? 0) > 0)
      .map((kind) =>
        count(counts[kind] ?? 0, words.kind[kind].toLowerCase(), words.kinds[kind].toLowerCase()),
      ),
  );
}

export function sayFinding(finding: Finding): string {
  const { findings } = words.works;
  switch (finding.kind) {
    case 'missing':
    case 'different':
    case 'unknown':
      return findings[finding.kind](words.kind[finding.record.kind], finding.record.id);
    case 'dangling':
      return findings.dangling(words.kind[finding.record.kind], finding.record.id, finding.record.why);
    case 'attached file':
      return findings.attached(finding.sha256, finding.why);
    case 'backup':
      return findings.backup(finding.name, sayFault(finding.fault));
    case 'unread entry':
      return findings.entry(finding.seq, finding.why);
  }
}

/** What was built again at the start; null when nothing was. */
export function sayRebuilt({ rebuilt, checked, missing }: Recovered): string | null {
  if (rebuilt === null) return null;
  const { causes, from } = words.recovered;
  return words.recovered.rebuilt(causes[rebuilt.cause], from[rebuilt.from], checked, missing);
}
