// Going to a record that a row of the report names.
import type { ReportRow } from '#notebook/importing.ts';
import { placeOf } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { exchangeWords } from '#words/exchange.ts';

export async function openRecord(work: Workplace, record: ReportRow['record']): Promise<void> {
  if (record === undefined) return;
  const { store, door } = work.notebook.parts;
  const found = await door.latest(record.kind, record.id);
  const place = found === undefined ? null : await placeOf(store, record.kind, record.id);
  if (place === null) work.tell({ text: exchangeWords.report.gone, look: 'bad' });
  else work.go(place);
}
