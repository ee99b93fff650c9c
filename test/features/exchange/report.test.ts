import { describe, expect, it } from 'vitest';
import type { ImportOffer, ImportProgress, LossKind, ReportRow } from '#notebook/importing.ts';
import { summarise } from '#features/exchange/offerSummary.ts';
import { reportText, reportTitle } from '#features/exchange/reportText.ts';
import { countRows, filters, folderName, isShown, matches, shownPath } from '#features/exchange/rows.ts';
import { reasonSentence, sentencesOf } from '#features/exchange/sentences.ts';
import { totalsOf } from '#features/exchange/totals.ts';
import { exchangeWords } from '#words/exchange.ts';

/** Of the contract between window and main, where reasons are text on this side. */
const offered = ['unreadable', 'too large', 'symlink loop', 'not a file', 'too many files'];

const row = (path: string, more: Partial<ReportRow> = {}): ReportRow => ({
  path,
  outcome: 'imported',
  losses: [],
  ...more,
});
const rows: readonly ReportRow[] = [
  row('whole.md', { record: { kind: 'note', id: 'n1' } }),
  row('part.md', { losses: [{ kind: 'table', count: 2 }] }),
  row('copy.md', { duplicateOf: { kind: 'note', id: 'n1' } }),
  row('same.md', { outcome: 'unchanged' }),
  row('newer.md', { outcome: 'changed' }),
  row('mine.md', { outcome: 'edited here' }),
  row('taken.md', { outcome: 'updated' }),
  row('thrown.md', { outcome: 'in trash' }),
  row('bad.md', { outcome: 'refused', reason: 'binary' }),
  row('lost.md', { outcome: 'failed', reason: 'took too long' }),
];
const progress: ImportProgress = {
  state: 'finished',
  done: 10,
  total: 10,
  imported: 3,
  filesPerSecond: 5,
  secondsLeft: 0,
};

describe('what the report says of a file', () => {
  it('[R1] is a whole sentence for every reason that a file can be left out for', () => {
    // The compiler holds the importers' own reasons to the words.
    for (const reason of [...offered, ...Object.keys(exchangeWords.reasons)].filter(
      (each) => each !== 'other',
    ))
      expect(reasonSentence(reason), reason).toMatch(/^(?!The program reported)[A-Z].{10,}\.$/);
  });

  it('[R2] passes on the words of the machine, but for a file that is gone', () => {
    expect(reasonSentence('ETIMEDOUT')).toBe('The program reported: ETIMEDOUT');
    expect(reasonSentence('constructor')).toBe('The program reported: constructor');
    expect(reasonSentence('Error: /hand/0a: 410')).toMatch(/no longer there/);
  });

  it('[R3] is a whole sentence for every kind of loss, for one and for many', () => {
    const kinds = Object.keys(exchangeWords.losses).filter((each) => each !== 'named') as LossKind[];
    for (const kind of kinds)
      for (const count of [1, 2000]) {
        const [sentence = ''] = sentencesOf(row('a', { losses: [{ kind, count }] }));
        expect(sentence, kind).toMatch(/^[A-Z0-9].{15,}\.$/);
        if (!/^(too intricate|original .*)$/.test(kind)) expect(sentence).toContain(count === 1 ? '1 ' : '2,000 ');
      }
  });

  it('[R4] names what was lost where it has names, and the file that a copy is the same as', () => {
    expect(
      sentencesOf(row('a', { losses: [{ kind: 'front matter', count: 2, names: ['mood', 'place'] }] })),
    ).toEqual(['2 fields of the front matter kept at the end of the text: mood and place.']);
    const copy = row('b', { duplicateOf: { kind: 'note', id: 'n' } });
    expect(sentencesOf(copy, 'deep/a.md')).toEqual(['Has the same contents as deep/a.md.']);
    expect(sentencesOf(copy)).toEqual(['Has the same contents as a record that you have already.']);
  });

  it('[R5] says nothing of a file that was imported whole', () => {
    expect(sentencesOf(row('a'))).toEqual([]);
  });
});

describe('the rows of a report', () => {
  it('[R6] that need a look are those of every other filter but all', () => {
    const shown = (filter: (typeof filters)[number]): readonly string[] =>
      rows.filter((each) => isShown(each, filter)).map(({ path }) => path);
    expect(shown('refused')).toEqual(['bad.md', 'lost.md']);
    expect(shown('losses')).toEqual(['part.md']);
    expect(shown('changed')).toEqual(['newer.md', 'mine.md', 'taken.md']);
    expect(shown('copies')).toEqual(['copy.md']);
    expect(new Set(shown('look'))).toEqual(
      new Set(['refused', 'losses', 'changed', 'copies'].flatMap((each) => shown(each as 'refused'))),
    );
    expect(shown('all')).toHaveLength(rows.length);
    const counts = countRows(rows);
    for (const filter of filters) expect(counts.filters[filter]).toBe(shown(filter).length);
  });

  it('[R7] are totalled by what became of them, leaving out what is nothing', () => {
    expect(totalsOf(countRows(rows)).map(({ count, word }) => `${count} ${word}`)).toEqual([
      '3 imported',
      '1 unchanged',
      '1 changed on disk',
      '1 taken over',
      '1 edited here',
      '1 in the trash',
      '1 refused',
      '1 failed',
      '1 not whole',
      '1 the same as another',
    ]);
    expect(totalsOf(countRows([]))).toEqual([]);
  });

  it('[R8] show paths in one line and are found by any part of them', () => {
    expect(shownPath('a\r\nb\u2028.md')).toBe('a␤b␤.md');
    expect(shownPath('')).toBe('the folder itself');
    expect(matches(row('Deep/Été.md'), ' été')).toBe(true);
    expect(matches(row('a.md'), 'b')).toBe(false);
    expect(folderName('/home/ada/Notes/')).toBe('Notes');
    expect(folderName('C:\\Users\\ada\\Notes')).toBe('Notes');
    expect(folderName('/')).toBe('/');
  });
});

describe('the report as text', () => {
  it('[R9] begins with what was done, then names every file that needs a look in a line of its own', () => {
    const text = reportText(progress, 'Notes', rows);
    const lines = text.split('\n');
    expect(lines[0]).toBe('3 files imported from Notes');
    expect(lines).toContain('copy.md: imported. Has the same contents as whole.md.');
    expect(lines).toContain('bad.md: refused. This is not text, whatever its name says.');
    expect(text).not.toContain('same.md');
    expect(lines.filter((line) => line.includes('.md: '))).toHaveLength(7);
  });

  it('[R10] says why it stopped and how much was not come to', () => {
    const text = reportText(
      { ...progress, state: 'stopped', total: 12, trouble: 'disk full' },
      'Notes',
      rows.slice(0, 1),
    );
    expect(text).toContain('The disk is full.');
    expect(text).toContain('2 files were not come to.');
  });

  it('[R11] is titled by what there was to do', () => {
    const title = (given: readonly ReportRow[], more: Partial<ImportProgress> = {}): string =>
      reportTitle({ ...progress, imported: 0, ...more }, 'Notes', countRows(given));
    expect(title([row('a', { outcome: 'unchanged' })])).toBe('Nothing new in Notes');
    expect(title([row('a', { outcome: 'changed' })])).toBe('1 file changed in Notes');
    expect(title([row('a', { outcome: 'refused' })])).toBe('Nothing was imported from Notes');
    expect(title([], { state: 'cancelled', imported: 2 })).toBe('Cancelled: 2 files imported from Notes');
  });
});

describe('an offer', () => {
  it('[R12] is counted by kinds of files, and by reasons of what is not in it', () => {
    const file = (path: string): ImportOffer['files'][number] => ({
      path,
      sizeBytes: 1,
      modifiedAt: '2026-11-23T00:00:00.000Z',
      from: { kind: 'address', address: path },
    });
    const summary = summarise({
      root: '/r',
      files: ['a.md', 'b.MARKDOWN', 'c.txt', 'd.htm', 'e.pdf', 'Makefile'].map(file),
      refused: [
        { path: 'x', reason: 'too large' },
        { path: 'y', reason: 'unreadable' },
        { path: 'z', reason: 'too large' },
      ],
    });
    expect(summary.kinds).toEqual({ markdown: 2, text: 1, html: 1, other: 2 });
    expect(summary.holdsText).toBe(true);
    expect(summary.reasons).toEqual([
      { reason: 'too large', paths: ['x', 'z'] },
      { reason: 'unreadable', paths: ['y'] },
    ]);
    expect(summarise({ root: '/r', files: [file('e.pdf')], refused: [] }).holdsText).toBe(false);
  });
});
