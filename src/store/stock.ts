// How many rows each table should have: counted in the same transactions that write them, so that rows which went
// missing are missed at the next start.
import type { Tables } from './database.ts';
import { type CountedTable, countedTables, type MetaRow, type Stock } from './row.ts';

/** The rows that there are. */
export async function countRows(tables: Tables): Promise<Stock> {
  const counts = await Promise.all(countedTables.map((table) => tableOf(tables, table).count()));
  return stockBy((table) => counts[countedTables.indexOf(table)] ?? 0);
}

/** The rows that there should be; null in a database that has not counted them. */
export async function stockIn(tables: Tables): Promise<Stock | null> {
  const row = await tables.meta.get('stock');
  return typeof row?.value === 'object' ? row.value : null;
}

/** The row of the stock after a change; none in a database that does not count. */
export function stockAfter(
  row: MetaRow | undefined,
  change: ReadonlyMap<CountedTable, number>,
): readonly MetaRow[] {
  if (typeof row?.value !== 'object') return [];
  const { value: stock } = row;
  return [{ name: 'stock', value: stockBy((table) => (stock[table] ?? 0) + (change.get(table) ?? 0)) }];
}

export async function putStock(tables: Tables, stock: Stock): Promise<void> {
  await tables.meta.put({ name: 'stock', value: stock });
}

function stockBy(count: (table: CountedTable) => number): Stock {
  const stock: Partial<Record<CountedTable, number>> = {};
  for (const table of countedTables) stock[table] = count(table);
  return stock;
}

function tableOf(tables: Tables, table: CountedTable): { readonly count: () => PromiseLike<number> } {
  if (table === 'pieces') return tables.pieces;
  return table === 'parts' ? tables.parts : tables.packed(table);
}
